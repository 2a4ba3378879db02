"""What a name may be: anything that people write, and nothing that only a script or a prankster would."""

import re
import unicodedata
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_NAME = 200
MOST_MARKS = 8  # one after another; scripts have up to five, heaps of them spill over the lines around

# Embeddings, overrides and isolates turn the text around them; marks and joiners belong to many scripts.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")  # letters by their category, nothing to the eye
ADDRESS = re.compile(
    r"://|\bwww\.|\.(?:com|net|org|info|biz|ru|kz|top|xyz|online|site|shop|link|click|io)(?:\b|/)",
    re.IGNORECASE,
)
MAILBOX = re.compile(r"\S@\S+\.\S")


def clean_name(text: str) -> str:
    """The name in normal form, its spaces single. Raises ValidationError that says what to do."""
    if any(is_refused(character) for character in text) or has_heap_of_marks(text):
        raise ValidationError(_("Your name holds a character that cannot be shown. Type it once more."))
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(is_visible(character) for character in name):
        raise ValidationError(_("Type your name."))
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("Shorten your name to 200 characters."))
    if MAILBOX.search(name):
        raise ValidationError(_("This looks like an e-mail address. Type your name here."))
    if ADDRESS.search(name):
        raise ValidationError(_("This looks like a web address. Type your name here."))
    return name


def is_refused(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def has_heap_of_marks(text: str) -> bool:
    kinds = groupby(unicodedata.normalize("NFD", text), unicodedata.category)
    return any(kind in ("Mn", "Me") and len(list(run)) > MOST_MARKS for kind, run in kinds)


def is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANK_LETTERS
