"""/actions/<slug>/: models and slogans are offered while the action is under way, and never a rejected slogan."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from campaign.actions.models import Action, Demand
from tests.actions.conftest import person, publish
from tests.actions.test_actions import text_of

pytestmark = pytest.mark.django_db

MODELS = [f"Words for {kind}." for kind in ("mission", "editor", "resolution")]


def days_from_now(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_action_under_way_offers_its_models_in_order(client: Client, full_action: Action) -> None:
    page = text_of(client, "/actions/a-day/")
    assert [page.index(words) for words in MODELS] == sorted(page.index(words) for words in MODELS)
    assert page.count('class="copy-block"') == 3
    assert "Models to make your own" in page
    assert "For your placard" in page
    assert "Your photo." in page
    assert 'href="/send/?action=a-day"' in page


@pytest.mark.parametrize("is_closed_by_hand", [True, False])
def test_a_closed_action_says_so_and_its_models_are_marked(
    client: Client, full_action: Action, ada: User, is_closed_by_hand: bool
) -> None:
    full_action.closed = is_closed_by_hand
    full_action.closes_on = None if is_closed_by_hand else days_from_now(-1)
    full_action.save()
    publish(full_action, by=ada)
    page = text_of(client, "/actions/a-day/")
    assert "This action is over." in page
    assert 'Models of this action <span class="badge">closed</span>' in page
    assert "Please do not send these any more" in page
    assert "copy-block" not in page
    for words in ("Models to make your own", "For your placard", "What to send us", "Where to go or write"):
        assert words not in page
    assert "<h2>Over</h2>" in text_of(client, "/actions/")


def test_its_last_day_is_still_part_of_it(client: Client, full_action: Action, ada: User) -> None:
    full_action.closes_on = days_from_now(0)
    full_action.save()
    publish(full_action, by=ada)
    assert "Models to make your own" in text_of(client, "/actions/a-day/")


def test_an_action_that_has_not_begun_says_when_the_models_come(
    client: Client, full_action: Action, ada: User
) -> None:
    full_action.opens_on = days_from_now(3)
    full_action.save()
    publish(full_action, by=ada)
    page = text_of(client, "/actions/a-day/")
    assert "They are offered here from" in page
    assert not [words for words in MODELS if words in page]
    page = text_of(client, "/actions/")
    assert "Opens" in page
    assert "<h2>Under way</h2>" not in page
    assert "<h2>To come</h2>" in page


def test_a_slogan_that_a_source_rejects_is_never_offered(client: Client, full_action: Action) -> None:
    page = text_of(client, "/actions/a-day/")
    assert "Free them!" in page
    assert "Fair votes!" not in page  # an editor wrote down who rejects it
    assert "Wait and see!" not in page  # a citation contradicts it
    offered = Demand.objects.offered().values_list("slug", flat=True)
    assert set(offered) == {"release", "land", "free-them", "no-sale"}
    assert {demand.slug for demand in full_action.demands.all() if demand.is_rejected} == {
        "fair-votes",
        "wait",
    }


def test_what_a_source_rejects_is_neither_counted_nor_found(client: Client, full_action: Action) -> None:
    assert "2 demands" in text_of(client, "/actions/")
    assert "a-day" in text_of(client, "/search/?q=Release")
    assert "a-day" not in text_of(client, "/search/?q=Fair+votes")
    assert "/demands/release/" in client.get("/sitemap.xml").content.decode()
    assert "/demands/fair-votes/" not in client.get("/sitemap.xml").content.decode()


def test_whom_and_where_it_is_for(client: Client, full_action: Action, ada: User, boris: User) -> None:
    for name in ("Vera", "Draft"):
        full_action.people.add(person(name))
    vera = full_action.people.get(slug="vera")
    vera.last_edited_by = boris
    vera.save()
    vera.publish(by=ada)
    publish(full_action, by=ada)
    page = text_of(client, "/actions/a-day/")
    assert 'href="/missions/london/"' in page
    assert "Germany" in page
    assert 'href="/prisoners/vera/"' in page
    assert "Draft" not in page
