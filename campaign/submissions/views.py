"""“Send us what you did”: one form without an account, in one request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.caching import public_page
from campaign.submissions.forms import ReportForm
from campaign.submissions.models import StewardLink, Submission
from campaign.web.guard import anonymous_form, private_page
from campaign.web.limits import Limit, is_over, sender_network
from campaign.web.redirects import SeeOther
from campaign.web.refusals import refuse

TRIES = Limit("send-tries", times=30, seconds=3600)
REPORTS = Limit("send", times=10, seconds=3600)
MOST_BYTES = 100_000_000  # six pictures of 10 MB, the text, and room to say which one is too large


@public_page
@anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        chosen = {name: request.GET.get(name, "")[:100] for name in ("action", "mission", "kind")}
        return answer(request, ReportForm(initial=chosen))
    return receive(request, reverse("submissions:send"))


@private_page
@anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def send_as_steward(request: HttpRequest, token: str) -> HttpResponse:
    """The same form behind a steward's link: it can add reports and nothing else."""
    link = StewardLink.objects.open().with_token(token).select_related("action", "mission").first()
    if link is None:
        sentence = _("This link has ended. Ask whoever gave it to you for a new one, or use the open form.")
        return refuse(request, 410, sentence=sentence)
    address = reverse("submissions:steward", args=[token])
    if request.method != "POST":
        chosen = {
            "kind": Submission.Kind.PICKET,
            "action": link.action.slug if link.action else "",
            "mission": link.mission.slug if link.mission else "",
        }
        return answer(request, ReportForm(initial=chosen), address=address, is_steward=True)
    return receive(request, address, steward_link=link, source=Submission.Source.STEWARD)


def receive(request: HttpRequest, address: str, **fields: Any) -> HttpResponse:
    """Takes the report; on any refusal the form comes back with everything that was typed and read."""
    context: dict[str, Any] = {"address": address, "is_steward": bool(fields)}
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        too_much = _("All pictures together have more than 100 MB. Go back, take some out and send it again.")
        return refuse(request, 422, sentence=too_much)
    network = sender_network(request)
    if is_over(TRIES, network):
        return wait(request, ReportForm(request.POST), **context)
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        form.hold()
        return answer(request, form, status=422, **context)
    if is_over(REPORTS, network):
        form.hold()
        return wait(request, form, **context)
    form.receive(looks_automatic=form.looks_automatic(), **fields)
    return SeeOther(reverse("submissions:thanks"))


def wait(request: HttpRequest, form: ReportForm, **context: Any) -> HttpResponse:
    response = answer(request, form, status=429, has_to_wait=True, **context)
    response.headers["Retry-After"] = str(REPORTS.seconds)
    return response


def answer(
    request: HttpRequest, form: ReportForm, *, status: int = 200, address: str = "", **context: Any
) -> HttpResponse:
    context |= {"form": form, "address": address or reverse("submissions:send")}
    context["address_is_secret"] = context.get("is_steward", False)
    return render(request, "submissions/send.html", context, status=status)


@public_page
@require_safe
def send_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "submissions/send_thanks.html")
