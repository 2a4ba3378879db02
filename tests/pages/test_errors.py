from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from campaign.urls import urlpatterns as whole_site
from campaign.web.refusals import refuse
from campaign.web.remembering import forget
from tests.pages.conftest import World


def refused(request: HttpRequest, status: int) -> HttpResponse:
    return refuse(request, status, retry_after=60 if status == 429 else None)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Something in a view")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("Nobody sends this by hand")


urlpatterns = [
    path("test/refused/<int:status>/", refused),
    path("test/broken/", broken),
    path("ru/test/broken/", broken),
    path("test/broken.json", broken),
    path("test/suspicious/", suspicious),
    *whole_site,
]
handler400 = "campaign.pages.errors.bad_request"
handler403 = "campaign.pages.errors.forbidden"
handler404 = "campaign.pages.errors.not_found"
handler500 = "campaign.pages.errors.server_error"


@pytest.fixture
def visitor() -> Client:
    """Somebody who sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


@pytest.fixture
def no_database() -> Iterator[None]:
    """Every statement fails, and nothing is remembered."""

    def refuse_statement(*args: object) -> None:
        raise DatabaseError("The database is gone")

    forget()
    with connection.execute_wrapper(refuse_statement):
        yield


def ways_on(text: str, prefix: str = "") -> bool:
    """Whether the page offers the search box and three links."""
    links = [f'href="{prefix}/"', f'href="{prefix}/prisoners/"', f'href="{prefix}/archive/"']
    return f'action="{prefix}/search/"' in text and all(link in text for link in links)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (403, "This is not allowed"),
        (404, "There is no page at this address"),
        (410, "This page is no longer here"),
        (422, "We could not use what was sent"),
        (429, "Please wait a little"),
    ],
)
def test_each_refusal_says_why_and_how_to_go_on(visitor: Client, db: None, status: int, heading: str) -> None:
    response = visitor.get(f"/test/refused/{status}/")
    assert response.status_code == status
    text = response.content.decode()
    assert f"<h1>{heading}</h1>" in text
    assert ways_on(text)
    assert 'name="robots" content="noindex"' in text
    assert response.headers.get("Retry-After") == ("60" if status == 429 else None)


def test_an_unknown_address_answers_in_the_language_of_its_path(client: Client, db: None) -> None:
    response = client.get("/ru/nothing-here/")
    assert response.status_code == 404
    text = response.content.decode()
    assert '<html lang="ru"' in text
    assert ways_on(text, "/ru")
    assert 'rel="canonical"' not in text


def test_an_unknown_json_address_answers_in_json(client: Client, db: None) -> None:
    response = client.get("/petitions/nothing/count.json")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/json"
    assert response.json()["status"] == 404


@pytest.mark.parametrize(
    "address",
    [
        "/archive/a-day-at-the-door/",
        "/prisoners/vera-light/",
        "/letters/to-the-embassy/",
    ],
)
def test_what_was_withdrawn_is_gone_and_a_draft_was_never_there(
    client: Client, world: World, address: str
) -> None:
    assert client.get(address).status_code == 200
    for record in (world.article, world.person, world.letter):
        record.refresh_from_db()
        record.withdraw()
    response = client.get(address)
    assert response.status_code == 410
    text = response.content.decode()
    for word in ("Vera", "embassy", "A day at the door"):
        assert word not in text.partition("<main")[2].partition("</main>")[0]
    for record in (world.article, world.person, world.letter):
        type(record).objects.filter(pk=record.pk).update(status="draft")
    assert client.get(address).status_code == 404


@pytest.mark.urls(__name__)
def test_a_broken_view_answers_with_a_plain_page(visitor: Client, db: None) -> None:
    response = visitor.get("/test/broken/")
    assert response.status_code == 500
    text = response.content.decode()
    assert "<h1>Something on our side is broken</h1>" in text
    assert "RuntimeError" not in text
    assert ways_on(text)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.urls(__name__)
def test_the_page_for_500_needs_no_database(visitor: Client, db: None, no_database: None) -> None:
    response = visitor.get("/ru/test/broken/")
    assert response.status_code == 500
    text = response.content.decode()
    assert '<html lang="ru"' in text
    assert ways_on(text, "/ru")


@pytest.mark.parametrize("address", ["/", "/about/", "/prisoners/", "/nothing-here/"])
def test_a_page_without_its_database_is_a_written_500(
    visitor: Client, db: None, no_database: None, address: str
) -> None:
    response = visitor.get(address)
    assert response.status_code == 500
    assert "Something on our side is broken" in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_broken_json_address_answers_in_json(visitor: Client, db: None) -> None:
    response = visitor.get("/test/broken.json")
    assert response.status_code == 500
    assert response.json() == {"status": 500, "error": "Internal Server Error"}


@pytest.mark.urls(__name__)
def test_a_request_that_cannot_be_read_says_so(visitor: Client, db: None) -> None:
    response = visitor.get("/test/suspicious/")
    assert response.status_code == 400
    text = response.content.decode()
    assert "We could not read this request" in text
    assert "Nobody sends this by hand" not in text


def test_a_host_that_is_not_ours_gets_the_plain_page(visitor: Client, db: None) -> None:
    response = visitor.get("/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    text = response.content.decode()
    assert "We could not read this request" in text
    assert "elsewhere.example" not in text


def test_the_desk_refuses_in_a_sentence_too(client: Client, mallory: User, db: None) -> None:
    mallory.is_staff = True
    mallory.save()
    client.force_login(mallory)
    response = client.get("/admin/pages/siteprofile/")
    assert response.status_code == 403
    assert "This is not allowed" in response.content.decode()


@pytest.mark.parametrize("path", ["/ru/petitions/", "/admin/login/"])
def test_a_form_without_its_token_is_refused_in_a_sentence_of_ours(db: None, path: str) -> None:
    response = Client(enforce_csrf_checks=True, headers={"Accept-Language": "ru"}).post(path, {"name": "x"})
    assert response.status_code == 403
    text = response.content.decode()
    assert "Эта форма отправлена с другого сайта." in text
    assert "cookie" not in text.lower()
