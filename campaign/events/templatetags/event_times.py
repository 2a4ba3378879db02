"""The times of an event by the clock of its place, with the zone that they are in."""

from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import get_timezone_gmt, get_timezone_name
from django import template
from django.utils.translation import get_language

from campaign.events.models import Event

register = template.Library()


@register.inclusion_tag("events/_time.html")
def event_time(event: Event) -> dict[str, Any]:
    return {
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "starts": f"{event.start_time:%H:%M}" if event.start_time else "",
        "ends": f"{event.end_time:%H:%M}" if event.end_time else "",
    }


@register.inclusion_tag("events/_zone.html")
def event_zone(event: Event) -> dict[str, Any]:
    """The zone's name in the language of the page, its distance from UTC on that day, its IANA name."""
    starts_at = event.starts_at
    if starts_at is None:
        return {}
    locale = Locale.parse(get_language() or "en", sep="-")
    distance = get_timezone_gmt(starts_at, locale=locale)
    name = zone_name(starts_at, locale)
    return {"name": "" if name == distance else name, "distance": distance, "zone": event.time_zone}


def zone_name(starts_at: datetime, locale: Locale) -> str:
    return get_timezone_name(starts_at, width="long", locale=locale)
