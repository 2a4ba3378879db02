"""The date of publication: as stated in the head, or its bounds where the text itself sets them.

Every inference here is one that an editor can follow from its reason; where two readings are possible the
value stays absent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from archive.ingest.dates import FoundDate, find_dates
from archive.ingest.lines import Line
from archive.ingest.model import Span, Value
from archive.ingest.tense import Mention, mentions_of, past_years, years_in

_YESTERDAY = re.compile(r"\byesterday\b", re.I)
_TODAY = re.compile(r"\b(?:today|this morning|this afternoon)\b", re.I)
_THIS_YEAR = re.compile(
    r"\bthis (?:year|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_AT_PUBLICATION = re.compile(r"\b(?:by|at|since) the time of (?:publication|going to press|writing)\b", re.I)
_ORIGINAL = re.compile(r"\b(?:published|appeared|printed|posted|written)\b[^.]{0,160}$", re.I)
_NEAR_DAYS = 90
_YEARS_TO_TRY = 6

ABSENT = Value("published", "", "absent", (), "no date is stated for the text as a whole", "published-none/1")


@dataclass(slots=True)
class Evidence:
    """What an item offers about its date: its lines by their part in it."""

    opening: list[Line] = field(default_factory=list)  # title, standfirst, first paragraph
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)  # editors' notes before the text
    endnotes: list[Line] = field(default_factory=list)
    letter_dates: list[Value] = field(default_factory=list)
    newer: Value | None = None  # the date of the item above on a page of many items

    def everything(self) -> list[Line]:
        return [*self.opening, *self.body, *self.notes, *self.endnotes]


def infer_published(evidence: Evidence) -> Value:
    """The first rule that has an answer, from the narrowest to the widest; absent when none has."""
    for rule in (_from_yesterday, _from_original, _from_tenses, _from_this_year, _from_full_dates):
        value = rule(evidence)
        if value is not None:
            return value
    return ABSENT


def _inferred(edtf: str, spans: Sequence[Span], reason: str, rule: str) -> Value:
    return Value("published", edtf, "inferred", tuple(spans), reason, rule)


def _from_yesterday(evidence: Evidence) -> Value | None:
    """ "Yesterday" in the opening of a report on letters, the newest of which bears a full date."""
    dated = [v for v in evidence.letter_dates if len(v.value) == 10]
    if not dated:
        return None
    newest = max(dated, key=lambda v: v.value)
    for pattern, days, word in ((_YESTERDAY, 1, "yesterday"), (_TODAY, 0, "today")):
        for line in evidence.opening:
            if match := pattern.search(line.text):
                day = date.fromisoformat(newest.value)
                reason = f"“{word}” + letters dated {_plain(day)}"
                spans = (line.part(match.start(), match.end()), *newest.spans)
                return _inferred(
                    (day + timedelta(days=days)).isoformat(), spans, reason, "yesterday-letters/1"
                )
    return None


def _from_original(evidence: Evidence) -> Value | None:
    """A note before the text dates the original: what follows it is not older."""
    for line in evidence.notes:
        for found in reversed(find_dates(line.text)):
            if found.is_full and _ORIGINAL.search(line.text[: found.start]):
                reason = f"not before the original, published on {_plain(date.fromisoformat(found.edtf))}"
                span = line.part(found.start, found.end)
                return _inferred(f"{found.edtf}/..", (span,), reason, "not-before-original/1")
    return None


@dataclass(frozen=True, slots=True)
class _Dated:
    mention: Mention
    day: date


def _from_tenses(evidence: Evidence) -> Value | None:
    """Between the newest day that the text knows as past and the next one that it awaits."""
    mentions = [m for m in mentions_of([*evidence.opening, *evidence.body]) if not m.found.year]
    last_words = [m for m in mentions_of(evidence.endnotes) if not m.found.year]
    newer = _latest(evidence.newer)
    dated, year_reason, year_spans = _with_years(mentions, last_words, newer, evidence)
    if not dated:
        return None
    late = any(_AT_PUBLICATION.search(line.text) for line in evidence.endnotes)
    awaited = [d for d in dated if d.mention.is_future and (not late or d.mention in last_words)]
    past = [d for d in dated if d.mention.is_past]
    return _bounded(past, awaited, newer, year_reason, year_spans)


def _bounded(
    past: list[_Dated], awaited: list[_Dated], newer: date | None, year_reason: str, year_spans: list[Span]
) -> Value | None:
    last = max(past, key=lambda d: d.day, default=None)
    following = min(awaited, key=lambda d: (d.day, not d.mention.coming), default=None)
    lower, upper = last.day if last else None, following.day if following else None
    reasons = [f"speaks of {last.mention.text} as past"] if last else []
    if following:
        reasons.append(f"speaks of {following.mention.text} as to come")
        if following.mention.coming and (lower is None or lower < following.day - timedelta(days=7)):
            lower = following.day - timedelta(days=7)
            reasons[-1] = f"calls {following.mention.text} “this coming”"
    if lower is None or (upper is not None and upper < lower):
        return None
    if upper is None and newer is not None and (newer - lower).days <= _NEAR_DAYS:
        upper = newer
        year_reason = f"stands below an item of {_plain(newer)} at the latest, with the newest first"
    reasons.append(year_reason)
    spans = [d.mention.span for d in (last, following) if d] + year_spans
    return _inferred(_interval(lower, upper), sorted({*spans}), "; ".join(filter(None, reasons)), "tenses/1")


def _with_years(
    mentions: list[Mention], last_words: list[Mention], newer: date | None, evidence: Evidence
) -> tuple[list[_Dated], str, list[Span]]:
    """The mentions as days, where the page or a weekday gives the year; and how it does."""
    everything = [*mentions, *last_words]
    if newer is not None:
        dated = [_Dated(m, day) for m in everything if (day := _near(m, newer)) is not None]
        return (
            dated,
            f"the year is the nearest to that of an item above, of {_plain(newer)} at the latest",
            [],
        )
    named = past_years([*evidence.opening, *evidence.body])
    if not named:
        return [], "", []
    since = max(named)
    years = _years_of_weekdays(everything, since)
    if len(years) != 1:
        return [], "", []
    year = years.pop()
    dated = [_Dated(m, day) for m in everything if (day := m.found.on(year)) is not None]
    anchor = next(m for m in everything if m.found.weekday is not None)
    reason = f"the year is the first after {since}, the latest that is named, with a {anchor.text}"
    return dated, reason, [anchor.span, named[since][-1]]


def _near(mention: Mention, newer: date) -> date | None:
    """The day of a mention in the years about that of the item above; a past one is never after it."""
    days = [d for year in (newer.year - 1, newer.year, newer.year + 1) if (d := mention.found.on(year))]
    if mention.is_past:
        return max((d for d in days if d <= newer), default=None)
    return min(days, key=lambda d: abs((d - newer).days), default=None)


def _years_of_weekdays(mentions: list[Mention], since: int) -> set[int]:
    """The years from `since` on in which every day of the week that the text names agrees."""
    anchors = [m.found for m in mentions if m.found.weekday is not None]
    years = range(since, since + _YEARS_TO_TRY)
    return {y for y in years if all(a.on(y) for a in anchors)} if anchors else set()


def _from_this_year(evidence: Evidence) -> Value | None:
    """Past years go by number and the running one is "this year": so it comes after the last of them."""
    lines = [*evidence.opening, *evidence.body]
    named = past_years(lines)
    speaks = next((line.part(*m.span()) for line in lines if (m := _THIS_YEAR.search(line.text))), None)
    if not named or speaks is None or evidence.newer is not None or len(named[max(named)]) < 2:
        return None
    year = max(named) + 1
    past = [m for m in mentions_of(lines) if m.is_past and not m.found.year]
    days = [_Dated(m, day) for m in past if (day := m.found.on(year)) is not None]
    if not days:
        return None
    last = max(days, key=lambda d: d.day)
    reason = (
        f"speaks of {last.mention.text} as past; “this year” is not before {year}, "
        f"since {year - 1} is named as a past year"
    )
    spans = sorted({last.mention.span, speaks, named[year - 1][-1]})
    return _inferred(f"{last.day.isoformat()}/..", spans, reason, "this-year/1")


def _from_full_dates(evidence: Evidence) -> Value | None:
    """Not before the newest day that is stated in full as past, or that a letter inside bears."""
    days = [(v.value, v.spans[0]) for v in evidence.letter_dates if len(v.value) == 10]
    days += [
        (m.found.edtf, m.span)
        for m in mentions_of([*evidence.opening, *evidence.body])
        if m.is_past and m.found.is_full
    ]
    if not days:
        return None
    newest, span = max(days)
    if any(year > int(newest[:4]) for line in evidence.everything() for year in years_in(line.text)):
        return None  # a text that knows later years does not date itself by this day
    reason = f"not before {_plain(date.fromisoformat(newest))}, the newest day that it states in full"
    return _inferred(f"{newest}/..", (span,), reason, "not-before-full-date/1")


def _interval(lower: date, upper: date | None) -> str:
    if upper is None:
        return f"{lower.isoformat()}/.."
    return lower.isoformat() if lower == upper else f"{lower.isoformat()}/{upper.isoformat()}"


def _latest(value: Value | None) -> date | None:
    """The last day that a value leaves open, None when it leaves the end open."""
    end = value.value.rpartition("/")[2] if value else ""
    return date.fromisoformat(end) if len(end) == 10 else None


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def stated(found: FoundDate, span: Span, reason: str, rule: str) -> Value:
    """A date that the head of a text gives for it."""
    return Value("published", found.edtf, "stated", (span,), reason, rule)
