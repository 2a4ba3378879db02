"""Which dates of a text lie before its writing and which after, told by the words around them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.ingest.dates import FoundDate, find_dates, find_years
from archive.ingest.lines import Line
from archive.ingest.model import Span

_SENTENCE_END = re.compile(r"[.!?][”’\"»)]*\s+(?=[A-ZÀ-ÞЀ-Я“‘\"«(\[])")
_WINDOW = 200  # characters on each side of a date that can say something about it
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_GONE_BY = re.compile(r"\b(?:previous|last|former|earlier)\b[^.;,]{0,50}\b(?:of|in)\s$", re.I)
_COMING = re.compile(r"\bthis coming\b[^.;]{0,20}$", re.I)
_FUTURE_BEFORE = re.compile(
    r"(?:\b(?:upcoming|forthcoming|this coming)\b[^.;]{0,60}|\bplanned for (?:the )?|\b(?:on course"
    r"|due|scheduled|set)\b"
    r"[^.;]{0,50}|\b(?:is|are) (?:expected|due|scheduled|planned|set|called)\b[^.;]{0,90}"
    r"|\bwill\b[^.;]{0,90})$",
    re.I,
)
_SURELY_TO_COME = re.compile(r"\b(?:upcoming|forthcoming|this coming)\b[^.;]{0,60}$", re.I)
_FUTURE = re.compile(
    r"\b(?:will|upcoming|forthcoming|coming|planned|expected|scheduled|due|going to|shall|would"
    r"|could|may be|called for)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|took|held|came|saw|began|went|made|gave|said|told|sent|met|won|lost|got|fell"
    r"|rose|broke|spoke"
    r"|wrote|led|brought|became|fought|shot|ran|stood|left|paid|put|found|[a-z]{2,}(?<![e])ed)\b"
)
_BEFORE_DATE = re.compile(r"(?:\b(?:on|of|by|since|from|until|after)(?: the)?|^)\s*[“‘(]?$", re.I)
_WAS_AFTER = re.compile(r"\b(?:was|were|took place|had|ended|drew|saw)\b", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in the text with its place; `coming` is one of the next seven days."""

    found: FoundDate
    span: Span
    text: str
    is_past: bool
    is_future: bool
    coming: bool = False


def mentions_of(lines: Iterable[Line]) -> Iterator[Mention]:
    """The dates with a day whose tense is clear; those in the shadow of an older year are left out."""
    for line in lines:
        for start, sentence in sentences(line.text):
            for found in find_dates(sentence):
                mention = _mention(line, start, sentence, found)
                if mention is not None:
                    yield mention


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a line with their offsets."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield start, text[start:]


def years_in(text: str) -> list[int]:
    """Every year that a text names, alone or in a date."""
    return [int(year) for year in _YEAR.findall(text)]


def _mention(line: Line, start: int, sentence: str, found: FoundDate) -> Mention | None:
    if not (found.month and found.day):
        return None
    before = sentence[max(0, found.start - _WINDOW) : found.start]
    after = sentence[found.end : found.end + _WINDOW]
    if not found.year and (_YEAR.search(before) or _YEAR.search(line.text, max(0, start - _WINDOW), start)):
        return None
    is_sure = bool(_SURELY_TO_COME.search(before))
    is_future = is_sure or (bool(_FUTURE_BEFORE.search(before)) and not _WAS_AFTER.search(after))
    has_past = bool(_PAST.search(before) or _PAST.search(after)) and bool(_BEFORE_DATE.search(before))
    is_past = has_past and not is_future and not _FUTURE.search(before) and not _FUTURE.search(after)
    if not (is_past or is_future):
        return None
    span = line.part(start + found.start, start + found.end)
    text = sentence[found.start : found.end]
    return Mention(found, span, text, is_past, is_future, bool(_COMING.search(before)))


def past_years(lines: Iterable[Line]) -> dict[int, list[Span]]:
    """Years named by number as gone by, or in sentences about what has happened, with their places."""
    found: dict[int, list[Span]] = {}
    for line in lines:
        for start, sentence in sentences(line.text):
            is_past = bool(_PAST.search(sentence)) and not _FUTURE.search(sentence)
            for year in find_years(sentence):
                if is_past or _GONE_BY.search(sentence[max(0, year.start - _WINDOW) : year.start]):
                    found.setdefault(year.year, []).append(line.part(start + year.start, start + year.end))
    return found
