"""/actions/<slug>/demands/<key>/: one demand, followed from the banner to letters and petitions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article
from campaign.actions.models import Action
from campaign.organisations.models import Mission
from tests.actions.conftest import DIGEST, cite, hold, petition_for, send
from tests.actions.test_actions import text_of

pytestmark = pytest.mark.django_db

RELEASE = "/actions/a-day/demands/release/"


@pytest.fixture
def followed(full_action: Action, ada: User) -> Action:
    """“Release everybody” went to a picket, three letters and a petition."""
    release, slogan = full_action.demands.get(slug="release"), full_action.demands.get(slug="free-them")
    london = Mission.objects.get(slug="london")
    hold(full_action, "picket", by=ada, kind="picket").citations.add(cite(195, 225))  # around the slogan
    hold(full_action, "meeting", by=ada, kind="meeting").citations.add(cite(900, 920))
    send(full_action, "asks", london, by=ada).demands.add(release)
    send(None, "shouts", london, by=ada).demands.add(slogan)
    send(full_action, "has-the-words", london, by=ada, text_citation=cite(0, 30))
    send(full_action, "about-land", london, by=ada).demands.add(full_action.demands.get(slug="land"))
    petition_for(full_action, "sign", by=ada).demands.add(release)
    for record in (*full_action.letters.all(), *full_action.petitions.all()):
        record.refresh_content()
        if not record.is_published:
            record.publish(by=ada)
    return full_action


def test_it_is_linked_from_its_action(client: Client, full_action: Action) -> None:
    assert f'<a href="{RELEASE}">Release everybody</a>' in text_of(client, "/actions/a-day/")


def test_a_demand_is_followed_from_the_banner_to_the_petition(client: Client, followed: Action) -> None:
    followed.demands.get(slug="free-them").citations.set([cite(200, 220)])
    page = text_of(client, RELEASE)
    stages = [
        *("<h1>Release everybody</h1>", "<bdi>The campaign</bdi>", "Free them!", "/events/picket/"),
        *("In letters", "/letters/asks/", "In petitions", "/petitions/sign/"),
    ]
    assert [page.index(stage) for stage in stages] == sorted(page.index(stage) for stage in stages)
    assert 'href="/letters/shouts/"' in page  # it carries the slogan
    assert 'href="/letters/has-the-words/"' in page  # the words stand in its text
    for other in ("/letters/about-land/", "/events/meeting/", "Fair votes!"):
        assert other not in page


def test_its_sources_and_those_of_its_slogans_are_named(client: Client, followed: Action, ada: User) -> None:
    article = Article(slug="a-report", title="A report", capture_sha256=DIGEST, start=0, end=5000)
    article.save()
    article.publish(by=ada)
    page = text_of(client, RELEASE)
    for start in (0, 200):
        assert f'href="/archive/a-report/?c={DIGEST[:12]}:{start}-{start + 20}#c"' in page


def test_a_slogan_names_its_demand(client: Client, full_action: Action) -> None:
    page = text_of(client, "/actions/a-day/demands/free-them/")
    assert f'A slogan for the demand: <a href="{RELEASE}">Release everybody</a>' in page
    assert "No event, letter or petition in our record carries this yet." in page


@pytest.mark.parametrize(
    ("key", "said"),
    [("fair-votes", "Rejected by <bdi>An article</bdi>."), ("wait", "A source rejects this.")],
)
def test_what_a_source_rejects_says_so_on_its_page(
    client: Client, full_action: Action, key: str, said: str
) -> None:
    assert said in text_of(client, f"/actions/a-day/demands/{key}/")


def test_drafts_do_not_show(client: Client, followed: Action) -> None:
    for record in (*followed.letters.all(), *followed.petitions.all(), *followed.events.all()):
        record.withdraw()
    page = text_of(client, RELEASE)
    assert "/letters/asks/" not in page
    assert "/petitions/sign/" not in page
    assert "/events/picket/" not in page


def test_it_goes_with_its_action(client: Client, full_action: Action) -> None:
    assert client.get("/actions/a-day/demands/nothing/").status_code == 404
    full_action.withdraw()
    response = client.get(RELEASE)
    assert response.status_code == 410
    assert "Release everybody" not in response.content.decode()
    assert client.post(RELEASE).status_code == 405


def test_a_draft_has_no_pages(client: Client, full_action: Action) -> None:
    full_action.demands.create(slug="more", text="More")
    full_action.refresh_content()
    assert client.get(RELEASE).status_code == 404


def test_the_queries_of_a_demand_do_not_grow(
    client: Client, followed: Action, ada: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.get(RELEASE)
    with django_assert_num_queries(14):
        client.get(RELEASE)
    release = followed.demands.get(slug="release")
    for number in range(5):
        hold(followed, f"picket-{number}", by=ada, kind="picket").citations.add(cite(5, 10 + number))
        send(followed, f"letter-{number}", Mission.objects.get(slug="berlin"), by=ada).demands.add(release)
    with django_assert_num_queries(14):
        client.get(RELEASE)
