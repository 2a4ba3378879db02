"""What stands at the edges of a text: a place and date that open it, and a name and date below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.bylines import Named, byline_names
from archive.ingest.dates import FoundDate, find_dates
from archive.ingest.furniture import is_furniture_line
from archive.ingest.letters import date_of_letter
from archive.ingest.lines import Line
from archive.ingest.names import leading_name

_DASH = re.compile(r"\s*\)?\s*[–—-]{1,2}\s+(?=\S)|\)\s+(?=[A-ZА-Я“\"])")
_PLACE = re.compile(
    r"[A-ZÀ-ÞА-Я][\w’.-]*(?: [A-ZÀ-ÞА-Я][\w’.-]*){0,2}(?:, [A-ZÀ-ÞА-Я][\w’.-]*(?: [A-Z][\w’.-]*)?)?$"
)
_AGENCY = re.compile(r"\s*\((?:[A-Z]{2,8}|[A-Z][\w ]{2,20})\)$")
_LEAD = re.compile(r"[–—-]{1,2}\s*")
_CLOSES = (".", "!", "?", "”", '"', "»", "…")
_OPENING = '“"«„'
_OPENING_MAX, _LINE_MAX, _LAST_LINES, _BODY_MIN = 90, 90, 3, 60


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline in the run of the first paragraph: "OSLO, 3 May 2014 – …"."""

    place: tuple[int, int]
    date: FoundDate | None


@dataclass(frozen=True, slots=True)
class Below:
    """Who and what day stand below a text: lines by number, with the parts of them."""

    names: tuple[tuple[int, Named], ...]
    date: tuple[int, FoundDate] | None


def opening_dateline(line: Line) -> Opening | None:
    """The place, and the date where there is one; a place alone must be in capitals."""
    dash = _DASH.search(line.text, 0, _OPENING_MAX)
    if dash is None:
        return None
    start = 1 if line.text.startswith("(") else 0
    dates = [found for found in find_dates(line.text[: dash.start()]) if found.month]
    end = dates[0].start if dates else dash.start()
    place = line.text[start:end].rstrip(" ,:")
    if agency := _AGENCY.search(place):
        place = place[: agency.start()]
    after = line.text[dates[0].end : dash.start()] if dates else ""
    is_place = bool(_PLACE.fullmatch(place)) and not after.strip(" ,.():")
    is_set_off = place.isupper() or (start == 1 and line.text[end : dash.end()].strip().startswith(")"))
    if not is_place or len(dates) > 1 or not (dates or is_set_off) or len(place) < 3:
        return None
    return Opening((start, start + len(place)), dates[0] if dates else None)


def below_text(lines: Sequence[Line], low: int, high: int, left_out: frozenset[int]) -> Below | None:
    """A name on one of the last lines, right under a paragraph, with nothing below it but place, date or role."""
    last = [
        i for i in range(max(low, high - 8), high) if i not in left_out and not is_furniture_line(lines[i])
    ]
    for i in last[-_LAST_LINES:]:
        above = lines[i - 1] if i > low and i - 1 not in left_out else None
        if above is None or not _is_paragraph(above):
            continue
        names, date = _signed(lines[i])
        rest = [k for k in last if k > i]
        if not names or not all(_goes_with_name(lines[k]) for k in rest):
            continue
        dated = [(k, found) for k in rest if (found := date_of_letter(lines[k])) is not None]
        own = [(i, date)] if date else []
        return Below(tuple((i, name) for name in names), next(iter([*own, *dated]), None))
    return None


def _is_paragraph(line: Line) -> bool:
    is_quotation = line.text[0] in _OPENING and line.text.rstrip(".")[-1:] in '”"»“'
    return len(line.text) >= _BODY_MIN and line.text.endswith(_CLOSES) and not is_quotation


def _signed(line: Line) -> tuple[list[Named], FoundDate | None]:
    """The names of a line that is a name alone, "By …", or a name with a place, role or date after a comma."""
    if len(line.text) > _LINE_MAX or line.bullet or line.text.endswith(("?", "!", ":", ";")):
        return [], None
    dates = [found for found in find_dates(line.text) if found.year]
    date = dates[0] if len(dates) == 1 else None
    if names := byline_names(line.text):
        return names, date
    lead = _LEAD.match(line.text)
    start = lead.end() if lead else 0
    length = leading_name(line.text[start:])
    rest = line.text[start + length :].strip(" .")
    if not length or (rest and (rest[0] not in ",(" or len(rest.split()) > 8)):
        return [], None
    return [Named(start, start + length, "a name below the text")], date


def _goes_with_name(line: Line) -> bool:
    if date_of_letter(line) is not None:
        return True
    return len(line.text) <= 70 and not line.text.endswith((".", "!", "?", ":")) and "@" not in line.text
