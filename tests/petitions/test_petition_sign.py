from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from campaign.petitions.leaving import invalidate
from campaign.petitions.models import Petition, Signature
from campaign.petitions.signing_views import SIGN_LIMITS
from tests.petitions.conftest import (
    CHECK,
    SIGN,
    MakePetition,
    answers,
    count,
    link_in,
    read_mail,
    sign,
    sign_and_confirm,
    stamp,
)

pytestmark = pytest.mark.django_db


def refused(client: Client, **values: str) -> str:
    response = client.post(SIGN, answers(**values))
    assert response.status_code == 422
    assert not Signature.objects.exists()
    text = response.content.decode()
    assert "<title>Error: Sign:" in text
    assert 'class="error-summary"' in text
    return text


def test_the_form_stands_alone_too(client: Client, petition: Petition) -> None:
    text = client.get(SIGN).content.decode()
    assert "<h1>Sign: <bdi>Free the lamplighter of Zubrow</bdi></h1>" in text
    assert "/safety/" in text
    assert "Error:" not in text


def test_only_counted_is_chosen_and_nothing_else_is_ticked(client: Client, petition: Petition) -> None:
    text = client.get(SIGN).content.decode()
    assert 'value="nobody" id="id_audience_0" required checked' in text
    assert text.count(" checked>") == 1
    assert "political opinion" in text
    assert "90 days" in text


def test_a_good_form_leads_to_the_page_about_mail_without_the_address(
    client: Client, petition: Petition
) -> None:
    response = client.post(SIGN, answers())
    assert response.status_code == 303
    assert response.headers["Location"] == CHECK
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert not mail.outbox  # no mail in the request


def test_the_language_of_the_form_is_kept(client: Client, petition: Petition) -> None:
    assert client.post("/ru" + SIGN, answers()).headers["Location"] == "/ru" + CHECK
    assert Signature.objects.get().language == "ru"


def test_signing_never_touches_the_petition(client: Client, petition: Petition) -> None:
    sign(client, email="first@example.org")  # the day's salt is known now
    with CaptureQueriesContext(connection) as queries:
        client.post(SIGN, answers())
    assert len(queries) == 2  # the limits, the row; the petition is remembered for two seconds
    assert not any('UPDATE "petitions_petition"' in query["sql"] for query in queries)


@pytest.mark.parametrize(
    ("values", "sentence", "field"),
    [
        ({"name": ""}, "Type your name.", "id_name"),
        ({"name": "https://example.com"}, "web address", "id_name"),
        ({"email": ""}, "Type your e-mail address.", "id_email"),
        ({"email": "anna"}, "cannot be right", "id_email"),
        ({"email": f"anna@{'ж' * 63}.рф"}, "cannot be right", "id_email"),  # too long as a domain name
        ({"email": "=?utf-8?q?anna?=@example.org"}, "cannot be right", "id_email"),
        ({"country": "QQ"}, "Choose a country from the list.", "id_country"),
        ({"audience": "press"}, "Select a valid choice", "id_audience_0"),
        ({"consent": ""}, "tick the box", "id_consent"),
    ],
)
def test_each_error_is_said_above_and_at_its_field(
    client: Client, petition: Petition, values: dict[str, str], sentence: str, field: str
) -> None:
    text = refused(client, **values)
    assert text.count(sentence) == 2
    assert f'<a href="#{field}">' in text
    assert f'id="{field}"' in text
    assert 'aria-invalid="true"' in text


def test_what_was_typed_is_kept_beside_an_error(client: Client, petition: Petition) -> None:
    text = refused(
        client,
        name="Анна",
        email="anna@",
        country="DE",
        audience="everyone",
        wants_updates="on",
        consent="on",
    )
    assert 'value="Анна"' in text
    assert 'value="anna@"' in text
    assert '<option value="DE" selected>' in text
    assert 'value="everyone" id="id_audience_2" required' in text.replace(' aria-invalid="true"', "")
    assert text.count(" checked") == 3 + text.count("not checked")


def test_a_likely_slip_is_offered_as_a_choice_and_never_changed(client: Client, petition: Petition) -> None:
    text = refused(client, email="anna@gmial.com")
    assert 'name="address_choice" value="anna@gmail.com"' in text
    assert 'name="address_choice" value="anna@gmial.com"' in text
    assert 'value="anna@gmial.com"' in text
    assert sent_to(client, email="anna@gmial.com", address_choice="anna@gmial.com") == ["anna@gmial.com"]


