from django import template

from archive.search.find import Hit
from campaign.pages.search import address_of

register = template.Library()


@register.filter
def address(hit: Hit) -> str:
    """Where a found page stands."""
    return address_of(hit)
