from typing import Any

from django import template

from archive.models import Authority
from campaign.events.models import Event

register = template.Library()


@register.inclusion_tag("places/_events.html")
def events_at(place: Authority) -> dict[str, Any]:
    """The published events at a place, the newest first."""
    return {"events": Event.objects.published().filter(place=place).by_date()}
