"""The released pictures of a letter or an event, on its own page."""

from typing import Any

from django import template

from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.submissions.models import Photo

register = template.Library()


@register.inclusion_tag("submissions/_photos.html")
def photos_of(record: Letter | Event) -> dict[str, Any]:
    kind = "letter" if isinstance(record, Letter) else "event"
    return {"photos": list(Photo.objects.public().filter(**{kind: record}))}
