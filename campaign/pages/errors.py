"""What Django shows when a request fails: see campaign/urls.py, which names these."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from campaign.web.guard import FOREIGN_FORM
from campaign.web.language import path_language
from campaign.web.refusals import as_json, refuse, wants_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The exception's own sentence where a view wrote one for the visitor."""
    return refuse(request, 403, sentence=str(exception))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form without the token that Django asks for behind the login, and for one sent where none is."""
    return refuse(request, 403, sentence=gettext(FOREIGN_FORM))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return plain(request, 500)


def plain(request: HttpRequest, status: int) -> HttpResponse:
    """A page made of nothing that can be broken: no context processor, no database, no host name."""
    if wants_json(request):
        return as_json(status)
    language = path_language(request.path_info)
    context = {"status": status, "language": language, "stylesheet": stylesheet()}
    with translation.override(language):
        context["is_rtl"] = translation.get_language_bidi()
        return HttpResponse(render_to_string("errors/plain.html", context), status=status)


def stylesheet() -> str:
    """The style sheet's address; empty while static files are not collected."""
    try:
        return staticfiles_storage.url("css/site.css")
    except ValueError:
        return ""
