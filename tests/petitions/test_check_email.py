from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from campaign.petitions.models import MailRequest, Petition, Signature
from campaign.petitions.post import send_due
from campaign.petitions.signing_views import CHECK_LIMITS
from tests.petitions.conftest import (
    CHECK,
    answers,
    code_in,
    count,
    link_in,
    read_mail,
    sign,
    sign_and_confirm,
)

ANNA = "anna@example.org"
WRONG = "AAAA-AAAA"


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_page_says_what_comes_next_and_knows_no_address(client: Client, petition: Petition) -> None:
    response = client.get(CHECK)
    text = response.content.decode()
    assert "<h1>Check your e-mail</h1>" in text
    assert "@" not in text.partition("<main")[2].partition("</main")[0]
    assert not response.cookies


@pytest.mark.parametrize("spelling", ["{}", "{lower}", " {plain} ", "{spaced}"])
def test_address_and_code_confirm(client: Client, petition: Petition, spelling: str) -> None:
    sign(client)
    code = code_in(read_mail())
    typed = spelling.format(
        code, lower=code.lower(), plain=code.replace("-", ""), spaced=code.replace("-", " ")
    )
    response = client.post(CHECK, {"email": ANNA, "code": typed})
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/my-signature/")
    assert client.get(response.headers["Location"]).status_code == 200
    assert count() == 1


def test_link_and_code_lead_to_the_same_private_page(client: Client, petition: Petition) -> None:
    sign(client)
    text = read_mail()
    by_code = client.post(CHECK, {"email": ANNA, "code": code_in(text)}).headers["Location"]
    assert client.post(link_in(text)).headers["Location"] == by_code


def test_the_code_of_another_address_does_not_fit(client: Client, petition: Petition) -> None:
    sign(client)
    code = code_in(read_mail())
    sign(client, email="berta@example.org")
    response = client.post(CHECK, {"email": "berta@example.org", "code": code})
    assert response.status_code == 422
    assert "does not fit" in response.content.decode()
    assert not Signature.objects.filter(state="confirmed").exists()


def test_after_five_tries_only_the_link_works(client: Client, petition: Petition) -> None:
    sign(client)
    text = read_mail()
    for _ in range(5):
        assert client.post(CHECK, {"email": ANNA, "code": WRONG}).status_code == 422
    assert client.post(CHECK, {"email": ANNA, "code": code_in(text)}).status_code == 422
    assert client.post(link_in(text)).status_code == 303


def test_the_code_is_dead_after_fourteen_days(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    code = code_in(read_mail())
    later(monkeypatch, days=14, seconds=1)
    assert client.post(CHECK, {"email": ANNA, "code": code}).status_code == 422
    assert Signature.objects.get().state == "pending"


def test_the_fifth_try_still_counts(client: Client, petition: Petition) -> None:
    sign(client)
    code = code_in(read_mail())
    for _ in range(4):
        client.post(CHECK, {"email": ANNA, "code": WRONG})
    assert client.post(CHECK, {"email": ANNA, "code": code}).status_code == 303


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "", "code": ""}, "Type your e-mail address."),
        ({"email": "anna", "code": ""}, "cannot be right"),
        ({"email": ANNA, "code": "ABC"}, "eight letters and digits, as in"),
    ],
)
def test_what_was_mistyped_is_said(
    client: Client, petition: Petition, values: dict[str, str], sentence: str
) -> None:
    response = client.post(CHECK, values)
    assert response.status_code == 422
    text = response.content.decode()
    assert "<title>Error: Check your e-mail" in text
    assert text.count(sentence) == 2


def test_the_address_alone_sends_the_message_again_after_a_minute(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    first = read_mail()
    response = client.post(CHECK, {"email": ANNA, "code": ""})
    assert response.status_code == 303
    assert response.headers["Location"] == CHECK + "?again=1"
    assert "on the way again" in client.get(response.headers["Location"]).content.decode()
    send_due()
    assert len(mail.outbox) == 1  # not within the minute
    later(monkeypatch, seconds=61)
    client.post(CHECK, {"email": ANNA, "code": ""})
    again = read_mail()
    assert len(mail.outbox) == 2
    assert link_in(again) == link_in(first)
    assert code_in(again) == code_in(first)


def test_three_messages_in_a_day_and_no_more(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    send_due()
    for _ in range(5):
        later(monkeypatch, seconds=90)
        client.post(CHECK, {"email": ANNA, "code": ""})
        send_due()
    assert len(mail.outbox) == 3
    later(monkeypatch, hours=24)
    client.post(CHECK, {"email": ANNA, "code": ""})
    send_due()
    assert len(mail.outbox) == 4
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 4


def observed(client: Client, data: dict[str, str]) -> tuple[Any, ...]:
    with CaptureQueriesContext(connection) as queries:
        response = client.post(CHECK, data)
    statements = [query["sql"].partition("VALUES")[0].partition("WHERE")[0] for query in queries]
    return response.status_code, sorted(response.headers.items()), response.content, statements


def test_asking_again_tells_nobody_who_has_signed(client: Client, petition: Petition) -> None:
    sign_and_confirm(client, email="confirmed@example.org")
    sign(client, email="pending@example.org")
    client.post(CHECK, {"email": "warm@example.org"})
    unknown = observed(client, {"email": "unknown@example.org", "code": ""})
    for known in ("confirmed@example.org", "pending@example.org"):
        assert observed(client, {"email": known, "code": ""}) == unknown


def test_a_wrong_code_reads_the_same_for_a_known_and_an_unknown_address(
    client: Client, petition: Petition
) -> None:
    sign(client, email="known01@example.org")
    client.post(CHECK, {"email": "warm@example.org"})
    known = observed(client, {"email": "known01@example.org", "code": WRONG})
    unknown = observed(client, {"email": "unknown@example.org", "code": WRONG})
    assert known[0] == unknown[0] == 422
    assert known[2].replace(b"known01", b"unknown") == unknown[2]


def test_a_request_is_kept_encrypted_and_gone_once_it_was_looked_up(
    client: Client, petition: Petition
) -> None:
    sign(client)
    client.post(CHECK, {"email": ANNA, "code": ""})
    assert b"anna" not in bytes(MailRequest.objects.get().payload)
    send_due()
    assert not MailRequest.objects.exists()


def test_a_request_that_cannot_be_read_is_dropped(
    client: Client, petition: Petition, settings: Settings
) -> None:
    client.post(CHECK, {"email": ANNA, "code": ""})
    MailRequest.objects.update(payload=b"changed")
    send_due()
    assert not MailRequest.objects.exists()


def test_another_site_cannot_send_the_form(client: Client, petition: Petition) -> None:
    response = client.post(CHECK, {"email": ANNA}, headers={"Origin": "null"})
    assert response.status_code == 403
    assert not MailRequest.objects.exists()


def test_too_many_forms_wait(client: Client, petition: Petition) -> None:
    for _ in range(CHECK_LIMITS[0].times):
        client.post(CHECK, {"email": ANNA})
    response = client.post(CHECK, {"email": ANNA})
    assert response.status_code == 429
    assert f'value="{ANNA}"' in response.content.decode()


def test_the_page_of_a_closed_petition_still_confirms(client: Client, petition: Petition) -> None:
    client.post("/petitions/free-the-lamplighter/sign/", answers())
    code = code_in(read_mail())
    Petition.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.post(CHECK, {"email": ANNA, "code": code}).status_code == 303
