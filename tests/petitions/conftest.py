"""A petition for a lamplighter who never was, and people who sign it."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.test import Client

from campaign.petitions.counting import count_confirmed
from campaign.petitions.models import Petition, Signature
from campaign.petitions.post import send_due
from campaign.web import limits

PETITION = "/petitions/free-the-lamplighter/"
SIGN = f"{PETITION}sign/"
CHECK = f"{PETITION}check-email/"

MakePetition = Callable[..., Petition]


@pytest.fixture(autouse=True)
def known_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins as a process does that has not asked for the day's salt."""
    monkeypatch.setattr(limits, "_known_salt", None)


@pytest.fixture
def make_petition(db: None) -> MakePetition:
    def make(*, published: bool = True, **values: Any) -> Petition:
        given = {
            "slug": "free-the-lamplighter",
            "title": "Free the lamplighter of Zubrow",
            "ask": "Let him go home. Let the street have its light.",
            "addressee": "The Council of Zubrow",
            "why": "He lit the lamps although it was forbidden.",
            "home_country": "KZ",
        }
        petition = Petition.objects.create(**given | values)
        if published:
            petition.publish_as_shipped()
        return petition

    return make


@pytest.fixture
def petition(make_petition: MakePetition) -> Petition:
    return make_petition()


def stamp(*, seconds_ago: float = 60) -> str:
    """What the form's hidden field says when it was opened so long ago."""
    signer = TimestampSigner(salt="campaign.web.form_signals")
    now, time.time = time.time, lambda: now() - seconds_ago
    try:
        return signer.sign("")
    finally:
        time.time = now


def answers(**values: str) -> dict[str, str]:
    """A form that a person has filled in."""
    return {
        "name": "Anna Lampova",
        "email": "anna@example.org",
        "country": "",
        "audience": "nobody",
        "consent": "on",
        "website": "",
        "opened": stamp(),
    } | values


def sign(client: Client, **values: str) -> Signature:
    """A pending signature, as the form makes it."""
    response = client.post(SIGN, answers(**values))
    assert response.status_code == 303, response.content.decode()
    return Signature.objects.latest("pk")


def read_mail() -> str:
    """Sends what is due and returns the text of the newest letter."""
    send_due()
    return str(mail.outbox[-1].body)


def link_in(text: str) -> str:
    """The path of the one link in a letter."""
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", text)
    return str(path)


def code_in(text: str) -> str:
    (code,) = re.findall(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", text)
    return str(code)


def sign_and_confirm(client: Client, **values: str) -> str:
    """A confirmed signature; returns the path of its private page."""
    sign(client, **values)
    response = client.post(link_in(read_mail()))
    assert response.status_code == 303
    return str(response.headers["Location"])


def count() -> int:
    """What the public counter says after the counting job has run."""
    count_confirmed()
    return Petition.objects.get(slug="free-the-lamplighter").confirmed_count
