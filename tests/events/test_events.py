"""/events/ and /events/<slug>/: what comes, and what happened when as the sources tell it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from archive.models import Article, Citation
from archive.models.citation import hash_words
from campaign.actions.models import Action
from campaign.events.models import Event
from tests.prisoners.conftest import MakePerson

pytestmark = pytest.mark.django_db

DIGEST = "b" * 64


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def publish(ada: User, slug: str, date: str = "", **fields: Any) -> Event:
    event = Event(slug=slug, title=f"The {slug} event", date=date, **({"kind": "picket"} | fields))
    event.save()
    event.publish(by=ada)
    return event


def day(offset: int) -> str:
    return str(timezone.localdate() + timedelta(days=offset))


def test_what_comes_stands_before_what_is_over(client: Client, ada: User) -> None:
    publish(ada, "old", "2011-12-16")
    publish(ada, "next-week", day(7))
    publish(ada, "today", day(0))
    publish(ada, "yesterday", day(-1))
    page = text_of(client, "/events/")
    slugs = re.findall(r'<h3><a href="/events/([a-z-]+)/"', page)
    assert slugs == ["today", "next-week", "yesterday", "old"]
    assert page.index("<h2>To come</h2>") < page.index("<h2>2011</h2>")


def test_without_anything_to_come_there_is_no_such_heading(client: Client, ada: User) -> None:
    publish(ada, "old", "2011-12-16")
    assert "To come" not in text_of(client, "/events/")


def test_the_past_is_told_by_year_and_the_undated_last(client: Client, ada: User) -> None:
    for slug, date in (
        ("a", "2016-05-26"),
        ("b", ""),
        ("c", "2019"),
        ("d", "2016-12-31/2017-01-02"),
        ("e", "2012/.."),
    ):
        publish(ada, slug, date)
    page = text_of(client, "/events/")
    headings = re.findall(r"<h2>([^<]+)</h2>", page.partition('<main id="main"')[2])
    assert headings == ["2019", "2017", "2016", "2012", "Date not stated"]


def test_a_date_is_in_words_and_an_inferred_one_has_its_reason(client: Client, ada: User) -> None:
    publish(ada, "a", "2019-05-01/2019-05-09", date_is_inferred=True, date_reason="The note says so.")
    for address in ("/events/", "/events/a/"):
        page = text_of(client, address)
        assert "between 1 and 9 May 2019" in page
        assert '<span class="badge badge-quiet">inferred</span>' in page
        assert "The note says so." in page


def test_an_inferred_date_needs_its_reason(db: None) -> None:
    with pytest.raises(IntegrityError, match="events_inferred_date_needs_a_reason"), transaction.atomic():
        Event.objects.create(slug="a", title="A", kind="picket", date="2019", date_is_inferred=True)


def test_an_event_shows_where_with_whom_and_on_what_it_rests(
    client: Client, ada: User, make_person: MakePerson
) -> None:
    article = Article(slug="a-report", title="A report", capture_sha256=DIGEST, start=0, end=500)
    article.save()
    article.publish(by=ada)
    action = Action.objects.create(slug="a-day", title="A day")
    action.publish(by=ada)
    event = Event(slug="a", title="A picket", kind="picket", text="We stood\nthere.\n\nThen it rained.")
    event.place_name, event.country, event.action = "London", "GB", action
    event.save()
    event.people.add(make_person("Dana Serik"), make_person("Hidden Draft", published=False))
    event.citations.add(
        Citation.objects.create(capture_sha256=DIGEST, start=3, end=9, exact_sha256=hash_words("x"))
    )
    event.refresh_content()
    event.publish(by=ada)
    page = text_of(client, "/events/a/")
    assert "<p>We stood there.</p> <p>Then it rained.</p>" in page
    assert "<bdi>London</bdi>, United Kingdom" in page
    assert 'href="/actions/a-day/"' in page
    assert 'href="/prisoners/dana-serik/"' in page
    assert "Hidden Draft" not in page
    assert f"/archive/a-report/?c={DIGEST[:12]}:3-9#c" in page
    action.withdraw()
    assert "/actions/a-day/" not in text_of(client, "/events/a/")


def test_facets_come_with_the_thirteenth_event(client: Client, ada: User) -> None:
    for number in range(12):
        publish(ada, f"row-{number}", "2016", kind="picket" if number else "meeting", country="GB")
    assert "<select" not in text_of(client, "/events/")
    publish(ada, "row-12", "2019", country="KZ")
    page = text_of(client, "/events/")
    assert '<option value="picket">Picket (12)</option>' in page
    assert '<option value="KZ">Kazakhstan (1)</option>' in page
    narrowed = text_of(client, "/events/?year=2019&kind=picket")
    assert "The row-12 event" in narrowed
    assert "The row-1 event" not in narrowed
    assert 'href="?kind=picket"' in narrowed
    assert "No event matches these filters." in text_of(client, "/events/?year=1999")


def test_drafts_are_404_and_withdrawn_events_410(client: Client, ada: User, mallory: User) -> None:
    Event.objects.create(slug="secret", title="A secret draft", kind="picket")
    publish(ada, "taken-down", text="Words of a withdrawn event").withdraw()
    client.force_login(mallory)
    assert client.get("/events/secret/").status_code == 404
    response = client.get("/events/taken-down/")
    assert response.status_code == 410
    assert "Words of a withdrawn event" not in response.content.decode()
    page = text_of(client, "/events/")
    assert "A secret draft" not in page
    assert "The taken-down event" not in page


def test_an_empty_list_says_so(client: Client) -> None:
    assert "No event is recorded yet." in text_of(client, "/events/")


@pytest.mark.parametrize(("address", "queries"), [("/events/", 3), ("/events/row-0/", 6)])
def test_the_queries_do_not_grow(
    client: Client, ada: User, address: str, queries: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    event = publish(ada, "row-0", "2016")
    event.citations.add(
        Citation.objects.create(capture_sha256=DIGEST, start=3, end=9, exact_sha256=hash_words("x"))
    )
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
    for number in range(1, 16):
        publish(ada, f"row-{number}", day(number), country="GB")
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/events/", "/events/row-0/"])
def test_caches_may_share_it(client: Client, ada: User, address: str) -> None:
    publish(ada, "row-0", "2016")
    response = client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
