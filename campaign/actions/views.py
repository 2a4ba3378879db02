from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.models import Citation
from archive.withdrawn import get_published_or_gone
from campaign.actions.models import Action, Demand


@public_page
@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    actions = list(Action.objects.published().by_date().with_demand_count())
    context = {
        "running": [action for action in actions if action.is_open],
        "coming": [action for action in actions if action.phase == Action.Phase.COMING],
        "closed": [action for action in actions if action.is_over],
    }
    return render(request, "actions/action_list.html", context)


@public_page
@require_safe
def action_detail(request: HttpRequest, slug: str) -> HttpResponse:
    action: Action = get_published_or_gone(Action.objects.with_record(), slug)
    offered = [demand for demand in action.demands.all() if not demand.is_rejected]
    for demand in offered:
        demand.action = action  # its address names the action; no query for each
    context = {
        "action": action,
        "demands": [demand for demand in offered if demand.kind != Demand.Kind.SLOGAN],
        "slogans": [demand for demand in offered if demand.kind == Demand.Kind.SLOGAN],
        "evidence": evidence_for(cited_by([action, *offered])),
    }
    return render(request, "actions/action_detail.html", context)


@public_page
@require_safe
def demand_detail(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    action: Action = get_published_or_gone(Action.objects.all(), slug)
    demand = get_object_or_404(action.demands.with_record(), slug=key)
    demand.action = action
    context = {
        "action": action,
        "demand": demand,
        "evidence": evidence_for(cited_by([demand, *demand.slogans.all()])),
    }
    return render(request, "actions/demand_detail.html", context)


def cited_by(rows: Iterable[Any]) -> list[Citation]:
    """Everything that these rows rest on: an action and its demands, each with citations of its own."""
    return [citation for row in rows for citation in row.citations.all()]
