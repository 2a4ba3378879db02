"""Mail out of the signatures' own rows: claimed in batches, sent at least once, put off when refused."""

import hmac
import logging
import smtplib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from campaign.petitions.mail_requests import look_up_requests
from campaign.petitions.models import Signature
from campaign.petitions.models.signature import MAIL_DAY
from campaign.petitions.sealing import Secrets, take_out
from campaign.petitions.tokens import MANAGE, derived_token, fingerprint, typed_code
from campaign.web.encryption import CannotDecrypt

logger = logging.getLogger(__name__)

BATCH = 50
LEASE = timedelta(minutes=5)  # what a killed worker had claimed is due again after this
LONGEST_BATCH = 120.0  # seconds, well within the lease: what is left then is handed back
LONGEST_PAUSE = timedelta(hours=1)
GIVES_UP_AFTER = 12  # refusals, about seven hours

# Errors about one letter, ValueError from an address that no header holds; any other is about the connection.
REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    CannotDecrypt,
    ValueError,
)


@dataclass
class Claim:
    """A row that this worker may send: nobody else takes it before the lease is over."""

    signature: Signature
    due_at: datetime
    leased_until: datetime

    def settle(self, **changes: Any) -> None:
        """Writes what came of it, unless the lease ran out and somebody else has the row."""
        Signature.objects.filter(pk=self.signature.pk, mail_due_at=self.leased_until).update(**changes)


def send_due() -> int:
    """Sends what is due, and answers requests for a message again; returns how many went.

    Raises OSError or SMTPException while the mail server cannot be reached: nothing is lost, and the worker's
    own pause grows meanwhile.
    """
    look_up_requests()
    sent = 0
    while claims := claim():
        sent += send_batch(claims)
    return sent


@transaction.atomic
def claim() -> list[Claim]:
    rows = list(
        Signature.objects.mail_due()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("petition")[:BATCH]
    )
    leased_until = timezone.now() + LEASE
    Signature.objects.filter(pk__in=[row.pk for row in rows]).update(mail_due_at=leased_until)
    return [Claim(row, row.mail_due_at or leased_until, leased_until) for row in rows]


def send_batch(claims: list[Claim]) -> int:
    """Sends over one connection. What is not tried any more is handed back as it was."""
    started = time.monotonic()
    waiting = iter(claims)
    sent = 0
    try:
        with mail.mailers.default as connection:
            for one in waiting:
                sent += send(one, connection)
                if time.monotonic() - started > LONGEST_BATCH:
                    break
    except (OSError, smtplib.SMTPException):
        hand_back(claims)
        raise
    hand_back(waiting)
    return sent


def hand_back(claims: Iterable[Claim]) -> None:
    for one in claims:
        one.settle(mail_due_at=one.due_at)


def send(one: Claim, connection: BaseEmailBackend) -> bool:
    """Sends one letter and writes that it went; puts it off when the server refuses this one alone."""
    try:
        secrets = take_out(one.signature.payload)
        message = letter(one.signature, secrets)
        connection.send_messages([message])
    except REFUSED as error:
        put_off(one, error)
        return False
    one.settle(**after_sending(one.signature, secrets))
    return True


def put_off(one: Claim, error: Exception) -> None:
    """Tries again after 1, 2, 4 … minutes; a letter that was refused twelve times is given up."""
    failures = one.signature.mail_failures + 1
    if failures == 1:
        logger.warning("A letter was not accepted and is put off: %s.", type(error).__name__)
    if failures >= GIVES_UP_AFTER:
        keeps_payload = one.signature.state == Signature.State.PENDING
        one.settle(mail_due_at=None, mail_failures=failures, **({} if keeps_payload else {"payload": None}))
        return
    pause = min(LONGEST_PAUSE, timedelta(minutes=2 ** (failures - 1)))
    one.settle(mail_due_at=timezone.now() + pause, mail_failures=failures)


def after_sending(signature: Signature, secrets: Secrets) -> dict[str, Any]:
    """What is written once a letter went. A new private link replaces the old one only now."""
    now = timezone.now()
    changes: dict[str, Any] = {
        "mail_due_at": None,
        "mail_failures": 0,
        "last_mail_at": now,
        "mails_sent": Case(
            When(last_mail_at__lte=now - MAIL_DAY, then=Value(1)), default=F("mails_sent") + 1
        ),
    }
    if signature.state != Signature.State.PENDING:
        changes |= {
            "payload": None,
            "manage_token_hash": fingerprint(derived_token(secrets.token, MANAGE)),
        }
    return changes


def letter(signature: Signature, secrets: Secrets) -> EmailMessage:
    """The mail of a pending signature asks for confirmation; that of any other brings its private link."""
    is_pending = signature.state == Signature.State.PENDING
    kind = "confirm" if is_pending else "private_link"
    with translation.override(signature.language):
        context = {
            "petition": signature.petition,
            "address": address_of(secrets.token, is_pending=is_pending),
            "code": spaced(typed_code(secrets.token)),
            "expires_at": signature.expires_at,
            "site_address": settings.CAMPAIGN_URL,
        }
        return EmailMessage(
            subject=render_to_string(f"petitions/mail/{kind}_subject.txt", context).strip(),
            body=render_to_string(f"petitions/mail/{kind}.txt", context),
            to=[secrets.email],
            headers={
                "Message-ID": message_id(signature, secrets),
                "Auto-Submitted": "auto-generated",
                "Content-Language": signature.language,
            },
        )


def address_of(token: str, *, is_pending: bool) -> str:
    """Where the letter leads, in the active language."""
    if is_pending:
        path = reverse("signatures:confirm", args=[token])
    else:
        path = reverse("signatures:detail", args=[derived_token(token, MANAGE)])
    return settings.CAMPAIGN_URL + path


def spaced(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def message_id(signature: Signature, secrets: Secrets) -> str:
    """The same for every try of one letter, so that a repetition is recognised."""
    what = f"{signature.pk}\0{secrets.token}\0{signature.last_mail_at}"
    digest = hmac.digest(settings.CAMPAIGN_PEPPER.encode(), what.encode(), "sha256")[:16]
    return f"<{digest.hex()}@{urlsplit(settings.CAMPAIGN_URL).hostname or 'localhost'}>"