def test_the_offered_address_is_used_when_it_is_chosen(client: Client, petition: Petition) -> None:
    assert sent_to(client, email="anna@gmial.com", address_choice="anna@gmail.com") == ["anna@gmail.com"]


def test_a_choice_cannot_smuggle_in_another_address(client: Client, petition: Petition) -> None:
    refused(client, email="anna@gmial.com", address_choice="victim@example.org")


def sent_to(client: Client, **values: str) -> list[str]:
    sign(client, **values)
    read_mail()
    return list(mail.outbox[-1].to)


def test_the_country_that_the_petition_is_about_is_marked_for_the_second_note(
    client: Client, petition: Petition
) -> None:
    text = client.get(SIGN).content.decode()
    assert '<option value="KZ" data-home>' in text
    assert text.count("Are you in Kazakhstan") == 2
    assert 'class="note note-if-home"' in text


# ── Doors ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_is_refused(
    client: Client, petition: Petition, headers: dict[str, str]
) -> None:
    assert client.post(SIGN, answers(), headers=headers).status_code == 403
    assert not Signature.objects.exists()


def test_no_token_against_forgery_and_no_cookie_is_needed(petition: Petition) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(SIGN, answers(), headers={"Origin": "http://testserver"})
    assert response.status_code == 303
    assert not response.cookies


@pytest.mark.parametrize("values", [{"closes_on": -1}, {"opens_on": 1}])
def test_a_petition_that_is_not_open_takes_no_signature(
    client: Client, make_petition: MakePetition, values: dict[str, int]
) -> None:
    make_petition(**{name: timezone.localdate() + timedelta(days=days) for name, days in values.items()})
    assert client.post(SIGN, answers()).status_code == 409
    assert client.get(SIGN).status_code == 200
    assert not Signature.objects.exists()


def test_the_last_day_is_a_day_to_sign(client: Client, make_petition: MakePetition) -> None:
    make_petition(closes_on=timezone.localdate())
    sign(client)


@pytest.mark.parametrize("published", [False, True])
def test_what_is_not_public_cannot_be_signed(
    client: Client, make_petition: MakePetition, published: bool
) -> None:
    petition = make_petition(published=published)
    if published:
        petition.withdraw()
    assert client.post(SIGN, answers()).status_code == (410 if published else 404)
    assert not Signature.objects.exists()


def test_too_many_forms_from_one_network_wait_with_their_answers(client: Client, petition: Petition) -> None:
    burst = SIGN_LIMITS[0].times
    for number in range(burst):
        assert client.post(SIGN, answers(email=f"s{number}@example.org")).status_code == 303
    response = client.post(SIGN, answers(name="Late Anna"))
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "60"
    assert 'value="Late Anna"' in response.content.decode()
    assert "Many forms came from your network" in response.content.decode()
    assert Signature.objects.count() == burst
    elsewhere = client.post(SIGN, answers(), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 303


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"website": "http://spam.example"}, "honeypot"),
        ({"opened": "now"}, "haste"),
        ({"opened": ""}, "haste"),
        ({"opened": "forged"}, "haste"),
    ],
)
def test_what_looks_automatic_is_accepted_in_appearance_and_held(
    client: Client, petition: Petition, values: dict[str, str], reason: str
) -> None:
    if values.get("opened") == "now":
        values = {"opened": stamp(seconds_ago=0)}
    private_page = sign_and_confirm(client, **values)
    signature = Signature.objects.get()
    assert (signature.state, signature.hold_reason) == ("held", reason)
    assert count() == 0
    text = client.get(private_page).content.decode()
    assert "Your signature is confirmed" in text
    assert "held" not in text


# ── The same answer for everybody ────────────────────────────────────────────────────────────────────────


def known_addresses(client: Client) -> None:
    """One mailbox in each state that an address can be in."""
    sign(client, email="pending@example.org")
    sign_and_confirm(client, email="confirmed@example.org")
    sign_and_confirm(client, email="held@example.org", website="x")
    sign_and_confirm(client, email="invalid@example.org")
    invalidate(Signature.objects.latest("pk"), reason="A test.")
    sign_and_confirm(client, email="withdrawn@example.org")
    client.post(f"/my-signature/{last_token(client)}/", {"withdraw": "yes"})
    count()


