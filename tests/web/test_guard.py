import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from campaign.web.guard import anonymous_form, private_page


@anonymous_form
def door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@private_page
def secret(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


def post(**headers: str) -> HttpResponse:
    return door(RequestFactory().post("/", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},  # curl, an old browser
        {"Origin": "http://testserver"},
        {"Origin": "HTTP://TestServer"},
        {"Origin": "https://testserver"},  # a proxy may end TLS in front of us
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_form_passes(headers: dict[str, str]) -> None:
    assert post(**headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "http://[::1"},
        {"Origin": "javascript://testserver"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "Cross-Site", "Origin": "http://testserver"},
    ],
)
def test_a_form_from_elsewhere_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(PermissionDenied, match="another site"):
        post(**headers)


def test_reading_from_elsewhere_is_no_offence() -> None:
    request = RequestFactory().get(
        "/", headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert door(request).status_code == 200


def test_an_answer_to_a_form_is_never_stored() -> None:
    assert post().headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in door(RequestFactory().get("/")).headers


def test_a_page_with_a_secret_address_leaves_no_copy() -> None:
    headers = secret(RequestFactory().get("/")).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex, noarchive"
