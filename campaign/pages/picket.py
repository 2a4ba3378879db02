"""Telling the editors of a picket to come, without an account. Nothing here publishes anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from archive.caching import public_page
from campaign.events.forms import PicketForm
from campaign.events.models import EventProposal
from campaign.organisations.countries import country_name
from campaign.pages.context import current_site
from campaign.web.guard import anonymous_form
from campaign.web.limits import Limit, is_over, sender_network
from campaign.web.redirects import SeeOther
from campaign.web.refusals import refuse

PROPOSALS = Limit("picket", times=10, seconds=3600)


@public_page
@anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def picket_add(request: HttpRequest) -> HttpResponse:
    home_country = current_site().home_country
    if request.method != "POST":
        initial = {"action": request.GET.get("action", "")[:200]}
        return answer(request, PicketForm(initial=initial, home_country=home_country))
    if is_over(PROPOSALS, sender_network(request)):
        return refuse(request, 429, retry_after=PROPOSALS.seconds)
    form = PicketForm(request.POST, home_country=home_country)
    if not form.is_valid():
        return answer(request, form, status=422)
    EventProposal.receive(**form.proposal(), looks_automatic=form.looks_automatic())
    return SeeOther(reverse("picket:sent"))


def answer(request: HttpRequest, form: PicketForm, *, status: int = 200) -> HttpResponse:
    home = country_name(form.home_country) if form.home_country else ""
    context = {"form": form, "home_country_name": home}
    return render(request, "events/picket_add.html", context, status=status)


@public_page
@require_safe
def picket_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "events/picket_sent.html")
