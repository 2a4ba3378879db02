import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.edtf_text import describe
from archive.models import Citation

register = template.Library()


@register.inclusion_tag("archive/_evidence.html", takes_context=True)
def evidence(context: Context, citations: Iterable[Citation]) -> dict[str, Any]:
    """The sources of one fact, each with its exact words; the view put `evidence_for(...)` into the context."""
    found = context["evidence"]
    return {"rows": [found[citation.pk] for citation in citations]}


@register.filter
def edtf(text: str) -> str:
    """An uncertain date in words: "between 1 and 9 May 2019"."""
    return describe(text) if text else ""


@register.filter
def linked_data(data: dict[str, Any]) -> SafeString:
    """A JSON-LD block: data, not a script, so the Content-Security-Policy lets it stand."""
    escaped = json.dumps(data, ensure_ascii=False).translate(
        {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(escaped))  # noqa: S308 - escaped above
