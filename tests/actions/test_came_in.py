"""/actions/<slug>/: what came in, by country."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article
from campaign.actions.models import Action
from campaign.letters.models import Letter, Resolution
from campaign.organisations.models import Mission
from tests.actions.conftest import hold, make_mission, petition_for, publish, report, send
from tests.actions.test_actions import text_of

pytestmark = pytest.mark.django_db


def came_in(client: Client, address: str = "/actions/a-day/") -> str:
    return text_of(client, address).partition("<h2>What came in</h2>")[2].partition("</section>")[0]


def test_letters_and_pickets_stand_under_their_country(
    client: Client, full_action: Action, ada: User
) -> None:
    london, berlin = Mission.objects.order_by("-slug")
    send(full_action, "to-london", london, by=ada)
    send(full_action, "to-both", london, berlin, by=ada)
    send(full_action, "to-the-press", by=ada, kind="press")
    send(full_action, "a-model", by=ada, kind="model")
    resolution = Resolution.objects.create(
        slug="we-resolve", title="We resolve", body_name="A union", country="DE", action=full_action
    )
    resolution.publish(by=ada)
    hold(full_action, "picket-in-berlin", by=ada, kind="picket", country="DE")
    hold(full_action, "arrests", by=ada, kind="repression", country="KZ")
    found = came_in(client)
    countries = [part.partition("</h3>") for part in found.split("<h3>")[1:]]
    assert [name for name, _, _ in countries] == ["Germany", "United Kingdom", "No country stated"]
    germany, britain, nowhere = (rest for _, _, rest in countries)
    assert "/letters/to-both/" in germany
    assert "/events/picket-in-berlin/" in germany
    assert "/letters/to-both/" in britain
    assert "/letters/to-london/" in britain
    assert "/letters/to-the-press/" in nowhere
    assert "/resolutions/we-resolve/" in germany
    for count in ("3 letters", "1 resolution", "1 event", "2 countries"):
        assert f"<li>{count}</li>" in found
    assert "arrests" not in found  # it is what the action is about, not what came of it
    assert 'href="/events/arrests/"' in text_of(client, "/actions/a-day/")


def test_it_says_what_came_of_each_letter(client: Client, full_action: Action, ada: User) -> None:
    send(full_action, "to-london", Mission.objects.get(slug="london"), by=ada)
    found = came_in(client)
    assert 'data-letter="to-london" data-delivery="sent" data-response="none"' in found
    assert "Sent." in found


def test_countries_are_named_in_the_language_of_the_page(
    client: Client, full_action: Action, ada: User
) -> None:
    send(full_action, "to-berlin", Mission.objects.get(slug="berlin"), by=ada)
    assert "<h3>Германия</h3>" in text_of(client, "/ru/actions/a-day/")


def test_only_what_is_public_came_in(client: Client, full_action: Action, ada: User) -> None:
    Letter.objects.create(slug="secret", title="A secret letter", action=full_action)
    draft = Article.objects.create(slug="draft", title="A draft article")
    full_action.articles.add(draft, report("told", by=ada))
    publish(full_action, by=ada)
    found = came_in(client)
    assert 'href="/archive/told/"' in found
    assert "<li>1 article</li>" in found
    assert "secret" not in found
    assert "draft" not in found


def test_nothing_came_in_and_nothing_is_said(client: Client, full_action: Action) -> None:
    assert "What came in" not in text_of(client, "/actions/a-day/")


def test_the_queries_do_not_grow_with_what_came_in(
    client: Client, full_action: Action, ada: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    def more(number: int) -> None:
        send(full_action, f"letter-{number}", make_mission(f"city-{number}", "FR"), by=ada)
        hold(full_action, f"picket-{number}", by=ada, kind="picket", country="FR")
        petition_for(full_action, f"petition-{number}", by=ada)
        full_action.articles.add(report(f"article-{number}", by=ada))

    more(0)
    publish(full_action, by=ada)
    client.get("/actions/a-day/")
    with django_assert_num_queries(18):
        client.get("/actions/a-day/")
    for number in range(1, 6):
        more(number)
    publish(full_action, by=ada)
    with django_assert_num_queries(18):
        client.get("/actions/a-day/")
