from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.models import Article, Publication
from campaign.pages.models import SiteProfile
from tests.pages.conftest import World

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client: Client, name: str) -> ElementTree.Element:
    response = client.get(f"/feeds/{name}.atom")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own answer


def titles(feed: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("name", "title", "address", "text"),
    [
        (
            "archive",
            "A day at the door",
            "/archive/a-day-at-the-door/",
            "<p>Date: 27 May 2016</p><p>What a picket found.</p>",
        ),
        ("letters", "To the embassy", "/letters/to-the-embassy/", "<p>Date: 26 May 2016</p>"),
        ("petitions", "Free Vera Light", "/petitions/free-vera/", "<p>Release her.</p>"),
        ("events", "Picket in Arcadia", "/events/picket/", "<p>Date: 26 May 2016</p>"),
    ],
)
def test_a_feed_holds_the_published_records_of_its_register(
    client: Client, world: World, name: str, title: str, address: str, text: str
) -> None:
    feed = feed_of(client, name)
    assert titles(feed) == [title]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://testserver{address}"
    assert entry.findtext(f"{ATOM}summary") == text


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_draft_is_never_in_a_feed(client: Client, world: World, status: str) -> None:
    for record in (world.article, world.letter, world.petition, world.event):
        type(record).objects.filter(pk=record.pk).update(status=status)
    for name in ("archive", "letters", "petitions", "events"):
        assert titles(feed_of(client, name)) == []


def test_a_correction_does_not_announce_an_old_record_again(
    client: Client, publish: Callable[[Any], Any]
) -> None:
    for slug, day in (("first", 1), ("second", 2)):
        article = publish(Article(slug=slug, title=f"The {slug}"))
        Article.objects.filter(pk=article.pk).update(published_at=datetime(2026, 5, day, tzinfo=UTC))
    before = client.get("/feeds/archive.atom").content
    Article.objects.get(slug="first").save()  # touches updated_at
    assert client.get("/feeds/archive.atom").content == before
    assert titles(feed_of(client, "archive")) == ["The second", "The first"]


def test_what_stands_in_a_feed_is_text(client: Client, publish: Callable[[Any], Any]) -> None:
    publish(Article(slug="odd", title="<b>Odd</b> & title", summary="<script>alert(1)</script>"))
    entry = feed_of(client, "archive").find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "<b>Odd</b> & title"
    assert entry.findtext(f"{ATOM}summary") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_the_feed_names_the_campaign(client: Client, world: World) -> None:
    SiteProfile.objects.create(name="Campaign & Arcadia")
    feed = feed_of(client, "archive")
    assert feed.findtext(f"{ATOM}title") == "Campaign & Arcadia: Archive"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Campaign & Arcadia"


def test_a_feed_takes_one_query(
    client: Client, world: World, django_assert_num_queries: Callable[..., Any]
) -> None:
    for name, queries in (("archive", 1), ("letters", 1), ("petitions", 1), ("events", 1)):
        with django_assert_num_queries(queries):
            client.get(f"/feeds/{name}.atom")


def test_there_is_no_other_feed(client: Client, db: None) -> None:
    assert client.get("/feeds/people.atom").status_code == 404


def test_each_publication_has_a_feed_of_what_is_public_of_it(
    client: Client, publish: Callable[[Any], Any], django_assert_num_queries: Callable[..., Any]
) -> None:
    ours = Publication.objects.create(name="Our Paper", slug="our-paper")
    theirs = Publication.objects.create(name="Their Paper", slug="their-paper")
    publish(Article(slug="one", title="The one", publication=ours))
    publish(Article(slug="other", title="The other", publication=theirs))
    Article.objects.create(slug="draft", title="A draft", publication=ours)
    with django_assert_num_queries(2):
        feed = feed_of(client, "archive/our-paper")
    assert titles(feed) == ["The one"]
    assert feed.findtext(f"{ATOM}title") == "Solidarity Desk: Our Paper"
    link = feed.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://testserver/archive/?publication=our-paper"
    assert 'href="/feeds/archive/our-paper.atom"' in client.get("/data/").content.decode()
    assert "/feeds/archive/our-paper.atom" in client.get("/archive/?publication=our-paper").content.decode()


def test_a_publication_of_which_nothing_is_public_has_no_feed(client: Client, db: None) -> None:
    paper = Publication.objects.create(name="Secret Paper", slug="secret-paper")
    Article.objects.create(slug="draft", title="A draft", publication=paper)
    assert client.get("/feeds/archive/secret-paper.atom").status_code == 404
    assert "Secret Paper" not in client.get("/data/").content.decode()
    assert client.get("/feeds/archive/none.atom").status_code == 404
