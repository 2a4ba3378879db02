"""The language of an answer is in its path, so that every public page can be cached and linked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

DESK_PREFIX = "/admin/"


def is_desk_path(path: str) -> bool:
    return path.startswith(DESK_PREFIX)


def path_language(path: str) -> str:
    """The language whose prefix the path carries; without one, the default language."""
    first = path.lstrip("/").partition("/")[0]
    return (
        first
        if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE
        else settings.LANGUAGE_CODE
    )


def path_language_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Activates the path's language, whatever the browser prefers; the desk alone follows the browser.

    Django's own middleware would redirect unknown addresses and add `Vary: Accept-Language` to English pages.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_desk_path(request.path_info):
            language = translation.get_language_from_request(request)
        else:
            language = path_language(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware
