from typing import Any

from django import template

from campaign.organisations.exchange import sentences

register = template.Library()


@register.simple_tag
def mistakes(result: Any) -> list[str]:
    """The mistakes of a table that was tried, in sentences; none where nothing was tried."""
    return sentences(result) if result else []
