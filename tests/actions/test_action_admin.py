"""The desk: an action with its demands; an editor writes it, a reviewer publishes it."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from campaign.actions.models import Action, Demand

pytestmark = pytest.mark.django_db

FORM = {
    "title": "A day",
    "slug": "a-day",
    "why": "",
    "held_on": "2016-05-26",
    "demands-TOTAL_FORMS": "1",
    "demands-INITIAL_FORMS": "0",
    "model_texts-TOTAL_FORMS": "1",
    "model_texts-INITIAL_FORMS": "0",
    "model_texts-0-position": "1",
    "model_texts-0-kind": "mission",
    "model_texts-0-language": "en",
    "model_texts-0-title": "Release them",
    "model_texts-0-text": "I ask you to release them.",
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
    assert [text.title for text in action.model_texts.all()] == ["Release them"]
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


def test_an_action_cannot_close_before_it_opens(client: Client, boris: User) -> None:
    client.force_login(boris)
    days = {"opens_on": "2026-05-02", "closes_on": "2026-05-01"}
    response = client.post("/admin/actions/action/add/", FORM | days)
    assert "An action cannot close before it opens." in response.content.decode()
    assert not Action.objects.exists()
    with pytest.raises(IntegrityError):
        Action.objects.create(slug="raw", title="Raw", opens_on=date(2026, 5, 2), closes_on=date(2026, 5, 1))


def test_only_a_slogan_stands_for_a_demand_and_only_of_its_action(ada: User) -> None:
    action, other = (Action.objects.create(slug=slug, title=slug) for slug in ("one", "two"))
    demand = action.demands.create(slug="release", text="Release everybody")
    strange = other.demands.create(slug="land", text="Keep the land")
    slogan = Demand(action=action, slug="shout", text="Free them!", kind="slogan", slogan_of=strange)
    with pytest.raises(ValidationError, match="Choose a demand of the same action"):
        slogan.full_clean()
    slogan.slogan_of = demand
    slogan.full_clean()
    slogan.kind = "demand"
    with pytest.raises(ValidationError, match="Only a slogan stands for another demand"):
        slogan.full_clean()


def test_there_is_one_model_of_a_kind_in_a_language(client: Client, boris: User) -> None:
    client.force_login(boris)
    second = {name.replace("-0-", "-1-"): value for name, value in FORM.items() if "model_texts-0" in name}
    form = FORM | second | {"model_texts-TOTAL_FORMS": "2"}
    assert client.post("/admin/actions/action/add/", form).status_code == 200
    second["model_texts-1-language"] = "ru"
    assert client.post("/admin/actions/action/add/", form | second).status_code == 302


def test_a_slogan_is_linked_with_a_demand_of_its_own_action(client: Client, boris: User) -> None:
    client.force_login(boris)
    action, other = (Action.objects.create(slug=slug, title=slug) for slug in ("one", "two"))
    action.demands.create(slug="release", text="Release everybody")
    action.demands.create(slug="shout", text="Free them!", kind="slogan")
    other.demands.create(slug="land", text="Keep the land")
    page = client.get(f"/admin/actions/action/{action.pk}/change/").content.decode()
    choices = page.split('name="demands-0-slogan_of"')[1].split("</select>")[0]
    assert "Release everybody" in choices
    assert "Free them!" not in choices
    assert "Keep the land" not in choices


def test_a_changed_model_takes_the_page_away(ada: User) -> None:
    action = Action.objects.create(slug="a-day", title="A day")
    action.publish(by=ada)
    action.model_texts.create(kind="editor", title="To the editor", text="Please print this.")
    action.refresh_content()
    assert action.status == "review"


def test_a_further_field_left_empty_changes_no_approved_version(ada: User) -> None:
    action = Action.objects.create(slug="a-day", title="A day")
    assert set(action.content()) == {"slug", "title", "why", "held_on", "closed", "demands"}


def test_mallory_does_not_get_in(client: Client, mallory: User) -> None:
    client.force_login(mallory)
    assert client.get("/admin/actions/action/").status_code == 302
