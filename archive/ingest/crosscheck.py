"""Statements that cannot both hold: the same thing told with another day, figure, outcome or name.

Every rule reads statements of one kind, each with what it is about (its key) and what it says (its value); where
two of one key say different things, both are proposed to the editor. Nothing is decided here.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from archive.ingest.date_values import Era
from archive.ingest.lines import Line
from archive.ingest.mentions import Mention
from archive.ingest.model import Span, Value
from archive.ingest.tense import sentences

_LETTER = r"(?:letters?|petitions?|statements?|appeals?|signatures)"
_REFUSED = re.compile(
    rf"\b(?:refused to (?:accept|take|receive)|would not (?:accept|take|receive)|did not (?:accept|take)"
    rf"|declined to (?:accept|take|receive)|turned away)\b[^.;!?]{{0,40}}?\b{_LETTER}\b",
    re.I,
)
_HANDED_IN = re.compile(
    rf"\b{_LETTER}\b[^.;!?]{{0,20}}?\b(?:was|were|has been|have been)\b(?: \w+)??"
    r" (?:handed (?:in|over)|accepted|received)\b"
    rf"|\b(?:handed (?:in|over)|accepted|received) (?:a|the|our|their) (?:\w+ )?{_LETTER}\b",
    re.I,
)
_IN_PLACE = re.compile(r"\b[Ii]n (?:the )?(?P<place>[A-Z][\w’-]+)")
_STOP = re.compile(r"[.;!?]")
_NUMBER_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20},
}
_COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(_NUMBER_WORDS)})"
_PEOPLE = (
    r"(?:(?:\w+[- ]){0,2}(?:people|persons|workers|strikers|protesters|protestors|demonstrators|miners|civilians"
    r"|prisoners|men|women) )?"
)
_ROUGHLY = r"(?P<roughly>(?:at least|more than|over|up to|about|around|some|nearly|almost) )?"
_DEATHS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{_ROUGHLY}\b{_COUNT} {_PEOPLE}(?:(?:were|was|have been|had been) )?"
        r"(?:killed|died|shot dead|dead|lost their lives)\b",
        rf"\b(?:killed|killing|shot dead|shooting dead|murdered) {_ROUGHLY}{_COUNT} "
        r"(?:\w+ )?(?:people|persons|workers|strikers|protesters|protestors|demonstrators|miners|civilians"
        r"|men|women)\b",
    )
)
_REMOVED = re.compile(r"\b(?:dismissed|ousted|removed|sacked|fired|deposed|stripped)\s+(?:[A-Z][\w-]+\s+)?$")
_QUOTED = re.compile(r"[“‘\"](?P<words>[^“”‘’\"]{3,60})[”’\"]")
_ACT = re.compile(r"\b(order|decree|announce|declar|vow|threat|promis|instruct|command|call|warn)\w*", re.I)
_SAME_DAY = re.compile(r"(?:on )?(?:the|that) (?:very )?same day\b|that day\b", re.I)
_CAPITAL = re.compile(r"\bcapital(?: city)?(?:,)? $|\bcapital of (?:[A-Z]\w+|the country), $")
_CAPITAL_AFTER = re.compile(r", (?:the|its|\w+’s) capital\b")
_NEAR_DAYS, _NEAR_YEARS = 60, 1
_LOOK_BACK = 20
_WINDOW = 400


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of one of the texts with what is known of it: its item, dates and mentions, in order."""

    text: int
    item: Span | None
    line: Line
    era: Era
    dates: Sequence[Value] = ()
    mentions: Sequence[Mention] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a place of a text says of the thing that `key` stands for."""

    kind: str
    key: tuple[str, ...]
    value: str
    text: int
    item: Span | None
    span: Span
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of one key that differ."""

    kind: str
    statements: tuple[Statement, ...] = field(default_factory=tuple)


RULES = {
    "outcome": "one text tells the delivery of a letter at one place in two ways",
    "deaths": "the dead of one place and year are counted differently",
    "removal": "one person's removal is dated differently",
    "quoted-act": "the same quoted words of an order or call are dated differently",
    "capital": "texts of about one time call the capital by different names",
    "publication-date": "the head and the foot of a page date it differently",
}


def find_conflicts(paragraphs: Sequence[Paragraph]) -> list[Conflict]:
    """The conflicts among all paragraphs, in the order of their first statement."""
    by_key: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in _statements(paragraphs):
        by_key[(statement.kind, *statement.key)].append(statement)
    conflicts = [
        Conflict(found[0].kind, tuple(found))
        for statements in by_key.values()
        for found in [_differing(statements)]
        if found
    ]
    return sorted(conflicts, key=lambda conflict: (conflict.statements[0].text, conflict.statements[0].span))


