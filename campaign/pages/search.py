from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.search.find import Hit, find

LONGEST_QUESTION = 200
MOST_HITS = 20  # of one kind on the page that shows all kinds

# In the order in which the groups stand.
KINDS = {
    "person": _("People in the directory"),
    "petition": _("Petitions"),
    "letter": _("Letters"),
    "action": _("Actions"),
    "event": _("Events"),
    "article": _("Archive"),
    "mission": _("Missions"),
    "page": _("About this site"),
}


@dataclass(frozen=True)
class Group:
    """The hits of one kind, bounded, and how many there are."""

    kind: str
    label: Any
    hits: list[Hit]
    count: int


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("kind", "")
    hits = find(question, kind=kind if kind in KINDS else "")
    context = {"question": question, "kind": kind, "groups": groups(hits, kind), "count": len(hits)}
    context["prefix"] = address_prefix()
    return render(request, "pages/search.html", context)


def groups(hits: Iterable[Hit], kind: str) -> list[Group]:
    order = list(KINDS)
    ordered = sorted(hits, key=lambda hit: order.index(hit.document.kind))
    found = []
    for name, members in groupby(ordered, key=lambda hit: hit.document.kind):
        rows = list(members)
        found.append(Group(name, KINDS[name], rows if kind else rows[:MOST_HITS], len(rows)))
    return found


def address_prefix() -> str:
    """What stands before the addresses of the index, which are those of the default language."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"
