"""A day as people type it, turned into the form in which the register keeps it."""

import re

from babel.core import Locale
from babel.dates import get_month_names
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.edtf import Edtf, EdtfError, parse

DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
DAY_FIRST = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?,?\s+(\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")


def as_edtf(text: str) -> str:
    """26.5.2016, “26 May 2016”, “May 2016”, or EDTF as it stands, in EDTF. Raises ValidationError."""
    text = " ".join(text.split())
    if not text:
        return ""
    for candidate in (text, from_numbers(text), from_words(text)):
        if candidate and (date := read(candidate)):
            return date.text
    raise ValidationError(
        _(
            "This day cannot be read. Write it like 26 May 2016, 26.5.2016, 2016-05-26, or 2016-05 for a month."
        )
    )


def read(text: str) -> Edtf | None:
    try:
        return parse(text)
    except EdtfError:
        return None


def from_numbers(text: str) -> str:
    """Day before month; with slashes only where the first number can be no month."""
    found = DOTTED.fullmatch(text)
    if not found or ("/" in text and int(found[1]) <= 12 and found[1] != found[2]):
        return ""
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def from_words(text: str) -> str:
    months = month_numbers(get_language() or "en")
    if (found := DAY_FIRST.fullmatch(text)) and (month := months.get(found[2].casefold())):
        return f"{found[3]}-{month:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    if (found := MONTH_FIRST.fullmatch(text)) and (month := months.get(found[1].casefold())):
        return f"{found[3]}-{month:02}-{int(found[2]):02}"
    return ""


def month_numbers(language: str) -> dict[str, int]:
    """The names of the months in English and in a language, long and short, with their numbers."""
    return {
        name.casefold().rstrip("."): number
        for code in ("en", language)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(
            width,
            context,
            Locale.parse(code, sep="-"),
        ).items()
    }