def last_token(client: Client) -> str:
    read_mail()
    path = client.get(link_in(str(mail.outbox[-1].body))).headers["Location"]
    return str(path.rstrip("/").rpartition("/")[2])


def observed(client: Client, **values: str) -> tuple[Any, ...]:
    client.get(SIGN)  # the petition is remembered now
    with CaptureQueriesContext(connection) as queries:
        response = client.post(SIGN, answers(**values))
    headers = sorted(response.headers.items())
    return response.status_code, headers, response.content, [shape(query["sql"]) for query in queries]


def shape(sql: str) -> str:
    """A statement without its values: what stands outside of quotes that hold data."""
    return (
        sql.partition("VALUES")[0]
        + sql.partition("ON CONFLICT")[1]
        + sql.partition("ON CONFLICT")[2].split("CASE")[0]
    )


def test_new_known_and_invalidated_addresses_cannot_be_told_apart(client: Client, petition: Petition) -> None:
    known_addresses(client)
    new = observed(client, email="new@example.org")
    assert new[0] == 303
    assert len(new[3]) == 2
    for state in ("pending", "confirmed", "held", "invalid", "withdrawn"):
        assert observed(client, email=f"{state}@example.org") == new, state


def test_a_malformed_address_is_refused_whoever_has_it(client: Client, petition: Petition) -> None:
    known_addresses(client)
    assert client.post(SIGN, answers(email="confirmed@example.org ,")).status_code == 422


def test_signing_again_is_quiet_and_changes_a_counter_only(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_and_confirm(client)
    assert count() == 1
    later(monkeypatch, timedelta(hours=1))  # no limit of mails is in the way
    before: dict[str, Any] = dict(Signature.objects.values().get())
    client.post("/ru" + SIGN, answers(name="Somebody Else", audience="everyone", wants_updates="on"))
    after: dict[str, Any] = dict(Signature.objects.values().get())
    assert after.pop("attempts") == before.pop("attempts") + 1
    assert after == before
    assert count() == 1


@pytest.mark.parametrize("spelling", ["ANNA@Example.ORG", "anna+zubrow@example.org", " anna@example.org "])
def test_other_spellings_of_a_mailbox_are_the_same_mailbox(
    client: Client, petition: Petition, spelling: str
) -> None:
    sign(client)
    sign(client, email=spelling)
    assert Signature.objects.get().attempts == 2


def test_another_petition_has_its_own_unrelated_key(client: Client, make_petition: MakePetition) -> None:
    make_petition()
    make_petition(slug="another-one")
    sign(client)
    client.post("/petitions/another-one/sign/", answers())
    first, second = Signature.objects.values_list("duplicate_key", flat=True)
    assert bytes(first or b"") != bytes(second or b"")


def test_signing_again_before_confirming_sends_the_message_again_after_a_minute(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    first = link_in(read_mail())
    sign(client)
    read_mail()
    assert len(mail.outbox) == 1
    later(monkeypatch, timedelta(seconds=61))
    sign(client, name="Mallory", audience="everyone")
    assert link_in(read_mail()) == first
    assert len(mail.outbox) == 2
    text = client.get(first).content.decode()
    assert "Anna Lampova" in text  # what was sent first holds, and can be deleted on this page
    assert "Mallory" not in text


def test_signing_again_and_again_sends_three_messages_a_day(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        sign(client)
        read_mail()
        later(monkeypatch, timedelta(seconds=90))
    assert len(mail.outbox) == 3
    later(monkeypatch, timedelta(hours=24))
    sign(client)
    read_mail()
    assert len(mail.outbox) == 4


def test_signing_again_revives_a_row_whose_time_is_over(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    link = link_in(read_mail())
    later(monkeypatch, timedelta(days=14, minutes=1))
    assert client.get(link).status_code == 404
    client.post(SIGN, answers())
    assert link_in(read_mail()) == link
    assert client.post(link).status_code == 303
    assert count() == 1


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = timezone.now() + by
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_limits_can_be_off_for_load_tests(client: Client, petition: Petition, settings: Settings) -> None:
    settings.CAMPAIGN_LIMITS = "off"
    for number in range(SIGN_LIMITS[0].times + 1):
        sign(client, email=f"s{number}@example.org")
