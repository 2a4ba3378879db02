"""The door of anonymous forms: they carry no session, so a foreign page has nothing to ride on."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this form. A client that says nothing passes."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc != request.get_host()  # "null" has no host and is refused


def anonymous_form(view: View) -> View:
    """Guards a view that takes a form without a cookie; answers to what is posted are never stored.

    Raises PermissionDenied for a form that another site posts here.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and comes_from_elsewhere(request):
            raise PermissionDenied(_("This form was sent from another site. Open it here and send it again."))
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return csrf_exempt(guarded)
