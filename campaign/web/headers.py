from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from campaign.web.language import is_desk_path

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
)


def headers_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Gives every answer its security headers; the desk's pages get their own policy and are never cached."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_desk_path(request.path_info):
            setattr(response, "_csp_config", settings.CAMPAIGN_DESK_CSP)  # noqa: B010 - what csp_override() sets
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware
