"""Languages by their names in the reader's own."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _


def language_name(code: str) -> str:
    """The language's name in the reader's own; the code where Django knows none."""
    try:
        return _(get_language_info(code)["name"])
    except KeyError:
        return code
