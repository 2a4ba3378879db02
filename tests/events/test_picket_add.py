"""/events/add/: a picket told to the editors without an account, and never public by itself."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import freeze_time
from django.utils import timezone

from campaign.actions.models import Action
from campaign.events.models import Event, EventProposal
from campaign.events.retention import wipe_old_contacts
from campaign.pages.models import SiteProfile

pytestmark = pytest.mark.django_db

DAY = timezone.now().date() + timedelta(days=30)
PICKET = {
    "kind": "picket",
    "country": "SE",
    "city": "Stockholm",
    "place": "In front of the embassy",
    "day": DAY.isoformat(),
    "start_time": "18:00",
    "contact": "eva@example.org",
}


@pytest.fixture
def opened(client: Client) -> str:
    """The stamp of a form that was opened a minute ago."""
    with freeze_time(time.time() - 60):
        found = re.search(r'name="opened" value="([^"]+)"', client.get("/events/add/").content.decode())
    assert found
    return found[1]


def test_a_picket_reaches_the_editors_and_nobody_else(client: Client, opened: str) -> None:
    response = client.post("/events/add/", PICKET | {"opened": opened, "organiser": "A union"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/events/add/sent/"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    row = EventProposal.objects.get()
    assert (row.state, row.city, row.country, row.day) == ("waiting", "Stockholm", "SE", DAY)
    assert (row.start_time, row.time_zone) == (clock(18), "Europe/Stockholm")
    assert not row.looks_automatic
    assert b"eva" not in bytes(row.contact)
    assert row.contact_text() == "eva@example.org"
    assert not Event.objects.exists()
    for address in (
        "/events/",
        "/feeds/events.ics",
        "/feeds/events.atom",
        "/search/?q=Stockholm",
        "/events/add/",
    ):
        page = client.get(address).content.decode()
        assert "In front of the embassy" not in page
        assert "eva@example.org" not in page
    assert "The editors have your picket" in client.get("/events/add/sent/").content.decode()


def test_only_what_where_and_when_are_needed(client: Client, opened: str) -> None:
    least = {name: PICKET[name] for name in ("kind", "country", "city", "day")}
    assert client.post("/events/add/", least | {"opened": opened}).status_code == 303
    assert EventProposal.objects.get().contact_text() == ""


def test_it_can_belong_to_an_action_that_is_public_and_running(
    client: Client, ada: User, opened: str
) -> None:
    assert 'name="action"' not in client.get("/events/add/").content.decode()
    for slug in ("a-day", "a-draft", "over"):
        Action.objects.create(slug=slug, title=f"Action {slug}", closed=slug == "over")
    for action in Action.objects.exclude(slug="a-draft"):
        action.publish(by=ada)
    page = client.get("/events/add/?action=a-day").content.decode()
    assert '<option value="a-day" selected>' in page
    assert "Action a-draft" not in page
    assert "Action over" not in page
    client.post("/events/add/", PICKET | {"opened": opened, "action": "a-day"})
    row = EventProposal.objects.get()
    assert row.action is not None
    assert row.action.slug == "a-day"
    assert client.post("/events/add/", PICKET | {"action": "a-draft"}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"city": ""}, "Write the town or city."),
        ({"country": ""}, "Choose the country."),
        ({"country": "CA"}, "Canada has more than one time zone: choose that of the place."),
        ({"day": "someday"}, "Write the day as year-month-day"),
        ({"day": "2016-05-26"}, "This day is over."),
        ({"day": str(DAY + timedelta(days=800))}, "This day is more than two years away."),
        ({"start_time": "six"}, "Write the time as 18:00."),
        ({"kind": "repression"}, "Select a valid choice."),
        ({"time_zone": "Europe/Atlantis"}, "Select a valid choice."),
    ],
)
def test_an_error_is_said_on_top_and_beside_the_field_and_nothing_typed_is_lost(
    client: Client, opened: str, wrong: dict[str, str], sentence: str
) -> None:
    response = client.post("/events/add/", PICKET | {"opened": opened} | wrong)
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: Add a picket" in page
    assert page.count(sentence) == 2
    assert 'value="In front of the embassy"' in page
    assert not EventProposal.objects.exists()


def test_where_a_country_has_several_zones_the_visitor_chooses(client: Client, opened: str) -> None:
    canada = PICKET | {"opened": opened, "country": "CA", "time_zone": "America/Toronto"}
    assert client.post("/events/add/", canada).status_code == 303
    assert EventProposal.objects.get().time_zone == "America/Toronto"


def test_in_the_country_of_the_campaign_no_place_is_taken(client: Client, opened: str) -> None:
    SiteProfile.objects.create(home_country="KZ")
    assert "Is it in Kazakhstan? Then write no place" in client.get("/events/add/").content.decode()
    home = PICKET | {"opened": opened, "country": "KZ", "city": "Almaty", "time_zone": "Asia/Almaty"}
    response = client.post("/events/add/", home)
    assert response.status_code == 422
    assert (
        "In Kazakhstan a place that is written down can bring the police to it." in response.content.decode()
    )
    assert not EventProposal.objects.exists()
    assert client.post("/events/add/", home | {"place": ""}).status_code == 303
    assert client.post("/events/add/", PICKET | {"opened": opened}).status_code == 303  # elsewhere


@pytest.mark.parametrize("signal", [{"website": "http://spam.example"}, {"opened": "forged"}, {"opened": ""}])
def test_what_looks_automatic_is_marked_and_answered_alike(
    client: Client, opened: str, signal: dict[str, str]
) -> None:
    response = client.post("/events/add/", PICKET | {"opened": opened} | signal)
    assert response.headers["Location"] == "/events/add/sent/"
    assert EventProposal.objects.get().looks_automatic


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_form_on_another_site_cannot_post_here(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/events/add/", PICKET, headers=headers).status_code == 403
    assert not EventProposal.objects.exists()


def test_one_network_can_propose_ten_an_hour(client: Client, opened: str) -> None:
    answers = [client.post("/events/add/", PICKET | {"opened": opened}).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
    other = client.post("/events/add/", PICKET | {"opened": opened}, REMOTE_ADDR="192.0.2.77")
    assert other.status_code == 303


def test_the_form_works_in_the_language_of_the_path(client: Client, opened: str) -> None:
    assert 'action="/ru/events/add/"' in client.get("/ru/events/add/").content.decode()
    response = client.post("/ru/events/add/", PICKET | {"opened": opened})
    assert response.headers["Location"] == "/ru/events/add/sent/"


def test_the_form_is_a_page_that_caches_may_share(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/events/add/")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies


def test_a_contact_is_wiped_after_ninety_days_and_the_proposal_stays(client: Client, opened: str) -> None:
    for _ in range(2):
        client.post("/events/add/", PICKET | {"opened": opened})
    old = EventProposal.objects.earliest("pk")
    EventProposal.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=91))
    assert wipe_old_contacts() == 1
    assert wipe_old_contacts() == 0
    kept, fresh = EventProposal.objects.order_by("pk")
    assert (kept.contact_text(), fresh.contact_text()) == ("", "eva@example.org")


def test_the_wiping_is_one_of_the_jobs(settings: Any) -> None:
    assert "campaign.events.retention.wipe_old_contacts" in dict(settings.CAMPAIGN_JOBS)
    assert date.today() < DAY
