"""What holds for every public page, whoever built it: all of them are crawled."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.pages.models import PageText, PressFact
from tests.pages.conftest import World

LANGUAGES = ["", "/ru", "/kk", "/tr", "/ar", "/fa"]
OTHER_PAGES = [
    "/search/",
    "/search/?q=Vera",
    "/contact/sent/",
    "/contact/?about=/prisoners/vera-light/",
    "/my-signature/",
    "/petitions/free-vera/check-email/",
    "/prisoners/?as_of=2013-05-01",
    "/nothing-here/",
]
PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
# The one <style> that the editor of reports puts into its page; it changes with the editor's version.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
EXECUTED = {None, "", "module", "text/javascript"}  # other scripts are data for search engines
# What a browser fetches or sends without being asked; a link in a text may lead elsewhere.
FETCHED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "link": "href",
    "form": "action",
    "iframe": "src",
    "object": "data",
    "video": "src",
    "audio": "src",
    "embed": "src",
}


@pytest.fixture
def pages(client: Client, world: World) -> list[str]:
    """The address of every public page without its language."""
    PageText.objects.create(
        slug="privacy", title="Privacy", body="## Why\n\n- one\n- two\n\nSee [safety](/safety/)."
    )
    PressFact.objects.create(text="A fact.", checked_on="2026-05-01")
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    found = [urlsplit(url[0].text or "").path for url in root]
    english = [path for path in found if not path.startswith(tuple(f"{prefix}/" for prefix in LANGUAGES[1:]))]
    assert len(english) > 20
    return [*english, *OTHER_PAGES]


def answers(client: Client, pages: list[str], prefix: str) -> Iterator[tuple[str, Any]]:
    for page in pages:
        address = f"{prefix}{page}"
        response = client.get(address)
        assert response.status_code == (404 if page == "/nothing-here/" else 200), address
        yield address, response


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_is_sound(client: Client, pages: list[str], prefix: str) -> None:
    language = prefix.strip("/") or "en"
    for address, response in answers(client, pages, prefix):
        assert not response.cookies, address
        assert response.headers["Content-Security-Policy"] == PUBLIC_POLICY, address
        assert response.headers["Content-Language"] == language, address
        assert "Cookie" not in response.headers.get("Vary", ""), address
        document = strictly_parsed(response.content, address)
        html = document.getroot() if hasattr(document, "getroot") else document
        assert html.get("lang") == language, address
        assert html.get("dir") == ("rtl" if language in ("ar", "fa") else "ltr"), address
        assert len(list(html.iter("h1"))) == 1, address
        for element in html.iter():
            assert "style" not in element.attrib, address
            assert not any(name.startswith("on") for name in element.attrib), address
        assert not list(html.iter("style")), address
        scripts = [script for script in html.iter("script") if script.get("type") in EXECUTED]
        assert all(script.get("src") for script in scripts), address
        assert len({script.get("src") for script in scripts}) <= 2, address
        assert_nothing_is_fetched_elsewhere(html, address)
        assert_ids_are_unique(html, address)


def strictly_parsed(content: bytes, address: str) -> ElementTree.Element:
    """The document; fails on the first thing that the HTML standard calls a parse error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document: ElementTree.Element = parser.parse(content.decode())
    assert not parser.errors, (address, parser.errors)
    return document


def assert_nothing_is_fetched_elsewhere(html: ElementTree.Element, address: str) -> None:
    for tag, attribute in FETCHED.items():
        for element in html.iter(tag):
            if tag == "link" and element.get("rel") in ("canonical", "alternate"):
                continue  # said to search engines, fetched by nobody
            target = urlsplit(element.get(attribute, ""))
            assert not target.netloc, (address, element.attrib)
            assert "srcset" not in element.attrib, address


def assert_ids_are_unique(html: ElementTree.Element, address: str) -> None:
    ids = [element.get("id") for element in html.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), (address, [name for name in ids if ids.count(name) > 1])


def test_links_on_every_page_lead_to_pages(client: Client, pages: list[str]) -> None:
    """No link on an English page leads to an address that answers 404."""
    checked: set[str] = set()
    for address, response in answers(client, pages, ""):
        if response.status_code == 404:
            continue
        for link in strictly_parsed(response.content, address).iter("a"):
            target = urlsplit(link.get("href", ""))
            if target.netloc or target.scheme or not target.path or target.path in checked:
                continue
            checked.add(target.path)
            assert client.get(target.path).status_code == 200, (address, target.path)
    assert len(checked) > 30


@pytest.mark.parametrize(
    "address", ["/livez", "/readyz", "/robots.txt", "/sitemap.xml", "/feeds/archive.atom"]
)
def test_what_machines_read_sets_no_cookie(client: Client, db: None, address: str) -> None:
    assert not client.get(address).cookies


def test_the_desk_has_its_own_policy_and_is_never_cached(client: Client, olga: User) -> None:
    client.force_login(olga)
    for address in (
        "/admin/",
        "/admin/pages/pagetext/",
        "/admin/pages/pagetext/add/",
        "/admin/archive/report/add/",
    ):
        response = client.get(address)
        policy = dict(
            part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";")
        )
        nonce = policy["script-src"].removeprefix("'self'").strip()
        assert policy == {
            "default-src": "'none'",
            "script-src": f"'self' {nonce}".strip(),
            "style-src": " ".join(["'self'", *nonce.split(), EDITOR_STYLE]),
            "img-src": "'self'",
            "connect-src": "'self'",
            "font-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "object-src": "'none'",
            "frame-ancestors": "'none'",
        }
        assert not nonce or nonce.startswith("'nonce-")
        assert response.headers["Cache-Control"] == "private, no-store"


def test_public_pages_have_the_other_security_headers(client: Client, db: None) -> None:
    headers = client.get("/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]
