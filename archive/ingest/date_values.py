"""The dates that a text names, as EDTF: years that it leaves out are taken from the day of the text itself.

What counts from the day of writing stays without a value ("last week"), unless that day is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archive.ingest.date_expressions import Expression, find_expressions
from archive.ingest.dates import FoundDate
from archive.ingest.lines import Line
from archive.ingest.model import Status, Value

_YEAR_FIRST = re.compile(r"\s*(?:\w+ ){0,3}(?P<year>(?:19|20)\d\d)(?!\w)")
_SENTENCE = re.compile(r"[.!?][”’\"»)]*\s")
_WINDOW = 200
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Era:
    """The time in which a text was written, as an interval; a side that is not known is None."""

    earliest: date | None = None
    latest: date | None = None
    says: str = ""  # how it is known, as a clause

    @property
    def middle(self) -> date | None:
        if self.earliest and self.latest:
            return self.earliest + (self.latest - self.earliest) / 2
        return self.earliest or self.latest

    @property
    def day(self) -> date | None:
        return self.earliest if self.earliest == self.latest else None


def era_of(published: Value) -> Era:
    """The era that the date of publication gives."""
    lower, _, upper = published.value.partition("/")
    says = {"stated": "the date of the text", "inferred": "what is inferred for the date of the text"}
    earliest, latest = _first_day(lower), _last_day(upper or lower)
    return Era(earliest, latest, says.get(published.status, ""))


def dates_in(line: Line, text: str, era: Era) -> Iterator[Value]:
    """The values of field `date` of one line; none of them runs across the end of a line of the capture."""
    for one in find_expressions(line.text):
        span = line.part(one.start, one.end)
        words = span.of(text)
        if len(words.splitlines()) == 1:
            value, status, reason = _resolved(line.text, one, era)
            yield Value("date", value, status, (span,), reason, one.rule)


def _resolved(text: str, one: Expression, era: Era) -> tuple[str, Status, str]:
    if one.edtf:
        return one.edtf, "stated", "the words give it in full"
    if one.rule == "date-yesterday/1":
        return _counted(era.day - timedelta(days=1) if era.day else None, era)
    if one.rule == "date-last-year/1":
        year = (
            era.earliest.year if era.earliest and era.latest and era.earliest.year == era.latest.year else 0
        )
        return (str(year - 1), "inferred", f"counted from {era.says}") if year else _RELATIVE
    if one.date is None:
        return _RELATIVE
    if not one.date.month:
        return _counted(_weekday_before(one.date.weekday, era), era)
    day = _dated(text, one, one.date, era)
    if day is None:
        return f"XXXX-{one.date.month:02d}-{one.date.day:02d}", "stated", "the words give no year"
    return day.isoformat(), "inferred", f"the year follows from {_year_from(text, one, era)}"


_RELATIVE: tuple[str, Status, str] = ("", "stated", "counts from the day of writing, which is not known")


def _counted(day: date | None, era: Era) -> tuple[str, Status, str]:
    return (day.isoformat(), "inferred", f"counted from {era.says}") if day else _RELATIVE


def _dated(text: str, one: Expression, found: FoundDate, era: Era) -> date | None:
    """The day in the year that the sentence named before it, or in the one nearest to the text itself."""
    if year := _year_before(text, one.start):
        return found.on(year)
    if era.middle is None:
        return None
    middle = era.middle
    days = [day for year in range(middle.year - 1, middle.year + 2) if (day := found.on(year)) is not None]
    return min(days, key=lambda day: abs(day - middle), default=None)


def _year_from(text: str, one: Expression, era: Era) -> str:
    return "the year named in the sentence" if _year_before(text, one.start) else era.says


def _year_before(text: str, place: int) -> int:
    """The year with which its sentence begins ("In 2011, …"), or 0: one in its midst may be of another thing."""
    before = text[max(0, place - _WINDOW) : place]
    ends = list(_SENTENCE.finditer(before))
    match = _YEAR_FIRST.match(before, ends[-1].end() if ends else 0)
    return int(match["year"]) if match else 0


def _weekday_before(weekday: int | None, era: Era) -> date | None:
    """The one such day before the text was finished, where its era leaves no second one."""
    if weekday is None or era.earliest is None or era.latest is None or era.latest - era.earliest > _WEEK:
        return None
    day = era.latest - timedelta(days=1)
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _first_day(edtf: str) -> date | None:
    return _day(edtf, "-01-01", "-01")


def _last_day(edtf: str) -> date | None:
    """The last day of a year, month or day in EDTF; None for an open end."""
    if len(edtf) == 4 and edtf.isdigit():
        return date(int(edtf), 12, 31)
    first = _first_day(edtf)
    if first is None or len(edtf) == 10:
        return first
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _day(edtf: str, year: str, month: str) -> date | None:
    ending = {4: year, 7: month, 10: ""}.get(len(edtf))
    try:
        return None if ending is None else date.fromisoformat(edtf + ending)
    except ValueError:
        return None
