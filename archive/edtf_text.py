"""Uncertain dates in the reader's words and language.

The formats are translated too, apart for a date that stands alone and for one inside a sentence: Russian has
«Июнь 2012», but «с июня 2012». E is the month in the form that long dates use, in languages that have one.
"""

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.edtf import Edtf, Point, parse


def describe(edtf_text: str) -> str:
    """What an EDTF text says, as "4 June 2012", "between 1 and 9 May 2019", "since 22 April 2013".

    Raises EdtfError for a text that is no date.
    """
    value = parse(edtf_text)
    points = [end for end in (value.start, value.end) if isinstance(end, Point)]
    if len(points) == 1:
        return _one_sided(value) % {"date": _inside(points[0])}
    start, end = points
    return _alone(start) if start == end else _between(start, end)


def _one_sided(value: Edtf) -> str:
    if value.end_is_open:
        return _("since %(date)s")
    if value.end_is_unknown:
        return _("%(date)s or later")
    if value.start_is_open:
        return _("until %(date)s")
    return _("%(date)s or earlier")


def _between(start: Point, end: Point) -> str:
    """Both dates, what they have in common only once."""
    if _qualifiers(start) != _qualifiers(end):
        return _("between %(first)s and %(last)s") % {"first": _inside(start), "last": _inside(end)}
    first = date_format(start.first, _short_format(start, end))
    last = _inside(replace(end, is_approximate=False, is_uncertain=False))
    return _qualified(_("between %(first)s and %(last)s") % {"first": first, "last": last}, end)


def _short_format(start: Point, end: Point) -> str:
    """The format of the first of two dates, without the month and year that the second repeats."""
    if start.precision != end.precision or start.first.year != end.first.year:
        return _inside_format(start)
    if start.precision == "month":
        return pgettext("format of the first of two months in one year", "E")
    if start.first.month == end.first.month:
        return pgettext("format of the first of two days in one month", "j")
    return pgettext("format of the first of two days in one year", "j E")


def _alone(point: Point) -> str:
    formats = {
        "year": pgettext("format of a date that stands alone", "Y"),
        "month": pgettext("format of a date that stands alone", "F Y"),
        "day": pgettext("format of a date that stands alone", "j E Y"),
    }
    return _qualified(date_format(point.first, formats[point.precision]), point)


def _inside(point: Point) -> str:
    return _qualified(date_format(point.first, _inside_format(point)), point)


def _inside_format(point: Point) -> str:
    formats = {
        "year": pgettext("format of a date inside a sentence", "Y"),
        "month": pgettext("format of a date inside a sentence", "E Y"),
        "day": pgettext("format of a date inside a sentence", "j E Y"),
    }
    return formats[point.precision]


def _qualifiers(point: Point) -> tuple[bool, bool]:
    return point.is_approximate, point.is_uncertain


def _qualified(words: str, point: Point) -> str:
    if point.is_approximate and point.is_uncertain:
        return _("%(date)s (approximately, uncertain)") % {"date": words}
    if point.is_approximate:
        return _("%(date)s (approximately)") % {"date": words}
    if point.is_uncertain:
        return _("%(date)s (uncertain)") % {"date": words}
    return words
