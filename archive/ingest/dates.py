"""Dates as texts write them, found by a small grammar and given as EDTF."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.ingest.calendar_words import ABBREVIATED, MONTHS, WEEKDAYS

# Every date has a number: the scan goes from one to the next and looks at what stands around it.
_NUMBER = re.compile(r"(?<![\w/.,:-])(?:\d{1,2}|(?:19|20)\d\d)(?!\d)")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"(?P<word>[^\W\d_]{3,12})(?P<stop>\.?)"
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.(?=\s))?\s+(?:of\s+)?{_WORD}(?:,?\s+{_YEAR})?(?![\w/])"
)
_MONTH_BEFORE = re.compile(rf"(?<![\w/.,:-]){_WORD},?\s+(?:the\s+)?$")
_DAY_YEAR = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?![\w/])")
_YEAR_HERE = re.compile(rf"{_YEAR}(?![\w/])")
_ISO = re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d\S{{0,12}})?(?![\w/])")
_NUMBERS = re.compile(rf"(?P<a>\d{{1,2}})(?P<mark>[-/.])(?P<b>\d{{1,2}})(?P=mark){_YEAR}(?![\w/])")
_WEEKDAY_BEFORE = re.compile(rf"(?<![\w/.,:-]){_WORD},?\s+(?:the\s+|den\s+)?$")
_ONLY_YEAR = re.compile(rf"(?<![\w/.,:-]){_YEAR}(?![\w/-])")
YEAR_MARK = re.compile(r"\s*(?:г\.|года?(?!\w)|ж\.|yılı(?!\w))")  # what Russian, Kazakh, Turkish add to it
_WINDOW = 28  # characters before a number in which a month or a day of the week can stand


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
    end = 0
    for number in _NUMBER.finditer(text):
        if number.start() < end:
            continue
        reading = _reading_at(text, number.start(), end)
        if reading is not None:
            found.append(reading)
            end = reading.end
    return found


def find_years(text: str) -> Iterator[FoundDate]:
    """Years that stand alone: not as a part of a fuller date."""
    end = 0
    dates = iter(find_dates(text))
    following = next(dates, None)
    for match in _ONLY_YEAR.finditer(text):
        while following is not None and following.end <= match.start():
            end, following = following.end, next(dates, None)
        is_apart = following is None or match.end() <= following.start
        if is_apart and match.start() >= end:
            yield FoundDate(match.start(), match.end(), int(match["year"]), 0, 0)


def _reading_at(text: str, place: int, free: int) -> FoundDate | None:
    """The fullest date that has its number at `place`; nothing before `free` belongs to it."""
    if (match := _DAY_MONTH.match(text, place)) and (month := MONTHS.get(match["word"])):
        start, weekday = _with_weekday(text, place, free)
        ends_sentence = match["stop"] and match["word"] not in ABBREVIATED
        end, year = (match.end("word"), None) if ends_sentence else (match.end(), match["year"])
        return _date(start, end, year, month, match["day"], weekday)
    window = max(free, place - _WINDOW)
    if (before := _MONTH_BEFORE.search(text[window:place])) and (month := _named(before, MONTHS)):
        start, weekday = _with_weekday(text, window + before.start(), free)
        if match := _YEAR_HERE.match(text, place):
            return _date(window + before.start(), match.end(), match["year"], month)
        if match := _DAY_YEAR.match(text, place):
            return _date(start, match.end(), match["year"], month, match["day"], weekday)
        return None
    if match := _ISO.match(text, place):
        return _date(place, match.end(), match["year"], int(match["month"]), match["day"])
    return _read_numbers(match) if (match := _NUMBERS.match(text, place)) else None


def _named(match: re.Match[str], words: dict[str, int]) -> int | None:
    """The number of a month or day of the week; only a short form may have a full stop."""
    word = match["word"]
    return words.get(word) if not match["stop"] or word in ABBREVIATED else None


def _with_weekday(text: str, start: int, free: int) -> tuple[int, int | None]:
    """Where the date begins when a day of the week stands before it, and which."""
    window = max(free, start - _WINDOW)
    match = _WEEKDAY_BEFORE.search(text[window:start])
    weekday = _named(match, WEEKDAYS) if match else None
    return (window + match.start(), weekday) if match and weekday is not None else (start, None)


def _date(
    start: int, end: int, year: str | None, month: int, day: str = "0", weekday: int | None = None
) -> FoundDate | None:
    found = FoundDate(start, end, int(year or 0), month, int(day), weekday)
    return found if _exists(found) else None


def _read_numbers(match: re.Match[str]) -> FoundDate | None:
    """12-05-2016 may be May or December: then only its year is sure."""
    year = int(match["year"])
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
