"""Every expression of a line that names a time: days, months, years, seasons, decades, pairs of years, "last week"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.calendar_words import MONTHS, SEASONS, WEEKDAYS
from archive.ingest.dates import FoundDate, find_dates
from archive.ingest.wordlists import word_set

_YEAR = r"(?:19|20)\d\d"
_DECADE = re.compile(r"(?<![\w-])(?P<decade>(?:1[5-9]|20)\d)0(?:s\b|-е\b|er\b|-х\b|-talet\b)")
_SEASON_YEAR = re.compile(rf"(?<!\w)(?P<season>[^\W\d_]{{3,9}})\s+(?:of\s+)?(?P<year>{_YEAR})(?![\w-])")
_YEAR_SEASON = re.compile(rf"(?<![\w-])(?P<year>{_YEAR})\s+(?P<season>[^\W\d_]{{3,12}})(?!\w)")
_PAIR = re.compile(
    rf"(?<![\w/.:-])(?P<first>{_YEAR})(?P<mark>[-–/])(?P<second>\d{{4}}|\d\d)(?![\w/-]|[.,]\d)"
)
_FUSED = re.compile(r"(?<!\w)(?P<month>[A-Z][a-z]{2,8})(?P<day>\d{1,2})(?!\w)")
_WEEKDAY_BRACKET = re.compile(r"(?<!\w)(?P<weekday>[^\W\d_]{3,12})\s+\($")
_YEAR_IN_BRACKETS = re.compile(rf"\s+this year\s+\[(?P<year>{_YEAR})\]")
_ORDINAL = re.compile(
    r"\b(?:on|until|till|by|to|from|since|before|after|of)\s+(?P<words>the\s+(?P<day>\d{1,2})(?:st|nd|rd|th))"
    r"(?=\s*(?:$|[.,;:)!?])|\s+(?:will|would|was|were|is|are|has|had|and|or|when|that|at|in|to|the)\b)"
)
_LATE_ON = re.compile(
    r"(?<!\w)(?:[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier) on (?P<weekday>[A-Z][a-z]{5,8})(?![\w’'])"
)
_YESTERDAY = re.compile(r"(?<!\w)(?:[Yy]esterday|[Вв]чера|[Dd]ün|[Gg]estern|[Ii]går)(?!\w)")
_LAST = re.compile(
    r"(?<!\w)(?:[Ll]ast (?P<unit>week|month|year)|на прошлой неделе|в прошлом (?:месяце|году)"
    r"|[Gg]eçen (?:hafta|ay|yıl)|[Ll]etzte(?:n)? (?:Woche|Monat|Jahr)|[Ff]örra (?:veckan|månaden|året))(?!\w)"
)
_HINT = re.compile(  # a line without any of these names no time
    r"\d|yesterday|Вчера|вчера|dün|gestern|igår|last |past |прошл|geçen|letzte|förra|late|early| Day|Eve|Первомай"
    r"|День|Zafer|Heiligabend",
    re.I,
)
_LAST_YEAR = re.compile(r"(?:year|году|yıl|Jahr|året)$")
_SPAN_OF = re.compile(
    r"\b(?:last|past)\s+(?P<words>(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r" (?:days|weeks|months))(?!\w)"
)
_NAMED_DAYS = {
    **{"May Day": (5, 1), "Victory Day": (5, 9), "Human Rights Day": (12, 10), "Christmas Day": (12, 25)},
    **{"International Women’s Day": (3, 8), "New Year’s Day": (1, 1), "New Year’s Eve": (12, 31)},
    **{"Первомай": (5, 1), "День Победы": (5, 9), "Zafer Bayramı": (8, 30), "Heiligabend": (12, 24)},
}
_NAMED = re.compile("(?<!\\w)(?:" + "|".join(_NAMED_DAYS).replace("’", "[’']") + ")(?!\\w)")
_BARE = re.compile(rf"(?<![\w/.,:$£€#%-])(?P<year>{_YEAR}|1[1-8]\d\d)(?![\w%/-]|[.,]\d)")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[’']?\s+$")
_WORD_AFTER = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_LEADS_TO_YEAR = word_set(
    """in since of from by until till to before after during between and for year years early late mid
    around back through но в с к до после за около год года году jahr ende anfang mitte seit im bis år
    sedan fram и или or as but though when while"""
)
_LEADS_TO_OLD_YEAR = word_set("""in since until around year by year from год году jahr år""")
_COUNTED = word_set(
    """people persons workers strikers miners protesters protestors prisoners members signatures copies
    troops soldiers police euros dollars pounds tenge tenges roubles rubles lira kilometres kilometers
    km miles metres meters hectares tonnes tons barrels words pages times hours days households families
    jobs homes litres человек рублей тенге kişi işçi menschen arbeiter euro personer"""
)
_WINDOW = 40


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of a line that names a time, and what it says of it.

    Either `edtf` is complete as it stands, or `date` lacks its year, or `rule` says that the words count from
    the day of writing.
    """

    start: int
    end: int
    rule: str
    edtf: str = ""
    date: FoundDate | None = None


def find_expressions(text: str) -> list[Expression]:
    """All expressions of a line in its order; where two overlap, the one of the earlier rule stays."""
    if not _HINT.search(text):
        return []
    dates = [_widened(text, found) for found in find_dates(text)]
    found = _Taken(dates)
    for reader in (_pairs, _decades, _seasons, _fused, _named_days, _relative, _late_on, _years):
        found.add(reader(text))
    found.add(_ordinals(text, found.items))
    return found.items


