"""Answers that say why not: a page in the visitor's language, or JSON where the address asks for JSON."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

TEMPLATES = {
    403: "errors/forbidden.html",
    404: "errors/not_found.html",
    410: "errors/gone.html",
    422: "errors/unprocessable.html",
    429: "errors/too_many_requests.html",
}


def refuse(
    request: HttpRequest, status: int, *, sentence: str = "", retry_after: int | None = None
) -> HttpResponse:
    """The answer with one of the statuses of TEMPLATES; `sentence` says more than the status can.

    `retry_after`, in seconds, is for 429.
    """
    response = (
        as_json(status, sentence)
        if wants_json(request)
        else render(request, TEMPLATES[status], {"sentence": sentence}, status=status)
    )
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def wants_json(request: HttpRequest) -> bool:
    return request.path_info.endswith(".json")


def as_json(status: int, sentence: str = "") -> JsonResponse:
    return JsonResponse({"status": status, "error": sentence or HTTPStatus(status).phrase}, status=status)
