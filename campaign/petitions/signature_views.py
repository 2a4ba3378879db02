"""What a signer sees by the private link, and how to get that link again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from archive.caching import public_page
from campaign.petitions.forms import FindSignatureForm, PublicNameForm
from campaign.petitions.leaving import hide_name, show_name, signature_managed_by, withdraw
from campaign.petitions.mail_requests import ask_for_mail
from campaign.petitions.models import Signature
from campaign.web.guard import anonymous_form, private_page
from campaign.web.limits import Limit, over_any, sender_network
from campaign.web.redirects import SeeOther

FIND_LIMITS = (Limit("my-signature", times=10, seconds=60), Limit("my-signature", times=60, seconds=3600))


@anonymous_form
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def signature_detail(request: HttpRequest, token: str) -> HttpResponse:
    signature = signature_managed_by(token)
    if request.method == "POST" and "withdraw" in request.POST:
        if signature is not None:
            withdraw(signature)
        return SeeOther(reverse("signatures:nothing_left"))  # the same when it was withdrawn a moment ago
    if signature is None:
        return render(request, "petitions/signature_unknown.html", status=404)
    if request.method != "POST":
        return signature_page(request, signature, PublicNameForm())
    if "hide" in request.POST:
        hide_name(signature)
        return SeeOther(request.path)
    form = PublicNameForm(request.POST)
    if not form.is_valid():
        return signature_page(request, signature, form, status=422)
    show_name(signature, form.cleaned_data["name"])
    return SeeOther(request.path)


def signature_page(
    request: HttpRequest, signature: Signature, form: PublicNameForm, *, status: int = 200
) -> HttpResponse:
    petition = signature.petition
    context = {
        "signature": signature,
        "petition": petition,
        "form": form,
        # The counting job has not seen a signature of this very second yet; its signer is one of them.
        "number": petition.confirmed_count + (signature.counted_on is None),
        "share_address": settings.CAMPAIGN_URL + petition.get_absolute_url(),
        "share_text": petition.title,
        "address_is_secret": True,  # not on paper, when the page is printed
    }
    return render(request, "petitions/signature_detail.html", context, status=status)


@anonymous_form
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def signature_find(request: HttpRequest) -> HttpResponse:
    """Takes an address and says the same to everybody; the link goes by mail to those who have signed."""
    if request.method != "POST":
        return render(request, "petitions/signature_find.html", {"form": FindSignatureForm()})
    form = FindSignatureForm(request.POST)
    if limit := over_any(FIND_LIMITS, sender_network(request)):
        context = {"form": form, "wait_minutes": -(-limit.seconds // 60)}
        response = render(request, "petitions/signature_find.html", context, status=429)
        response.headers["Retry-After"] = str(limit.seconds)
        return response
    if not form.is_valid():
        return render(request, "petitions/signature_find.html", {"form": form}, status=422)
    ask_for_mail(email=form.cleaned_data["email"], language=get_language() or "en")
    return SeeOther(reverse("signatures:asked"))


@public_page
@require_safe
def signature_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "petitions/signature_asked.html")


@public_page
@require_safe
def signature_nothing_left(request: HttpRequest) -> HttpResponse:
    return render(request, "petitions/signature_nothing_left.html")
