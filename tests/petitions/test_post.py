import smtplib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from campaign.petitions import post
from campaign.petitions.models import Petition, Signature
from campaign.petitions.post import claim, send_due
from campaign.petitions.sealing import put_away, take_out
from tests.petitions.conftest import MakePetition, answers, code_in, link_in, read_mail, sign

delivered: list[str] = []
refusals: list[Exception] = []


class ShakyServer(BaseEmailBackend):
    """A mail server that does first what `refusals` says."""

    def open(self) -> None:
        if (
            refusals
            and isinstance(refusals[0], OSError)
            and not isinstance(refusals[0], smtplib.SMTPException)
        ):
            raise refusals.pop(0)

    def send_messages(self, email_messages: Any) -> int:
        if refusals:
            raise refusals.pop(0)
        messages: list[EmailMessage] = list(email_messages)
        delivered.extend(str(message.extra_headers["Message-ID"]) for message in messages)
        return len(messages)


@pytest.fixture
def shaky(settings: Settings) -> None:
    delivered.clear()
    refusals.clear()
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.ShakyServer"}}


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_letter_has_link_and_code_and_says_what_happens_otherwise(
    client: Client, petition: Petition
) -> None:
    sign(client)
    text = read_mail()
    (message,) = mail.outbox
    assert message.to == ["anna@example.org"]
    assert message.subject == "Please confirm"
    assert link_in(text).startswith("/confirm/")
    assert code_in(text)
    assert "Free the lamplighter of Zubrow" in text
    assert "everything is deleted by" in text
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert len(message.message().as_bytes()) < 15_000
    assert "Anna Lampova" not in message.message().as_string()  # nobody puts words into our mail


def test_the_letter_leads_back_into_the_signers_language(client: Client, petition: Petition) -> None:
    client.post("/ar/petitions/free-the-lamplighter/sign/", answers())
    assert link_in(read_mail()).startswith("/ar/confirm/")
    assert mail.outbox[0].extra_headers["Content-Language"] == "ar"


def test_a_title_with_signs_arrives_as_it_is(client: Client, make_petition: MakePetition) -> None:
    make_petition(title="Bread & <light>")
    sign(client)
    assert "Bread & <light>" in read_mail()


def test_a_letter_goes_once(client: Client, petition: Petition) -> None:
    sign(client)
    assert [send_due(), send_due()] == [1, 0]
    signature = Signature.objects.get()
    assert (signature.mails_sent, signature.mail_due_at) == (1, None)
    assert len(mail.outbox) == 1


def test_more_than_a_batch_goes_in_one_run(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "BATCH", 2)
    for number in range(5):
        sign(client, email=f"s{number}@example.org")
    assert send_due() == 5
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 5


def test_a_server_that_is_down_loses_nothing_and_is_asked_again(
    client: Client, petition: Petition, shaky: None
) -> None:
    for number in range(3):
        sign(client, email=f"s{number}@example.org")
    refusals.append(ConnectionRefusedError("no server"))
    with pytest.raises(ConnectionRefusedError):
        send_due()
    assert Signature.objects.filter(mail_due_at__lte=timezone.now(), mail_failures=0).count() == 3
    assert send_due() == 3
    assert len(set(delivered)) == len(delivered) == 3


def test_a_connection_that_breaks_hands_the_rest_back(
    client: Client, petition: Petition, shaky: None
) -> None:
    sign(client)
    refusals.append(smtplib.SMTPServerDisconnected("gone"))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send_due()
    assert not delivered
    assert send_due() == 1


def test_one_refused_letter_does_not_stop_the_others(
    client: Client, petition: Petition, shaky: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client, email="full@example.org")
    sign(client, email="anna@example.org")
    refusals.append(smtplib.SMTPRecipientsRefused({}))
    assert send_due() == 1
    refused = Signature.objects.get(mail_failures=1)
    assert refused.mail_due_at is not None
    assert refused.mail_due_at > timezone.now() + timedelta(seconds=50)
    assert send_due() == 0
    later(monkeypatch, seconds=61)
    assert send_due() == 1
    assert Signature.objects.filter(mail_failures=0, mails_sent=1).count() == 2


def test_the_pauses_grow_and_a_hopeless_letter_is_given_up(
    client: Client, petition: Petition, shaky: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    pauses = []
    for _ in range(post.GIVES_UP_AFTER):
        refusals.append(smtplib.SMTPDataError(550, b"no"))
        send_due()
        due_at = Signature.objects.get().mail_due_at
        if due_at is not None:
            pauses.append(round((due_at - timezone.now()).total_seconds() / 60))
            later(monkeypatch, minutes=61)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    assert Signature.objects.get().mail_due_at is None
    client.post("/petitions/free-the-lamplighter/sign/", answers())  # somebody tries once more
    assert send_due() == 1


def test_every_try_of_a_letter_has_the_same_message_id(
    client: Client, petition: Petition, shaky: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)

    def die(*args: object, **changes: object) -> None:
        raise KeyboardInterrupt  # the worker is killed after the server took the letter

    settle: Callable[..., None] = post.Claim.settle
    monkeypatch.setattr(post.Claim, "settle", die)
    with pytest.raises(KeyboardInterrupt):
        send_due()
    monkeypatch.setattr(post.Claim, "settle", settle)
    assert send_due() == 0  # the lease of the dead worker
    later(monkeypatch, minutes=6)
    assert send_due() == 1
    assert len(delivered) == 2
    assert len(set(delivered)) == 1


def test_a_row_that_cannot_be_read_is_put_off_and_stops_nobody(client: Client, petition: Petition) -> None:
    sign(client, email="broken@example.org")
    Signature.objects.update(payload=b"changed")
    sign(client)
    assert send_due() == 1
    assert Signature.objects.filter(mail_failures=1).count() == 1


def test_an_address_that_no_letter_can_bear_is_put_off_and_stops_nobody(
    client: Client, petition: Petition
) -> None:
    signature = sign(client, email="broken@example.org")
    secrets = take_out(signature.payload)
    Signature.objects.update(payload=put_away(replace(secrets, email=f"broken@{'ж' * 63}.рф")))
    sign(client)
    assert send_due() == 1
    assert Signature.objects.filter(mail_failures=1).count() == 1


def test_a_dead_link_is_not_sent(client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(client)
    later(monkeypatch, days=15)
    assert send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_every_letter_once(client: Client, petition: Petition) -> None:
    for number in range(20):
        sign(client, email=f"s{number}@example.org")

    def work(_number: int) -> list[int]:
        try:
            return [one.signature.pk for one in claim()]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        claimed = [pk for pks in pool.map(work, range(4)) for pk in pks]
    assert len(claimed) == len(set(claimed)) == 20
