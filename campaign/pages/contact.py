"""Writing to the campaign without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from archive.caching import public_page
from campaign.pages.forms import ContactForm, page_of_this_site
from campaign.pages.models import ContactMessage, PageText
from campaign.pages.text_pages import page_text
from campaign.web.guard import anonymous_form
from campaign.web.limits import Limit, is_over, sender_network
from campaign.web.redirects import SeeOther

MESSAGES = Limit("contact", times=10, seconds=3600)


@public_page
@anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        about = page_of_this_site(request.GET.get("about", ""))
        return answer(request, ContactForm(initial={"about": about}))
    form = ContactForm(request.POST)
    if is_over(MESSAGES, sender_network(request)):
        response = answer(request, form, status=429, wait_minutes=MESSAGES.seconds // 60)
        response.headers["Retry-After"] = str(MESSAGES.seconds)
        return response
    if not form.is_valid():
        return answer(request, form, status=422)
    ContactMessage.receive(
        form.content(), about=form.cleaned_data["about"], looks_automatic=form.looks_automatic()
    )
    return SeeOther(reverse("pages:contact_sent"))


def answer(
    request: HttpRequest, form: ContactForm, *, status: int = 200, wait_minutes: int = 0
) -> HttpResponse:
    context = {
        "form": form,
        "text": page_text(PageText.Page.CONTACT),
        "about": page_of_this_site(form["about"].value() or ""),
        "wait_minutes": wait_minutes,
    }
    return render(request, "pages/contact.html", context, status=status)


@public_page
@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/contact_sent.html")
