"""The sentences of a letter's way, for any template; `evidence` in its context dates the newest source."""

from django import template
from django.template import Context

from campaign.letters import sentences
from campaign.letters.models import Delivery

register = template.Library()


@register.simple_tag(takes_context=True)
def status_sentence(context: Context, delivery: Delivery) -> str:
    return sentences.status_sentence(delivery, context.get("evidence") or {})


@register.simple_tag
def delivery_sentence(delivery: Delivery) -> str:
    return sentences.delivery_sentence(delivery)


@register.simple_tag(takes_context=True)
def response_sentence(context: Context, delivery: Delivery) -> str:
    return sentences.response_sentence(delivery, context.get("evidence") or {})


@register.simple_tag
def unrecorded_sentence() -> str:
    return sentences.unrecorded_sentence()
