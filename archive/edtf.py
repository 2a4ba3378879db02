"""Uncertain dates, as a subset of the Extended Date/Time Format.

EDTF is specified by the Library of Congress (2019) and in ISO 8601-2:2019.

Read are 2012, 2012-06 and 2012-06-04, each with ? (uncertain), ~ (approximate) or % (both) at its end, and
intervals A/B, whose ends may be ".." (open: none) or empty (unknown: there is one that nobody has named).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Precision = Literal["year", "month", "day"]

FORMS = "Write 2012, 2012-06 or 2012-06-04; ~ at the end for about, ? for uncertain, / between two dates."
DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<qualifier>[?~%]?)")
SEASONS = range(21, 25)


class EdtfError(ValueError):
    """The text is no date in the subset; the message says what is wrong and what to write instead."""


@dataclass(frozen=True)
class Point:
    """One end of a date: the first and the last day it can mean, both included."""

    first: date
    last: date
    precision: Precision
    is_approximate: bool = False
    is_uncertain: bool = False


type End = Point | Literal["open", "unknown"]


@dataclass(frozen=True)
class Edtf:
    """A date, or an interval between two, as its text says it.

    A qualifier does not widen the bounds, as the standard gives it no width: 2012-06~ is 1 to 30 June.
    """

    text: str
    start: End
    end: End

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None if the start is open or unknown."""
        return self.start.first if isinstance(self.start, Point) else None

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None if the end is open or unknown."""
        return self.end.last if isinstance(self.end, Point) else None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_approximate(self) -> bool:
        """Whether ~ or % stands at either end."""
        return any(isinstance(end, Point) and end.is_approximate for end in (self.start, self.end))

    @property
    def is_uncertain(self) -> bool:
        """Whether ? or % stands at either end."""
        return any(isinstance(end, Point) and end.is_uncertain for end in (self.start, self.end))

    @property
    def start_precision(self) -> Precision | None:
        return self.start.precision if isinstance(self.start, Point) else None

    @property
    def end_precision(self) -> Precision | None:
        return self.end.precision if isinstance(self.end, Point) else None

    @property
    def start_is_open(self) -> bool:
        """Whether it has no start: ../B."""
        return self.start == "open"

    @property
    def start_is_unknown(self) -> bool:
        """Whether it has a start that nobody has named: /B."""
        return self.start == "unknown"

    @property
    def end_is_open(self) -> bool:
        """Whether it goes on: A/.. ."""
        return self.end == "open"

    @property
    def end_is_unknown(self) -> bool:
        """Whether it has an end that nobody has named: A/ ."""
        return self.end == "unknown"


def parse(text: str) -> Edtf:
    """The date that the text says. Raises EdtfError for everything outside the subset."""
    if not text.strip():
        raise EdtfError(f"The date is empty. {FORMS}")
    if "/" not in text:
        point = _point(text)
        return Edtf(text, point, point)
    if text.count("/") > 1:
        raise EdtfError(f"“{text}” has more than one slash. Write an interval as 2012-06-04/2012-06-09.")
    first, last = text.split("/")
    start, end = _end(first), _end(last)
    if not isinstance(start, Point) and not isinstance(end, Point):
        raise EdtfError(f"“{text}” names no date. Write at least one end, as 2012/.. or ../2012.")
    if isinstance(start, Point) and isinstance(end, Point) and start.first > end.last:
        raise EdtfError(f"“{text}” ends before it starts. Write the earlier date first: {last}/{first}.")
    return Edtf(text, start, end)


def at_least_days(start_text: str, end_text: str, on: date) -> int:
    """The number of days that certainly lie between start and end, counted up to `on`; never negative.

    It goes from the latest day the start can mean to the earliest day the end can mean. A start that is empty
    or has no latest day makes nothing certain, nor does an end without an earliest day; an empty end text
    means that nothing has ended. Qualifiers do not widen the bounds: where there is one, say "about".
    Raises EdtfError for a text that is no date.
    """
    start = parse(start_text).latest if start_text else None
    end = parse(end_text).earliest if end_text else on
    if start is None or end is None:
        return 0
    return max(0, (min(end, on) - start).days)


def _end(text: str) -> End:
    if text == "..":
        return "open"
    return _point(text) if text else "unknown"


def _point(text: str) -> Point:
    match = DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_misspelt(text))
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    if year < 1000:
        raise EdtfError(f"“{text}” lies before the year 1000. Write the year with its four digits, as 2012.")
    if match["month"] and not 1 <= month <= 12:
        raise EdtfError(_no_such_month(text, year, month))
    days = calendar.monthrange(year, month or 12)[1]
    if match["day"] and not 1 <= day <= days:
        raise EdtfError(
            f"“{text}” does not exist: {year}-{month:02} has {days} days. "
            f"Write a day from 01 to {days}, or {year}-{month:02} if the day is not known."
        )
    return Point(
        date(year, month or 1, day or 1),
        date(year, month or 12, day or days),
        "day" if day else "month" if month else "year",
        is_approximate=match["qualifier"] in ("~", "%"),
        is_uncertain=match["qualifier"] in ("?", "%"),
    )


def _misspelt(text: str) -> str:
    """What is wrong with a text of another form, guessing the commonest slips."""
    if DATE.fullmatch(text.strip()):
        return f"“{text}” has a space too many. Write {text.strip()}."
    if re.fullmatch(r"[0-9-]+([?~][~?]+)", text):
        return f"“{text}” has two marks. Write % for a date that is both approximate and uncertain."
    if span := re.fullmatch(r"([0-9]{4}) ?[-–—] ?([0-9]{4})", text):
        return f"“{text}” is written with a dash. Write an interval with a slash: {span[1]}/{span[2]}."
    if short := re.fullmatch(r"([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?", text):
        padded = "-".join(part.zfill(2) for part in short.groups() if part)
        return f"“{text}” is not quite a date. Write months and days with two digits and hyphens: {padded}."
    return f"“{text[:60]}” is not a date that can be kept. {FORMS}"


def _no_such_month(text: str, year: int, month: int) -> str:
    if month in SEASONS:
        return f"“{text}” is a season. Write its months instead, as {year}-06/{year}-08."
    return (
        f"“{text}” has no month: months go from 01 to 12. "
        f"Write {year} if the month is not known, and several years as {year}/{year + 1}."
    )
