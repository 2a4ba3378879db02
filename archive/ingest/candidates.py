"""Names that no list knows: runs of capitalised words, for an editor to look through; they go no further."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from archive.ingest.calendar_words import MONTHS, WEEKDAYS
from archive.ingest.countries import CITIES, COUNTRIES
from archive.ingest.lines import Line
from archive.ingest.model import Span
from archive.ingest.wordlists import word_set

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-ſЀ-Я][^\W\d_]{0,30}(?:[-’'][^\W\d_]{1,30}){0,3}"
_RUN = re.compile(
    rf"(?<![\w@./]){_NAME}(?: (?:(?:de|von|van|der|al|el|bin|of the|of|for the|for) )?{_NAME}){{1,5}}(?!\w)"
)
_ONE = re.compile(r"(?<=[a-zа-яё,] )[A-ZЀ-Я][^\W\d_]{3,30}(?!\w)")
_COMMON = (
    frozenset(word for name in (*COUNTRIES, *CITIES) for word in name.split())
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
)
_SMALL = word_set(
    """a about after ahead all although among an and as at back because before both but by despite during
    even every following for from given if in instead its many meanwhile most no not now of on once one
    only or our over since so some still such that the their then there these they this those though
    three through thus to today two under until we what when where which while who why with yet you"""
)
_NATIONAL = re.compile(r"(?:ian|ans?|ese|ish|ic|sts?|ism|ist|ски[йх]|ская|ское)s?$")


def find_candidates(line: Line, known: Sequence[Span]) -> Iterator[Span]:
    """Capitalised runs that no known name touches: two words and more, or one in the midst of a sentence."""
    taken = sorted(known)
    for pattern in (_RUN, _ONE):
        found = []
        for match in pattern.finditer(line.text):
            span = line.part(match.start() + _small_words(match.group()), match.end())
            if not _touches(taken, span) and _is_new(line.text[span.start - line.start : match.end()]):
                found.append(span)
        yield from found
        taken = sorted([*taken, *found])


def _small_words(run: str) -> int:
    """The length of the words that are capitals only for opening a sentence."""
    length = 0
    while " " in run[length:] and run[length:].split()[0].casefold() in _SMALL:
        length += len(run[length:].split()[0]) + 1
    return length


def _touches(taken: Sequence[Span], span: Span) -> bool:
    """Whether a name that is known, or found before, overlaps; the known ones are in order and apart."""
    i = bisect_left(taken, span.start, key=lambda one: one.end - 1)
    return i < len(taken) and taken[i].start < span.end


def _is_new(text: str) -> bool:
    words = text.removesuffix("’s").removesuffix("'s").split()
    if all(word in _COMMON or _NATIONAL.search(word) for word in words):
        return False
    return not (len(words) == 1 and text.isupper() and len(text) < 3)
