from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from campaign.petitions import retention
from campaign.petitions.mail_requests import ask_for_mail
from campaign.petitions.models import MailRequest, Petition, Signature
from campaign.petitions.post import send_due
from campaign.petitions.retention import remove_expired
from tests.petitions.conftest import count, sign, sign_and_confirm


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def test_what_was_never_confirmed_is_gone_after_fourteen_days(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(client)
    sign_and_confirm(client, email="berta@example.org")
    later(monkeypatch, days=13, hours=23)
    remove_expired()
    assert Signature.objects.count() == 2
    later(monkeypatch, hours=2)
    assert run("prune_signatures") == "1 signature that was never confirmed is deleted."
    assert Signature.objects.get().state == "confirmed"
    assert run("prune_signatures") == "0 signatures that were never confirmed are deleted."


def test_traces_against_abuse_and_double_mail_go_in_time(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_and_confirm(client)
    count()
    remove_expired()
    signature = Signature.objects.get()
    assert signature.confirmed_at and signature.domain_key and signature.last_mail_at
    later(monkeypatch, hours=25)
    remove_expired()
    signature.refresh_from_db()
    assert signature.last_mail_at is None
    assert signature.mails_sent == 0
    assert signature.confirmed_at is not None
    later(monkeypatch, days=13, hours=2)
    remove_expired()
    signature.refresh_from_db()
    assert signature.confirmed_at is signature.domain_key is None
    assert signature.sealed is not None


def test_an_address_that_waits_for_its_link_is_dropped_after_a_day(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_and_confirm(client)
    Signature.objects.update(payload=b"x", mail_due_at=timezone.now())
    ask_for_mail(email="anna@example.org", language="en")
    later(monkeypatch, hours=25)
    MailRequest.objects.update(requested_at=timezone.now() - timedelta(hours=25))
    remove_expired()
    assert Signature.objects.get().payload is None
    assert not MailRequest.objects.exists()


def close(*, days_ago: int) -> None:
    Petition.objects.update(closes_on=timezone.localdate() - timedelta(days=days_ago))


def test_ninety_days_after_closing_nobody_can_be_named_and_the_counts_stay(
    client: Client, petition: Petition
) -> None:
    sign_and_confirm(client, email="a@example.org", country="DE", audience="everyone")
    sign_and_confirm(client, email="b@example.org", country="FR")
    sign_and_confirm(client, email="held@example.org", website="x")
    sign(client, email="pending@example.org")
    assert count() == 2
    before = dict(petition.country_counts.values_list("country", "count"))
    close(days_ago=90)
    assert run("anonymise_signatures") == "0 signatures are emptied."
    close(days_ago=91)
    assert run("anonymise_signatures") == "4 signatures are emptied."
    assert set(Signature.objects.values_list("state", flat=True)) == {"anonymised"}
    for row in Signature.objects.values():
        for name in ("payload", "sealed", "duplicate_key", "manage_token_hash", "public_name", "domain_key"):
            assert not row[name], name
    assert count() == 2
    assert dict(petition.country_counts.values_list("country", "count")) == before
    assert run("reconcile_counts").startswith("Every counter agrees")
    assert run("anonymise_signatures") == "0 signatures are emptied."


def test_a_signature_confirmed_a_moment_ago_is_counted_before_it_is_emptied(
    client: Client, petition: Petition
) -> None:
    sign_and_confirm(client)
    close(days_ago=91)
    remove_expired()
    assert Signature.objects.get().state == "anonymised"
    assert count() == 1


def test_many_are_emptied_in_small_steps(petition: Petition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    Signature.objects.bulk_create(
        Signature(petition=petition, petition_version=1, state="confirmed", sealed=b"x") for _ in range(5)
    )
    close(days_ago=91)
    assert run("anonymise_signatures") == "5 signatures are emptied."
    assert count() == 5


def test_an_open_petition_is_left_alone(client: Client, petition: Petition) -> None:
    sign_and_confirm(client)
    count()
    remove_expired()
    send_due()
    assert Signature.objects.get().sealed is not None
