"""When an event is: its day, its times where it happens, and the moment when it is over."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from archive.edtf import Point, parse


def exact_day(text: str) -> date | None:
    """The day, if the date says one and no more; None for a month, an interval, "about" and "uncertain".

    Raises EdtfError for a text that is no date.
    """
    if not text:
        return None
    when = parse(text)
    if when.is_interval or when.is_approximate or when.is_uncertain or not isinstance(when.start, Point):
        return None
    return when.start.first if when.start.precision == "day" else None


def start_of(day: date, start: time, zone: str) -> datetime:
    return datetime.combine(day, start, ZoneInfo(zone))


def end_of(day: date, start: time, end: time, zone: str) -> datetime:
    """An end that is not after the start lies on the next day."""
    return datetime.combine(day if end > start else day + timedelta(days=1), end, ZoneInfo(zone))


def over_at(text: str, start: time | None, end: time | None, zone: str) -> datetime | None:
    """When it is over at the place: its end, else the end of the last day that the date can mean.

    None without a zone or without a last day: then the site's own calendar decides.
    """
    latest = parse(text).latest if text else None
    if latest is None or not zone:
        return None
    if start is not None and end is not None:
        return end_of(latest, start, end, zone)
    return datetime.combine(latest + timedelta(days=1), time(), ZoneInfo(zone))
