"""The door of anonymous forms: they carry no session, so a foreign page has nothing to ride on."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]

FOREIGN_FORM = gettext_noop("This form was sent from another site. Open it here and send it again.")


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this form. A client that says nothing passes."""
    if request.headers.get("Sec-Fetch-Site", "").strip().lower() == "cross-site":
        return True
    origin = request.headers.get("Origin")
    return origin is not None and host_of(origin) != request.get_host().lower()


def host_of(origin: str) -> str:
    """The host and port of an origin; empty, and so never ours, for "null" and for what is no origin."""
    try:
        parts = urlsplit(origin.strip())
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in ("http", "https") else ""


def anonymous_form(view: View) -> View:
    """Guards a view that takes a form without a cookie; answers to what is posted are never stored.

    Raises PermissionDenied for a form that another site posts here.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and comes_from_elsewhere(request):
            raise PermissionDenied(gettext(FOREIGN_FORM))
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return csrf_exempt(guarded)


def private_page(view: View) -> View:
    """For a page whose address is a secret: nobody stores it, indexes it or hears of it from the next page.

    `same-origin`, not `no-referrer`: under the latter a browser posts `Origin: null`, and is refused.
    """

    @wraps(view)
    def secret(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return secret
