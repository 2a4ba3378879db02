"""The desk: pickets that visitors proposed wait for an editor, who makes a draft of one or declines it."""

from datetime import date, time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from campaign.actions.models import Action
from campaign.events.models import Event, EventProposal

pytestmark = pytest.mark.django_db

LIST = "/admin/events/eventproposal/"


def propose(**fields: Any) -> EventProposal:
    usual: dict[str, Any] = {
        "city": "Malmö",
        "country": "SE",
        "place": "By the station",
        "day": date(2026, 12, 14),
        "start_time": time(18),
        "time_zone": "Europe/Stockholm",
        "organiser": "A union",
        "contact": "eva@example.org",
    }
    return EventProposal.receive(**(usual | fields))


def act(client: Client, name: str, *rows: EventProposal) -> str:
    chosen = {"action": name, "_selected_action": [str(row.pk) for row in rows]}
    return client.post(LIST, chosen, follow=True).content.decode()


def test_an_editor_makes_a_draft_and_only_publishing_makes_it_public(client: Client, boris: User) -> None:
    row = propose(action=Action.objects.create(slug="a-day", title="A day"))
    client.force_login(boris)
    page = act(client, "accept", row)
    event = Event.objects.get()
    assert f"/admin/events/event/{event.pk}/change/" in page
    assert event.status == "draft"
    assert (event.slug, event.title) == ("picket-malmo-2026-12-14", "Picket in Malmö")
    assert (event.date, event.start_time, event.time_zone) == ("2026-12-14", time(18), "Europe/Stockholm")
    assert (event.place_name, event.country, event.meeting_point) == ("Malmö", "SE", "By the station")
    assert (event.organiser, event.last_edited_by) == ("A union", boris)
    assert event.action is not None
    assert client.get(f"/events/{event.slug}/").status_code == 404
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.event) == ("accepted", boris, event)
    event.publish(by=boris)
    public = client.get(f"/events/{event.slug}/").content.decode()
    assert "By the station" in public
    assert "eva@example.org" not in public


def test_it_is_accepted_once(client: Client, boris: User, ada: User) -> None:
    row = propose()
    same = EventProposal.objects.get()
    row.accept(by=boris)
    with pytest.raises(ValidationError, match="Somebody has decided this already"):
        same.accept(by=ada)
    client.force_login(ada)
    assert "Somebody has decided this already." in act(client, "decline", row)
    assert Event.objects.count() == 1


def test_two_pickets_of_one_day_get_two_addresses(boris: User) -> None:
    slugs = [propose(city="Алматы", country="KZ", place="").accept(by=boris).slug for _ in range(3)]
    assert slugs == ["picket-kz-2026-12-14", "picket-kz-2026-12-14-2", "picket-kz-2026-12-14-3"]


def test_a_declined_one_leaves_the_queue(client: Client, boris: User) -> None:
    row = propose()
    client.force_login(boris)
    assert "Pickets that visitors propose" in client.get("/admin/").content.decode()
    act(client, "decline", row)
    assert "Pickets that visitors propose" not in client.get("/admin/").content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["boris", "ada", "cleo"])
def test_editors_read_it_whole_but_cannot_change_what_was_said(
    client: Client, who: str, request: pytest.FixtureRequest
) -> None:
    row = propose()
    client.force_login(request.getfixturevalue(who))
    address = f"{LIST}{row.pk}/change/"
    page = client.get(address).content.decode()
    assert "eva@example.org" in page
    assert "By the station" in page
    assert "eva@example.org" not in client.get(LIST).content.decode()
    client.post(address, {"city": "Elsewhere"})
    row.refresh_from_db()
    assert row.city == "Malmö"
    assert client.get(f"{LIST}add/").status_code == 403


def test_mallory_does_not_see_it(client: Client, mallory: User) -> None:
    row = propose()
    for address in (LIST, f"{LIST}{row.pk}/change/"):
        assert client.get(address).status_code == 302
        client.force_login(mallory)
        assert client.get(address).status_code == 302
    act(client, "accept", row)
    assert not Event.objects.exists()


def test_a_contact_under_a_lost_key_says_so_and_breaks_nothing(
    client: Client, boris: User, settings: Any
) -> None:
    row = propose()
    settings.CAMPAIGN_FIELD_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    client.force_login(boris)
    page = client.get(f"{LIST}{row.pk}/change/").content.decode()
    assert "a key that this server does not hold" in page