def _statements(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    day_before: Value | None = None
    for paragraph in paragraphs:
        yield from _outcomes(paragraph)
        yield from _deaths(paragraph)
        yield from _removals(paragraph)
        yield from _quoted_acts(paragraph, day_before)
        yield from _capitals(paragraph)
        day_before = next((value for value in reversed(paragraph.dates) if _day(value)), day_before)


def _differing(statements: Sequence[Statement]) -> list[Statement]:
    """One statement for each value that is near the first one in time and differs; none when all agree."""
    first = statements[0]
    kept = [first]
    for other in statements[1:]:
        if all(other.value != one.value for one in kept) and _is_near(first, other):
            kept.append(other)
    return kept if len(kept) > 1 else []


def _is_near(one: Statement, other: Statement) -> bool:
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= (_NEAR_YEARS * 366 if one.kind == "capital" else _NEAR_DAYS)


def _day(value: Value) -> date | None:
    return date.fromisoformat(value.value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value.value) else None


def _outcomes(paragraph: Paragraph) -> Iterator[Statement]:
    """Refused and handed in, at one place in one text."""
    text = paragraph.line.text
    for pattern, value in ((_REFUSED, "refused"), (_HANDED_IN, "handed in")):
        for match in pattern.finditer(text):
            after = _IN_PLACE.search(text, match.end(), min(len(text), match.end() + 60))
            before = list(_IN_PLACE.finditer(text, max(0, match.start() - 600), match.start()))
            stop = _STOP.search(text, match.end(), match.end() + 60)
            is_near = after and (stop is None or after.start() < stop.start())
            place = after["place"] if after and is_near else before[-1]["place"] if before else ""
            if place:
                span = paragraph.line.part(*match.span())
                key = (str(paragraph.text), str(paragraph.item), place)
                yield Statement("outcome", key, value, paragraph.text, paragraph.item, span)


def _deaths(paragraph: Paragraph) -> Iterator[Statement]:
    for pattern in _DEATHS:
        for match in pattern.finditer(paragraph.line.text):
            span = paragraph.line.part(*match.span())
            dated, place = _last_before(paragraph.dates, span), _last_place(paragraph, span)
            if dated is None or place is None or not dated.value[:4].isdigit():
                continue
            count = match["count"].casefold()
            number = str(_NUMBER_WORDS.get(count, count.replace(",", "")))
            value = f"{(match['roughly'] or '').strip().lower()} {number}".strip()
            key = (place.known.key, dated.value[:4])
            yield Statement("deaths", key, value, paragraph.text, paragraph.item, span)


def _removals(paragraph: Paragraph) -> Iterator[Statement]:
    text = paragraph.line.text
    for mention in paragraph.mentions:
        if mention.known.kind != "person":
            continue
        low = mention.span.start - paragraph.line.start
        match = _REMOVED.search(text[max(0, low - 40) : low])
        dated = _last_before(paragraph.dates, mention.span) if match else None
        day = _day(dated) if dated else None
        if match and dated and day:
            start = _sentence_start(paragraph.line, low)
            span = Span(min(dated.spans[0].start, start), mention.span.end)
            key = (mention.known.key, "removed")
            yield Statement("removal", key, dated.value, paragraph.text, paragraph.item, span, day)


def _sentence_start(line: Line, place: int) -> int:
    low = max(0, place - _WINDOW)
    starts = [low + start for start, _ in sentences(line.text[low : place + 1])]
    return line.start + starts[-1]


def _quoted_acts(paragraph: Paragraph, day_before: Value | None) -> Iterator[Statement]:
    """An order, call or threat in a few quoted words, with the day on which it was given."""
    line = paragraph.line
    carried = day_before if _SAME_DAY.match(line.text) else None
    for match in _QUOTED.finditer(line.text):
        words = match["words"].casefold().strip(" .,!")
        act = list(_ACT.finditer(line.text, max(0, match.start() - 120), match.start()))
        if not 3 <= len(words.split()) <= 8 or not act:
            continue
        span = line.part(*match.span())
        dated = _last_before(paragraph.dates, span) or carried
        day = _day(dated) if dated else None
        if dated and day:
            start = line.start + act[0].start()
            place = Span(min(start, dated.spans[0].start) if dated is not carried else line.start, span.end)
            yield Statement("quoted-act", (words,), dated.value, paragraph.text, paragraph.item, place, day)


def _capitals(paragraph: Paragraph) -> Iterator[Statement]:
    text = paragraph.line.text
    for mention in paragraph.mentions:
        low, high = (place - paragraph.line.start for place in (mention.span.start, mention.span.end))
        is_capital = mention.known.kind == "place" and (
            _CAPITAL.search(text[max(0, low - 40) : low]) or _CAPITAL_AFTER.match(text, high)
        )
        if is_capital and paragraph.era.earliest:
            name = text[low:high]
            key = (mention.known.key,)
            yield Statement(
                "capital", key, name, paragraph.text, paragraph.item, mention.span, paragraph.era.earliest
            )


def _last_before(dates: Sequence[Value], span: Span) -> Value | None:
    """The last date with a value before a place; of many at most the nearest few are looked at."""
    i = bisect_right(dates, span.start, key=lambda value: value.spans[0].end)
    return next((value for value in reversed(dates[max(0, i - _LOOK_BACK) : i]) if value.value), None)


def _last_place(paragraph: Paragraph, span: Span) -> Mention | None:
    i = bisect_right(paragraph.mentions, span.start, key=lambda mention: mention.span.end)
    before = reversed(paragraph.mentions[max(0, i - _LOOK_BACK) : i])
    return next((mention for mention in before if mention.known.kind == "place"), None)


def dates_of_page(
    text: int, item: Span, published: Value, furniture: Iterable[tuple[Span, Value]]
) -> Conflict | None:
    """The date that the head of the only text of a page states, and another one that stands alone below it."""
    stated = published.status == "stated" and len(published.value) == 10
    for span, value in furniture:
        if stated and span.start >= item.end and len(value.value) == 10 and value.value != published.value:
            statements = (
                Statement("publication-date", (), published.value, text, item, published.spans[0]),
                Statement("publication-date", (), value.value, text, None, span),
            )
            return Conflict("publication-date", statements)
    return None
