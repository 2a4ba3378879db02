from typing import Any

from django import template
from django.template import Context

from archive.models import Article
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.pages.acts import petition_to_sign
from campaign.pages.context import current_site
from campaign.prisoners.models import Person

register = template.Library()


@register.inclusion_tag("pages/_action_strip.html", takes_context=True)
def action_strip(
    context: Context,
    *,
    person: Person | None = None,
    article: Article | None = None,
    letter: Letter | None = None,
    event: Event | None = None,
) -> dict[str, Any]:
    """Sign, write, send this on: one strip at the end of a page, with one query for the petition."""
    about = person or article or letter or event
    return {
        "request": context.get("request"),
        "site": current_site(),
        "petition": petition_to_sign(people_of(about)),
        "person": person,
        "share_text": str(about) if about else "",
    }


def people_of(record: Person | Article | Letter | Event | None) -> Any:
    """The people whom a record is about, as a list or a subquery."""
    if isinstance(record, Person):
        return [record]
    return record.people.order_by().values("pk") if isinstance(record, Letter | Event) else []
