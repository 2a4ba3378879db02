"""What shared caches may keep: a public page carries no cookie, so one copy serves everybody for a while."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

# A page may name somebody who is withdrawn: no shared cache keeps it longer, none serves it stale.
SHARED_SECONDS = 30
SHARED_FOR_A_MOMENT = f"public, max-age=0, s-maxage={SHARED_SECONDS}"


def public_page(view: View) -> View:
    """Lets shared caches keep a page for half a minute; browsers ask again each time.

    Anything but a success or a permanent absence (410) keeps the headers that the view gave it.
    """

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 410):
            response.headers["Cache-Control"] = SHARED_FOR_A_MOMENT
        return response

    return cached
