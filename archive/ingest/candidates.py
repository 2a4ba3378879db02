"""Names that no list knows: runs of capitalised words, for an editor to look through; they go no further."""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.calendar_words import MONTHS, WEEKDAYS
from archive.ingest.countries import CITIES, COUNTRIES
from archive.ingest.lines import Line
from archive.ingest.model import Span

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-ſЀ-Я][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_RUN = re.compile(
    rf"(?<![\w@./]){_NAME}(?: (?:(?:de|von|van|der|al|el|bin|of the|of|for the|for|and) )?{_NAME}){{1,5}}(?!\w)"
)
_ONE = re.compile(r"(?<=[a-zа-яё,] )[A-ZЀ-Я][^\W\d_]{3,}(?!\w)")
_COMMON = frozenset(word for name in (*COUNTRIES, *CITIES) for word in name.split()) | frozenset(MONTHS) | frozenset(WEEKDAYS)
_NATIONAL = re.compile(r"(?:ian|ans?|ese|ish|ic|sts?|ism|ist|ски[йх]|ская|ское)s?$")


def find_candidates(line: Line, known: Sequence[Span]) -> Iterator[Span]:
    """Capitalised runs that no known name touches: two words and more, or one in the midst of a sentence."""
    taken = sorted(known)
    for pattern in (_RUN, _ONE):
        found = []
        for match in pattern.finditer(line.text):
            span = line.part(*match.span())
            if not _touches(taken, span) and _is_new(match.group()):
                found.append(span)
        yield from found
        taken = sorted([*taken, *found])


def _touches(taken: Sequence[Span], span: Span) -> bool:
    return any(one.start < span.end and span.start < one.end for one in taken)


def _is_new(text: str) -> bool:
    words = text.removesuffix("’s").removesuffix("'s").split()
    if all(word in _COMMON or _NATIONAL.search(word) for word in words):
        return False
    return not (len(words) == 1 and text.isupper() and len(text) < 3)
