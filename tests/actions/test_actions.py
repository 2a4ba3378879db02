"""/actions/ and /actions/<slug>/: what a call to act asks for, and what belongs to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, Citation
from archive.models.citation import hash_words
from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.petitions.models import Petition

pytestmark = pytest.mark.django_db

DIGEST = "a" * 64


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def action(ada: User) -> Action:
    action = Action.objects.create(
        slug="a-day", title="A day at the embassies", why="Many were arrested.", held_on="2016-05-26"
    )
    demands = [("release", "Release everybody", "The campaign"), ("land", "Keep the land", "The campaign")]
    for position, (slug, text, raised_by) in enumerate([*demands, ("meet", "Meet us", "A party")]):
        demand = action.demands.create(position=position, slug=slug, text=text, raised_by=raised_by)
        demand.citations.add(cite(position))
    action.citations.add(cite(100))
    action.refresh_content()
    action.publish(by=ada)
    return action


def cite(start: int) -> Citation:
    words = f"words {start}"
    return Citation.objects.create(
        capture_sha256=DIGEST, start=start, end=start + 5, exact_sha256=hash_words(words)
    )


def test_an_action_shows_its_demands_in_order_with_who_raised_them(client: Client, action: Action) -> None:
    page = text_of(client, "/actions/a-day/")
    assert "<h1><bdi>A day at the embassies</bdi></h1>" in page
    assert "<dt>Day of action</dt><dd>26 May 2016</dd>" in page
    order = ["The campaign", "Release everybody", "Keep the land", "A party", "Meet us"]
    assert [page.index(text) for text in order] == sorted(page.index(text) for text in order)
    assert page.count("Raised by") == 2
    assert "This action is over" not in page


def test_each_demand_names_its_source(client: Client, action: Action, ada: User) -> None:
    article = Article(slug="a-report", title="A report", capture_sha256=DIGEST, start=0, end=500)
    article.save()
    article.publish(by=ada)
    page = text_of(client, "/actions/a-day/")
    for start in (0, 1, 2, 100):
        assert f'href="/archive/a-report/?c={DIGEST[:12]}:{start}-{start + 5}#c"' in page


def test_a_closed_action_says_that_it_is_over(client: Client, action: Action, ada: User) -> None:
    action.closed = True
    action.save()
    action.publish(by=ada)
    assert "This action is over." in text_of(client, "/actions/a-day/")
    assert "<h2>Over</h2>" in text_of(client, "/actions/")


def test_what_belongs_to_it_is_linked_when_it_is_public(client: Client, action: Action, ada: User) -> None:
    records: list[Any] = [
        Petition(slug="sign-this", title="Sign this", action=action),
        Letter(slug="to-london", title="To London", action=action),
        Event(slug="a-picket", title="A picket", kind="picket", action=action),
    ]
    for record in records:
        record.save()
    page = text_of(client, "/actions/a-day/")
    assert "To London" not in page
    for record in records:
        record.publish(by=ada)
    page = text_of(client, "/actions/a-day/")
    for address in ("/petitions/sign-this/", "/letters/to-london/", "/events/a-picket/"):
        assert f'href="{address}"' in page


def test_the_list_has_the_newest_first_and_no_draft(
    client: Client, action: Action, ada: User, mallory: User
) -> None:
    for slug, day in (("older", "2012-12"), ("newer", "2019-05-01"), ("undated", "")):
        Action.objects.create(slug=slug, title=f"The {slug} one", held_on=day).publish(by=ada)
    Action.objects.create(slug="secret", title="A secret draft")
    client.force_login(mallory)
    page = text_of(client, "/actions/")
    order = ["The newer one", "A day at the embassies", "The older one", "The undated one"]
    assert [page.index(text) for text in order] == sorted(page.index(text) for text in order)
    assert "A secret draft" not in page
    assert "3 demands" in page
    assert client.get("/actions/secret/").status_code == 404


def test_an_empty_list_says_so(client: Client) -> None:
    assert "There is no action yet." in text_of(client, "/actions/")


def test_a_withdrawn_action_is_gone(client: Client, action: Action) -> None:
    action.withdraw()
    response = client.get("/actions/a-day/")
    assert response.status_code == 410
    assert "embassies" not in response.content.decode()


@pytest.mark.parametrize(("address", "queries"), [("/actions/", 1), ("/actions/a-day/", 14)])
def test_the_queries_do_not_grow(
    client: Client,
    action: Action,
    ada: User,
    address: str,
    queries: int,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
    for number in range(5):
        action.demands.create(slug=f"more-{number}", text=f"More {number}").citations.add(cite(200 + number))
        Action.objects.create(slug=f"other-{number}", title=f"Other {number}").publish(by=ada)
    action.refresh_content()
    action.publish(by=ada)
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/actions/", "/actions/a-day/"])
def test_caches_may_share_it(client: Client, action: Action, address: str) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
