"""Events as iCalendar (RFC 5545): a file for each, and a calendar to subscribe to.

Only what has one known day is in them: a calendar cannot say "about" or "in May".
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from campaign.events.models import Event

NAMESPACE = uuid.UUID("6b0f8a0e-5c1e-5b57-9d0c-2f6a1f6a9d4e")
REFRESH = timedelta(hours=6)


def calendar_of(events: Iterable[Event], *, name: str = "") -> bytes:
    """The calendar's text; events without one known day are left out. A calendar to subscribe to has a name."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Solidarity Desk//Events//EN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(REFRESH))
    days = []
    for event in events:
        day = event.day
        if day is not None:
            calendar.add_component(entry(event, day))
            days.append(day)
    if days:
        # Rules of the zones from a year before to a year after: those of all times would be a long list.
        year = timedelta(days=366)
        calendar.add_missing_timezones(min(days) - year, max(days) + year)
    return calendar.to_ical()


def entry(event: Event, day: date) -> icalendar.Event:
    """The event with the clock of its place, or as a whole day where no time is known."""
    row = icalendar.Event()
    row.add("uid", uid_of(event))
    changed = event.updated_at.astimezone(UTC).replace(microsecond=0)
    row.add("dtstamp", changed)
    row.add("last-modified", changed)
    row.add("sequence", event.content_version)
    row.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    row.add("summary", summary_of(event))
    add_times(row, event.starts_at, event.ends_at, day)
    row.add("url", f"{settings.CAMPAIGN_URL}{event.get_absolute_url()}")
    for field, text in (("location", place_of(event)), ("description", description_of(event))):
        if text:
            row.add(field, text)
    return row


def add_times(row: icalendar.Event, starts_at: datetime | None, ends_at: datetime | None, day: date) -> None:
    if starts_at is None:
        row.add("dtstart", day)
        row.add("dtend", day + timedelta(days=1))
        row.add("transp", "TRANSPARENT")
        return
    row.add("dtstart", starts_at)
    if ends_at is not None:
        row.add("dtend", ends_at)


def uid_of(event: Event) -> str:
    """The same for ever, whatever happens to the title, the address or the host (RFC 7986, 5.3)."""
    return str(uuid.uuid5(NAMESPACE, f"{event.pk} {event.created_at.astimezone(UTC).isoformat()}"))


def summary_of(event: Event) -> str:
    """Many calendars show a cancelled event like any other: its name says it, too."""
    return _("Cancelled: %(event)s") % {"event": event.title} if event.is_cancelled else event.title


def place_of(event: Event) -> str:
    return ", ".join(part for part in (event.meeting_point, event.place_name, event.country_name) if part)


def description_of(event: Event) -> str:
    parts = [event.cancellation_note if event.is_cancelled else "", event.text]
    if event.date_is_inferred:
        parts.append(_("The date is inferred: %(reason)s") % {"reason": event.date_reason})
    if event.organiser:
        parts.append(_("Organised by %(organiser)s.") % {"organiser": event.organiser})
    if event.accessibility:
        parts.append(_("Accessibility of the place: %(text)s") % {"text": event.accessibility})
    return "\n\n".join(part for part in parts if part)
