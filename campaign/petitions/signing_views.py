"""Signing, step by step: the form, the page that says where to look, and the page of the mail's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.caching import public_page
from archive.withdrawn import Gone, get_published_or_gone
from campaign.petitions.confirmation import confirm, confirm_by_code, discard, signature_of
from campaign.petitions.forms import CheckEmailForm, SignatureForm
from campaign.petitions.mail_requests import ask_for_mail
from campaign.petitions.models import Petition, Signature
from campaign.petitions.sealing import take_out
from campaign.petitions.signing import sign
from campaign.petitions.tokens import MANAGE, derived_token
from campaign.web.guard import anonymous_form, private_page
from campaign.web.limits import Limit, over_any, sender_network
from campaign.web.redirects import SeeOther
from campaign.web.remembering import remembered

# For a whole /24 or /64: a hall where a collector passes a telephone round must fit in.
SIGN_LIMITS = (Limit("sign", times=30, seconds=60), Limit("sign", times=300, seconds=3600))
CHECK_LIMITS = (Limit("check-email", times=20, seconds=60), Limit("check-email", times=100, seconds=3600))


@anonymous_form
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def petition_sign(request: HttpRequest, slug: str) -> HttpResponse:
    petition = remembered(f"petition to sign: {slug}", lambda: published_petition(slug))
    if not petition.is_open:
        return sign_page(request, petition, None, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return sign_page(request, petition, SignatureForm(home_country=petition.home_country))
    form = SignatureForm(request.POST, home_country=petition.home_country)
    if limit := over_any(SIGN_LIMITS, sender_network(request)):
        return too_many(sign_page(request, petition, form, status=429, wait=limit), limit)
    if not form.is_valid():
        return sign_page(request, petition, form, status=422)
    sign(petition, form.answers(language=get_language() or "en"))
    return SeeOther(reverse("petitions:check_email", args=[slug]))


def published_petition(slug: str) -> Petition:
    petition: Petition = get_published_or_gone(Petition.objects.all(), slug)
    return petition


def sign_page(
    request: HttpRequest,
    petition: Petition,
    form: SignatureForm | None,
    *,
    status: int = 200,
    wait: Limit | None = None,
) -> HttpResponse:
    context = {"petition": petition, "form": form, "wait_minutes": wait and -(-wait.seconds // 60)}
    return render(request, "petitions/petition_sign.html", context, status=status)


def too_many(response: HttpResponse, limit: Limit) -> HttpResponse:
    response.headers["Retry-After"] = str(limit.seconds)
    return response


@anonymous_form
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def check_email(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for a new, a known and an invalidated address."""
    petition = published_petition(slug)
    if request.method != "POST":
        return check_email_page(request, petition, CheckEmailForm())
    form = CheckEmailForm(request.POST)
    if limit := over_any(CHECK_LIMITS, sender_network(request)):
        return too_many(check_email_page(request, petition, form, status=429, wait=limit), limit)
    if not form.is_valid():
        return check_email_page(request, petition, form, status=422)
    if not form.cleaned_data["code"]:
        language = get_language() or "en"
        ask_for_mail(email=form.cleaned_data["email"], language=language, petition=petition)
        return SeeOther(reverse("petitions:check_email", args=[slug]) + "?again=1")
    token = confirm_by_code(petition, email=form.cleaned_data["email"], code=form.cleaned_data["code"])
    if token is None:
        form.add_error(
            "code", _("This code does not fit this address, or it was tried too often. Use the link.")
        )
        return check_email_page(request, petition, form, status=422)
    return SeeOther(reverse("signatures:detail", args=[token]))


def check_email_page(
    request: HttpRequest,
    petition: Petition,
    form: CheckEmailForm,
    *,
    status: int = 200,
    wait: Limit | None = None,
) -> HttpResponse:
    context = {
        "petition": petition,
        "form": form,
        "asked_again": "again" in request.GET,
        "wait_minutes": wait and -(-wait.seconds // 60),
    }
    return render(request, "petitions/check_email.html", context, status=status)


@anonymous_form
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def signature_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: opening it, as scanners of mail do, changes nothing."""
    signature = signature_of(token)
    if signature is None or has_expired(signature):
        return render(request, "petitions/signature_unknown.html", status=404)
    if not signature.petition.is_published:
        raise Gone
    if signature.state != Signature.State.PENDING:
        return SeeOther(reverse("signatures:detail", args=[derived_token(token, MANAGE)]))
    if request.method == "POST" and "discard" in request.POST:
        discard(signature)
        return SeeOther(reverse("signatures:nothing_left"))
    if request.method == "POST":
        return SeeOther(reverse("signatures:detail", args=[confirm(signature)]))
    context = {
        "signature": signature,
        "petition": signature.petition,
        "name": take_out(signature.payload).name,
        "address_is_secret": True,
    }
    return render(request, "petitions/signature_confirm.html", context)


def has_expired(signature: Signature) -> bool:
    return signature.expires_at is not None and signature.expires_at <= timezone.now()
