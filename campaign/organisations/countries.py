"""Names of countries in each interface language, from Unicode's CLDR by way of Babel."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language


@lru_cache(maxsize=16)
def country_names(language: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes with their names in a language, in the order of the names."""
    territories = Locale.parse(language, sep="-").territories
    return dict(
        sorted(
            (
                (code, name)
                for code, name in territories.items()
                if len(code) == 2 and code.isalpha() and code not in UNREAL
            ),
            key=lambda pair: pair[1].casefold(),
        )
    )


UNREAL = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}  # CLDR's groupings and test codes


def country_name(code: str) -> str:
    """The country's name in the active language; the code itself when it is not known."""
    return country_names(get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    return list(country_names(get_language() or "en").items())