class _Taken:
    """Expressions in order, none inside another."""

    def __init__(self, items: list[Expression]) -> None:
        self.items = items

    def add(self, expressions: Iterator[Expression]) -> None:
        found = list(expressions)
        if not found:
            return
        starts = [item.start for item in self.items]
        free = [one for one in found if self._is_free(one, starts)]
        if free:
            self.items = sorted([*self.items, *free], key=lambda one: one.start)

    def _is_free(self, one: Expression, starts: Sequence[int]) -> bool:
        i = bisect_right(starts, one.start)
        return (i == 0 or self.items[i - 1].end <= one.start) and (
            i == len(starts) or one.end <= self.items[i].start
        )


def _widened(text: str, found: FoundDate) -> Expression:
    """A date with its day of the week before a bracket, or the year that a bracket adds."""
    if found.month and not found.year and (added := _YEAR_IN_BRACKETS.match(text, found.end)):
        full = replace(found, end=added.end(), year=int(added["year"]))
        return Expression(full.start, full.end, "date-year-added/1", full.edtf)
    if found.weekday is None and found.day:
        window = max(0, found.start - _WINDOW)
        before = _WEEKDAY_BRACKET.search(text[window : found.start])
        if before and (weekday := WEEKDAYS.get(before["weekday"])) is not None:
            found = replace(found, start=window + before.start(), weekday=weekday)
    if found.year:
        rule = "date-day/1" if found.day else "date-month/1" if found.month else "date-ambiguous/1"
        return Expression(found.start, found.end, rule, found.edtf)
    return Expression(found.start, found.end, "date-without-year/1", "", found)


def _pairs(text: str) -> Iterator[Expression]:
    """2011-12 is a pair of years, not the last month of one; 2016-05 may be a month and is left."""
    for match in _PAIR.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if len(match["second"]) == 2:
            sure = match["mark"] != "-" or second > 12 or second == first % 100 + 1
            second += first // 100 * 100
            if not sure:
                continue
        if first < second <= first + 60:
            yield Expression(match.start(), match.end(), "date-pair/1", f"{first}/{second}")


def _decades(text: str) -> Iterator[Expression]:
    for match in _DECADE.finditer(text):
        yield Expression(match.start(), match.end(), "date-decade/1", f"{match['decade']}X")


def _seasons(text: str) -> Iterator[Expression]:
    for pattern in (_SEASON_YEAR, _YEAR_SEASON):
        for match in pattern.finditer(text):
            if season := SEASONS.get(match["season"]):
                edtf = f"{match['year']}-{season}"
                yield Expression(match.start(), match.end(), "date-season/1", edtf)


def _fused(text: str) -> Iterator[Expression]:
    for match in _FUSED.finditer(text):
        month, day = MONTHS.get(match["month"]), int(match["day"])
        if month and 1 <= day <= 31:
            found = FoundDate(match.start(), match.end(), 0, month, day)
            yield Expression(found.start, found.end, "date-without-year/1", "", found)


def _named_days(text: str) -> Iterator[Expression]:
    for match in _NAMED.finditer(text):
        month, day = _NAMED_DAYS[match.group().replace("'", "’")]
        found = FoundDate(match.start(), match.end(), 0, month, day)
        yield Expression(found.start, found.end, "date-named-day/1", "", found)


def _relative(text: str) -> Iterator[Expression]:
    for match in _YESTERDAY.finditer(text):
        yield Expression(match.start(), match.end(), "date-yesterday/1")
    for match in _SPAN_OF.finditer(text):
        yield Expression(match.start("words"), match.end("words"), "date-recent/1")
    for match in _LAST.finditer(text):
        before = _WORD_BEFORE.search(text[max(0, match.start() - _WINDOW) : match.start()])
        if before and (before["word"] in MONTHS or before["word"] in SEASONS):
            continue  # "December last year" names a month; which year it is, hangs on the reading
        rule = "date-last-year/1" if _LAST_YEAR.search(match.group()) else "date-recent/1"
        yield Expression(match.start(), match.end(), rule)


def _late_on(text: str) -> Iterator[Expression]:
    for match in _LATE_ON.finditer(text):
        if (weekday := WEEKDAYS.get(match["weekday"])) is not None:
            found = FoundDate(match.start(), match.end(), 0, 0, 0, weekday)
            yield Expression(found.start, found.end, "date-weekday/1", "", found)


def _years(text: str) -> Iterator[Expression]:
    """Years that the words around them show to be years: not those of titles, addresses and counts."""
    for match in _BARE.finditer(text):
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        word = _WORD_BEFORE.search(before)
        after = _WORD_AFTER.match(text, match.end())
        if after and after["word"].casefold() in _COUNTED:
            continue
        if match["year"][:2] not in {"19", "20"}:
            is_year = word is not None and word["word"].casefold() in _LEADS_TO_OLD_YEAR
        elif word:
            is_year = word["word"][0].islower() or word["word"].casefold() in _LEADS_TO_YEAR
        else:
            is_year = not (after and after["word"][0].isupper())
        if is_year and int(match["year"]) < 2050:
            yield Expression(match.start(), match.end(), "date-year/1", match["year"])


def _ordinals(text: str, known: Sequence[Expression]) -> Iterator[Expression]:
    """ "The 4th", in the month of the last date before it."""
    starts = [one.start for one in known]
    for match in _ORDINAL.finditer(text):
        i = bisect_right(starts, match.start("words")) - 1
        while i >= 0 and not (known[i].date or known[i].rule == "date-day/1"):
            i -= 1
        if i < 0 or not 1 <= int(match["day"]) <= 31:
            continue
        day = int(match["day"])
        start, end = match.span("words")
        last = known[i].date
        if last is None:
            yield Expression(start, end, "date-ordinal/1", f"{known[i].edtf[:8]}{day:02d}")
        elif last.month:
            yield Expression(start, end, "date-ordinal/1", "", FoundDate(start, end, 0, last.month, day))
