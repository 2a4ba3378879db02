from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.withdrawn import get_published_or_gone
from campaign.actions.models import Action


@public_page
@require_safe
def action_list(request: HttpRequest) -> HttpResponse:
    actions = list(Action.objects.published().by_date().with_demand_count())
    context = {
        "running": [action for action in actions if not action.closed],
        "closed": [action for action in actions if action.closed],
    }
    return render(request, "actions/action_list.html", context)


@public_page
@require_safe
def action_detail(request: HttpRequest, slug: str) -> HttpResponse:
    action: Action = get_published_or_gone(Action.objects.with_record(), slug)
    cited = [*action.citations.all()]
    for demand in action.demands.all():
        cited += demand.citations.all()
    return render(request, "actions/action_detail.html", {"action": action, "evidence": evidence_for(cited)})
