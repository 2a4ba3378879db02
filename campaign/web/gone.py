from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from archive.caching import SHARED_FOR_A_MOMENT
from archive.withdrawn import Gone
from campaign.web.refusals import refuse


class GoneMiddleware:
    """Answers 410 with a plain page where a view raises Gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Gone):
            response = refuse(request, 410)
            response.headers["Cache-Control"] = SHARED_FOR_A_MOMENT  # else caches keep a 410 as they like
            return response
        return None
