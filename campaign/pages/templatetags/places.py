from typing import Any

from django import template

from archive.models import Authority, AuthorityName
from campaign.events.models import Event

register = template.Library()


@register.inclusion_tag("places/_events.html")
def events_at(place: Authority) -> dict[str, Any]:
    """The published events at a place, the newest first."""
    return {"events": Event.objects.published().filter(place=place).by_date()}


@register.simple_tag
def other_names(place: Authority) -> list[AuthorityName]:
    """How else the place is written, each form once: Russian and Kazakh often share one."""
    forms: dict[str, AuthorityName] = {}
    for name in place.names.all():
        forms.setdefault(name.text, name)
    return [name for text, name in forms.items() if text != place.name]
