"""The desk: “Copy as new action” makes a draft with the demands and models, never approvals or letters."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.actions.copying import LONGEST_SLUG, copy_as_new
from campaign.actions.models import Action
from tests.actions.conftest import hold, person, petition_for, publish, report, send

pytestmark = pytest.mark.django_db


def copy(client: Client, *actions: Action) -> str:
    """Presses the button in the list; the address to which it leads."""
    data = {"action": "copy_as_new_action", "_selected_action": [str(action.pk) for action in actions]}
    return str(client.post("/admin/actions/action/", data).headers["Location"])


@pytest.fixture
def old_action(full_action: Action, ada: User) -> Action:
    full_action.held_on = "2016-05-26"
    full_action.opens_on, full_action.closes_on = date(2016, 5, 1), date(2016, 5, 31)
    full_action.closed = True
    full_action.people.add(person("Vera"))
    full_action.articles.add(report("told", by=ada))
    full_action.save()
    publish(full_action, by=ada)
    send(full_action, "to-london", by=ada)
    hold(full_action, "picket", by=ada, kind="picket")
    petition_for(full_action, "sign", by=ada)
    return full_action


def test_boris_copies_an_action_and_lands_on_the_draft(
    client: Client, old_action: Action, boris: User
) -> None:
    client.force_login(boris)
    address = copy(client, old_action)
    draft = Action.objects.get(slug="a-day-2")
    assert address == f"/admin/actions/action/{draft.pk}/change/"
    page = client.get(address).content.decode()
    assert "This is a draft with the demands and models of the old action." in page
    assert draft.last_edited_by == boris
    assert client.get("/actions/a-day-2/").status_code == 404


def test_demands_and_models_are_copied_with_their_sources(old_action: Action, boris: User) -> None:
    draft = copy_as_new(old_action, by=boris)
    assert [demand.text for demand in draft.demands.all()] == [
        *("Release everybody", "Keep the land", "Free them!", "No sale!")
    ]  # what a source rejects stays behind
    for demand in draft.demands.all():
        old = old_action.demands.get(slug=demand.slug)
        assert demand.pk != old.pk
        assert set(demand.citations.all()) == set(old.citations.all())
        assert demand.raised_by == old.raised_by
    slogan = draft.demands.get(slug="free-them")
    assert slogan.slogan_of == draft.demands.get(slug="release")
    assert [text.kind for text in draft.model_texts.all()] == ["mission", "editor", "resolution"]
    assert old_action.model_texts.count() == 3
    assert set(draft.missions.all()) == set(old_action.missions.all())
    assert set(draft.people.all()) == set(old_action.people.all())
    assert draft.what_to_send == "Your photo."


def test_days_approvals_and_what_came_in_are_not_copied(old_action: Action, boris: User) -> None:
    draft = copy_as_new(old_action, by=boris)
    assert draft.status == "draft"
    assert draft.origin == "desk"
    assert draft.approved_version is None
    assert draft.published_at is None
    assert draft.starter_hash == ""
    assert (draft.held_on, draft.opens_on, draft.closes_on, draft.closed) == ("", None, None, False)
    for records in (draft.approvals, draft.letters, draft.events, draft.petitions, draft.articles):
        assert not records.exists()
    old_action.refresh_from_db()
    assert old_action.is_published


def test_each_copy_has_an_address_of_its_own(old_action: Action, boris: User) -> None:
    old_action.slug = "a" * LONGEST_SLUG
    old_action.save()
    slugs = [copy_as_new(old_action, by=boris).slug for _ in range(3)]
    assert len(set(slugs)) == 3
    assert max(len(slug) for slug in slugs) <= LONGEST_SLUG


def test_the_copy_can_be_published(client: Client, old_action: Action, boris: User, ada: User) -> None:
    copy_as_new(old_action, by=boris).publish(by=ada)
    page = client.get("/actions/a-day-2/").content.decode()
    assert "Models to make your own" in page
    assert "What came in" not in page


def test_one_is_copied_at_a_time(client: Client, old_action: Action, boris: User) -> None:
    other = Action.objects.create(slug="other", title="Another")
    client.force_login(boris)
    copy(client, old_action, other)
    assert Action.objects.count() == 2


def test_who_may_not_write_actions_may_not_copy_one(client: Client, old_action: Action, boris: User) -> None:
    boris.groups.clear()
    client.force_login(boris)
    data = {"action": "copy_as_new_action", "_selected_action": str(old_action.pk)}
    assert client.post("/admin/actions/action/", data).status_code == 403
    assert Action.objects.count() == 1
