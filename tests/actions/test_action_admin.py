"""The desk: an action with its demands; an editor writes it, a reviewer publishes it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.actions.models import Action

pytestmark = pytest.mark.django_db

FORM = {
    "title": "A day",
    "slug": "a-day",
    "why": "",
    "held_on": "2016-05-26",
    "demands-TOTAL_FORMS": "1",
    "demands-INITIAL_FORMS": "0",
    "demands-0-position": "1",
    "demands-0-kind": "demand",
    "demands-0-text": "Release everybody",
    "demands-0-slug": "release",
    "demands-0-raised_by": "The campaign",
}


def press(client: Client, action: Action, verb: str) -> None:
    client.post(
        "/admin/actions/action/", {"action": verb, "_selected_action": str(action.pk), "confirmed": "yes"}
    )
    action.refresh_from_db()


def test_boris_writes_an_action_and_ada_publishes_it(client: Client, boris: User, ada: User) -> None:
    client.force_login(boris)
    assert client.post("/admin/actions/action/add/", FORM).status_code == 302
    action = Action.objects.get()
    assert [demand.text for demand in action.demands.all()] == ["Release everybody"]
    press(client, action, "submit_records")
    press(client, action, "publish_records")
    assert action.status == "review"  # an editor has no right to publish an action
    client.force_login(ada)
    press(client, action, "publish_records")
    assert action.status == "published"
    assert client.get("/actions/a-day/").status_code == 200


def test_a_new_demand_takes_the_page_away(ada: User) -> None:
    action = Action.objects.create(slug="a-day", title="A day")
    action.publish(by=ada)
    action.demands.create(slug="release", text="Release everybody")
    action.refresh_content()
    assert action.status == "review"


def test_an_uncertain_day_is_checked(client: Client, boris: User) -> None:
    client.force_login(boris)
    response = client.post("/admin/actions/action/add/", FORM | {"held_on": "2016-13"})
    assert response.status_code == 200
    assert "2016-13" in response.content.decode()
    assert not Action.objects.exists()


def test_mallory_does_not_get_in(client: Client, mallory: User) -> None:
    client.force_login(mallory)
    assert client.get("/admin/actions/action/").status_code == 302
