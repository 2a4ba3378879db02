from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.models import Authority, Topic
from tests.pages.conftest import World

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def addresses(client: Client) -> dict[str, dict[str | None, str | None]]:
    """Each address with its alternates by language."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    return {
        url.findtext(f"{SITEMAP}loc", "").removeprefix("http://testserver"): {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in root
    }


def test_every_published_page_is_there_in_every_language(client: Client, world: World) -> None:
    found = addresses(client)
    for address in (
        "/",
        "/about/",
        "/petitions/free-vera/",
        "/prisoners/vera-light/",
        "/letters/to-the-embassy/",
        "/archive/a-day-at-the-door/",
        "/events/picket/",
        "/missions/mission-of-to-the-embassy/",
    ):
        assert address in found
        for code in ("ru", "kk", "tr", "ar", "fa"):
            assert f"/{code}{address}" in found
            assert found[address][code] == f"http://testserver/{code}{address}"
        assert found[address]["x-default"] == f"http://testserver{address}"


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_what_is_not_published_is_not_there(client: Client, world: World, status: str) -> None:
    for record in (world.article, world.letter, world.petition, world.event, world.person):
        type(record).objects.filter(pk=record.pk).update(status=status)
    found = addresses(client)
    for word in ("vera", "to-the-embassy/", "a-day-at-the-door", "picket"):
        assert not [address for address in found if word in address and "missions" not in address]


def test_the_queries_of_the_sitemap_do_not_grow(
    client: Client, world: World, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(21):
        client.get("/sitemap.xml")


def test_robots_find_the_sitemap_and_stay_out_of_private_pages(client: Client, db: None) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    for path in ("/admin/", "/confirm/", "/ru/confirm/", "/my-signature/", "/fa/my-signature/"):
        assert f"Disallow: {path}\n" in text


def test_topics_and_named_places_are_there_and_every_record_says_when_it_changed(
    client: Client, world: World, publish: Callable[[Any], Any]
) -> None:
    publish(Topic(slug="doors", title="Doors"))
    Topic.objects.create(slug="draft", title="A draft")
    for slug, name in (("named", "Picket"), ("unnamed", "Nowhere")):
        place = Authority.objects.create(kind="place", slug=slug, name=name)
        place.names.create(text=name)
    found = addresses(client)
    assert "/topics/doors/" in found and "/topics/draft/" not in found
    assert "/places/named/" in found and "/places/unnamed/" not in found
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own answer
    dated = {
        url.findtext(f"{SITEMAP}loc", "").removeprefix("http://testserver")
        for url in root
        if url.findtext(f"{SITEMAP}lastmod")
    }
    assert {
        "/",
        "/archive/",
        "/archive/a-day-at-the-door/",
        "/topics/doors/",
        "/petitions/free-vera/",
    } <= dated
