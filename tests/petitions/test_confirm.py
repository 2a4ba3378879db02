from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from campaign.petitions.confirmation import confirm, discard
from campaign.petitions.leaving import withdraw
from campaign.petitions.models import Petition, Signature
from campaign.petitions.post import send_due
from campaign.web.encryption import CannotDecrypt, Fernet
from tests.petitions.conftest import SIGN, answers, count, link_in, read_mail, sign, sign_and_confirm

UNKNOWN = "/confirm/" + "x" * 32 + "/"


def waiting_link(client: Client, **values: str) -> str:
    sign(client, **values)
    return link_in(read_mail())


def test_opening_the_link_changes_nothing_however_often(client: Client, petition: Petition) -> None:
    link = waiting_link(client)
    before = Signature.objects.values().get()
    for _ in range(5):
        response = client.get(link)
        assert response.status_code == 200
    client.head(link)
    client.get(link + "?confirm=yes&discard=yes")
    assert Signature.objects.values().get() == before
    assert count() == 0


def test_the_page_shows_what_will_be_confirmed_and_one_button_for_it(
    client: Client, petition: Petition
) -> None:
    text = client.get(waiting_link(client, audience="everyone")).content.decode()
    assert "Free the lamplighter of Zubrow" in text
    assert "Anna Lampova" in text
    assert "Everyone: my name stands on this site" in text
    assert text.count('class="button"') == 1


def test_the_button_confirms_once_and_always_leads_to_the_same_page(
    client: Client, petition: Petition
) -> None:
    link = waiting_link(client)
    first = client.post(link)
    assert first.status_code == 303
    assert count() == 1
    again = client.post(link)
    assert again.status_code == 303
    assert again.headers["Location"] == first.headers["Location"]
    assert client.get(link).headers["Location"] == first.headers["Location"]
    assert count() == 1


def test_confirming_costs_one_look_up_and_one_update(
    client: Client, petition: Petition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    link = waiting_link(client)
    with django_assert_num_queries(2):
        client.post(link)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_with_the_token_is_nobody_elses(client: Client, petition: Petition, method: str) -> None:
    response = getattr(client, method)(waiting_link(client))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies


def test_the_page_names_its_address_to_no_search_engine_and_no_language_list(
    client: Client, petition: Petition
) -> None:
    link = waiting_link(client)
    text = client.get(link).content.decode()
    assert "canonical" not in text
    assert f"http://127.0.0.1:8000{link}" not in text  # nor when the page is printed


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_site_cannot_press_the_button(client: Client, petition: Petition, origin: str) -> None:
    link = waiting_link(client)
    assert client.post(link, headers={"Origin": origin}).status_code == 403
    assert Signature.objects.get().state == "pending"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_token_says_what_to_do(client: Client, method: str) -> None:
    response = getattr(client, method)(UNKNOWN)
    assert response.status_code == 404
    assert "/my-signature/" in response.content.decode()


def test_the_link_is_dead_after_fourteen_days(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = waiting_link(client)
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(days=14, seconds=1))
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert Signature.objects.get().state == "pending"


def test_a_signature_sent_in_time_can_be_confirmed_after_the_petition_closed(
    client: Client, petition: Petition
) -> None:
    link = waiting_link(client)
    Petition.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.post(link).status_code == 303
    assert count() == 1


def test_a_withdrawn_petition_confirms_nothing(client: Client, petition: Petition) -> None:
    link = waiting_link(client)
    petition.withdraw()
    assert client.post(link).status_code == 410
    assert Signature.objects.get().state == "pending"


def test_what_was_not_meant_can_be_deleted_and_signed_again(client: Client, petition: Petition) -> None:
    link = waiting_link(client)
    response = client.post(link, {"discard": "yes"})
    assert response.status_code == 303
    assert client.get(response.headers["Location"]).status_code == 200
    assert not Signature.objects.exists()
    assert client.get(link).status_code == 404
    assert sign(client).attempts == 1


def test_deleting_by_an_old_link_takes_no_confirmed_signature_away(
    client: Client, petition: Petition
) -> None:
    link = waiting_link(client)
    client.post(link)
    assert client.post(link, {"discard": "yes"}).status_code == 303
    assert Signature.objects.get().state == "confirmed"


def test_tokens_and_code_are_kept_as_fingerprints_only(client: Client, petition: Petition) -> None:
    sign(client)
    text = read_mail()
    token = link_in(text).rstrip("/").rpartition("/")[2]
    assert len(token) == 32
    row = Signature.objects.values().get()
    assert len(bytes(row["confirm_token_hash"] or b"")) == 32
    assert not any(token.encode() in raw(value) for value in row.values())
    private = client.post(link_in(text)).headers["Location"].rstrip("/").rpartition("/")[2]
    assert private != token
    row = Signature.objects.values().get()
    assert row["confirm_token_hash"] is row["code_hash"] is row["payload"] is row["expires_at"] is None
    assert not any(private.encode() in raw(value) for value in row.values())


def raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_without_the_field_key_nothing_is_confirmed_by_halves(
    client: Client, petition: Petition, settings: Settings
) -> None:
    link = waiting_link(client)
    settings.CAMPAIGN_FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CannotDecrypt):
        client.post(link)
    assert Signature.objects.get().state == "pending"


def test_a_mailbox_whose_signature_is_confirmed_gets_no_second_message(
    client: Client, petition: Petition
) -> None:
    sign_and_confirm(client)
    client.post(SIGN, answers())
    sent = len(mail.outbox)
    read_mail()
    assert len(mail.outbox) == sent


def test_a_message_that_was_about_to_go_again_does_not_go_once_it_is_confirmed(
    client: Client, petition: Petition
) -> None:
    link = waiting_link(client)
    Signature.objects.update(mail_due_at=timezone.now())
    client.post(link)
    assert send_due() == 0
    assert Signature.objects.get().mail_due_at is None


def test_a_click_that_comes_too_late_brings_nothing_back(client: Client, petition: Petition) -> None:
    sign(client)
    as_it_was_read = Signature.objects.get()
    confirm(as_it_was_read)
    withdraw(Signature.objects.get())
    confirm(as_it_was_read)
    assert Signature.objects.get().state == "withdrawn"


def test_deleting_too_late_takes_no_confirmed_signature_away(client: Client, petition: Petition) -> None:
    sign(client)
    as_it_was_read = Signature.objects.get()
    confirm(as_it_was_read)
    discard(as_it_was_read)
    assert Signature.objects.get().state == "confirmed"
