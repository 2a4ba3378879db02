from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context

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
