"""Dates as texts write them, found by a small grammar and given as EDTF."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS_EN = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(_MONTHS_EN, start=1)} | {
    **{name[:3]: number for number, name in enumerate(_MONTHS_EN, start=1)},
    "sept": 9,
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = (
    r"(?:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?),?\s+(?:the\s+)?)?"
)
_BEFORE, _AFTER = r"(?<![\w/.,:-])", r"(?![\w/])"

# Tried in this order at each place, so the fullest reading comes first.
_GRAMMAR = tuple(
    re.compile(_BEFORE + form + _AFTER)
    for form in (
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d\S{{0,12}})?",
        rf"(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark){_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_ONLY_YEAR = re.compile(rf"{_BEFORE}{_YEAR}(?![\w/-])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; a part that the text does not state is 0 (weekday: None, Monday is 0)."""

    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int | None = None

    @property
    def is_full(self) -> bool:
        return bool(self.year and self.month and self.day)

    @property
    def edtf(self) -> str:
        """EDTF to the precision stated; empty without a year."""
        if not self.year:
            return ""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        return text

    def on(self, year: int) -> date | None:
        """The day in that year, None where it has none (29 February) or the weekday does not agree."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return None if self.weekday is not None and day.weekday() != self.weekday else day


def find_dates(text: str) -> list[FoundDate]:
    """Dates with a day or a month in the order of the text, none inside another."""
    found: list[FoundDate] = []
    for pattern in _GRAMMAR:
        readings = (reading for match in pattern.finditer(text) if (reading := _read(match)) is not None)
        starts = [d.start for d in found]
        free = [d for d in readings if _is_free(d, found, starts)]
        found = sorted([*found, *free], key=lambda d: d.start)
    return found


def _is_free(date_: FoundDate, found: Sequence[FoundDate], starts: Sequence[int]) -> bool:
    """Whether no date found before overlaps it; `found` is in order."""
    i = bisect_right(starts, date_.start)
    return (i == 0 or found[i - 1].end <= date_.start) and (i == len(found) or date_.end <= found[i].start)


def find_years(text: str) -> Iterator[FoundDate]:
    """Years that stand alone: not as a part of a fuller date."""
    dates = find_dates(text)
    starts = [d.start for d in dates]
    for match in _ONLY_YEAR.finditer(text):
        year = FoundDate(match.start(), match.end(), int(match["year"]), 0, 0)
        if _is_free(year, dates, starts):
            yield year


def _read(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    year = int(parts["year"] or 0)
    if "mark" in parts:
        return _read_numbers(match, year)
    month_text = parts["month"].lower().rstrip(".")
    month = int(month_text) if month_text.isdigit() else MONTHS[month_text]
    day = int(parts.get("day") or 0)
    named = (parts.get("weekday") or "").lower().rstrip(".")
    weekday = next((n for n, w in enumerate(WEEKDAYS) if named and w.startswith(named)), None)
    found = FoundDate(match.start(), match.end(), year, month, day, weekday)
    return found if _exists(found) else None


def _read_numbers(match: re.Match[str], year: int) -> FoundDate | None:
    """12-05-2016 may be May or December: then only its year is sure."""
    a, b = int(match["a"]), int(match["b"])
    if match["mark"] == "." or a > 12 or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    else:
        day = month = 0
    found = FoundDate(match.start(), match.end(), year, month, day)
    return found if _exists(found) else None


def _exists(found: FoundDate) -> bool:
    if not found.month:
        return bool(found.year)
    if not found.day:
        return 1 <= found.month <= 12
    try:
        date(found.year or 2000, found.month, found.day)  # 2000 has a 29 February
    except ValueError:
        return False
    return True
