"""What editors do with petitions and signatures at the desk."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core import checks
from django.test import Client
from pytest_django import Settings

from campaign.petitions.models import Petition, Signature
from tests.petitions.conftest import PETITION, MakePetition, count, sign_and_confirm

SIGNATURES = "/admin/petitions/signature/"
PETITIONS = "/admin/petitions/petition/"


@pytest.fixture
def signature(client: Client, petition: Petition) -> Signature:
    sign_and_confirm(client, name="Mickey Lamp", audience="everyone", country="DE")
    assert count() == 1
    return Signature.objects.get()


def act(client: Client, signature: Signature, action: str, **values: str) -> str:
    data = {"action": action, "_selected_action": str(signature.pk)} | values
    response = client.post(SIGNATURES, data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_campaigner_sees_states_days_and_countries_and_changes_nothing(
    client: Client, cleo: User, signature: Signature
) -> None:
    client.force_login(cleo)
    text = client.get(SIGNATURES).content.decode()
    assert "confirmed" in text
    assert "DE" in text
    page = client.get(f"{SIGNATURES}{signature.pk}/change/").content.decode()
    assert "anna@" not in page
    assert 'name="state"' not in page
    assert client.get(f"{SIGNATURES}add/").status_code == 403
    assert client.post(f"{SIGNATURES}{signature.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("who", ["ada", "boris", "mallory"])
def test_others_do_not_see_signatures(
    request: pytest.FixtureRequest, client: Client, signature: Signature, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(SIGNATURES).status_code in (302, 403)
    assert client.post(SIGNATURES, {"action": "hold_signatures"}).status_code in (302, 403)


@pytest.mark.parametrize("action", ["hold_signatures", "invalidate_signatures", "release_signatures"])
def test_who_may_only_look_moves_nothing(
    client: Client, mallory: User, signature: Signature, action: str
) -> None:
    mallory.is_staff = True
    mallory.save()
    mallory.user_permissions.add(Permission.objects.get(codename="view_signature"))
    client.force_login(mallory)
    assert action not in client.get(SIGNATURES).content.decode()
    act(client, signature, action, confirmed="yes", reason="A test.")
    signature.refresh_from_db()
    assert signature.state == "confirmed"


@pytest.mark.parametrize(
    ("action", "state"), [("hold_signatures", "held"), ("invalidate_signatures", "invalidated")]
)
def test_holding_and_invalidating_ask_for_a_reason_first(
    client: Client, cleo: User, signature: Signature, action: str, state: str
) -> None:
    client.force_login(cleo)
    text = act(client, signature, action)
    assert "Mickey Lamp" in text
    assert 'name="reason"' in text
    text = act(client, signature, action, confirmed="yes", reason="")
    assert "This field is required." in text
    signature.refresh_from_db()
    assert signature.state == "confirmed"

    act(client, signature, action, confirmed="yes", reason="A name from a film.")
    signature.refresh_from_db()
    assert (signature.state, signature.editor_reason) == (state, "A name from a film.")
    assert count() == 0
    assert "Mickey Lamp" not in Client().get(PETITION).content.decode()
    assert "A name from a film." in LogEntry.objects.latest("pk").get_change_message()


def test_a_released_signature_counts_again(client: Client, cleo: User, signature: Signature) -> None:
    client.force_login(cleo)
    act(client, signature, "invalidate_signatures", confirmed="yes", reason="A mistake.")
    assert count() == 0
    act(client, signature, "release_signatures")
    assert count() == 1
    assert "Mickey Lamp" in Client().get(PETITION).content.decode()
    text = act(client, signature, "release_signatures")
    assert "Some were in another state" in text


def test_a_campaigner_drafts_and_a_reviewer_publishes(client: Client, cleo: User, ada: User) -> None:
    client.force_login(cleo)
    data = {
        "title": "Let the bakers go",
        "slug": "let-the-bakers-go",
        "language": "en",
        "ask": "Let them go. Let the town have bread.",
        "addressee": "The mayor",
    }
    response = client.post(f"{PETITIONS}add/", data)
    assert response.status_code == 302, response.context["errors"]
    petition = Petition.objects.get(slug="let-the-bakers-go")
    assert client.get("/petitions/let-the-bakers-go/").status_code == 404

    client.force_login(ada)
    data = {"action": "publish_records", "_selected_action": str(petition.pk), "confirmed": "yes"}
    client.post(PETITIONS, data)
    assert Client().get("/petitions/let-the-bakers-go/").status_code == 200


def test_a_changed_text_leaves_the_site_and_a_changed_date_does_not(
    make_petition: MakePetition, ada: User
) -> None:
    petition = make_petition()
    petition.closes_on = date(2099, 1, 1)
    petition.situation_checked_on = date(2026, 1, 1)
    petition.save()
    assert petition.is_published
    petition.ask = "Something else."
    petition.save()
    assert not petition.is_published
    petition.publish(by=ada)
    assert petition.is_published


def test_a_petition_cannot_close_before_it_opens(client: Client, olga: User, petition: Petition) -> None:
    client.force_login(olga)
    address = f"{PETITIONS}{petition.pk}/change/"
    data = {
        "title": petition.title,
        "slug": petition.slug,
        "language": "en",
        "opens_on": "2026-02-01",
        "closes_on": "2026-01-01",
    }
    assert "cannot close before it opens" in client.post(address, data).content.decode()


def test_a_signed_petition_cannot_be_deleted(client: Client, olga: User, signature: Signature) -> None:
    client.force_login(olga)
    address = f"{PETITIONS}{signature.petition_id}/delete/"
    assert client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["CAMPAIGN_SEALING_PUBLIC_KEY", "CAMPAIGN_FIELD_KEYS"])
def test_a_key_that_cannot_be_used_is_said_at_the_start(settings: Settings, name: str) -> None:
    assert not [message for message in checks.run_checks() if str(message.id).startswith("petitions.")]
    setattr(settings, name, ["x" * 44] if name.endswith("KEYS") else "x" * 44)
    assert [message.level for message in checks.run_checks() if str(message.id).startswith("petitions.")] == [
        checks.ERROR
    ]
