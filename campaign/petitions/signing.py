"""From the form to the pending row: one statement, the same for a new, a known and an invalidated address."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from campaign.petitions.mailboxes import duplicate_key
from campaign.petitions.models import Petition, Signature
from campaign.petitions.models.signature import BETWEEN_MAILS, MAIL_DAY, MAILS_A_DAY
from campaign.petitions.sealing import Secrets, put_away
from campaign.petitions.tokens import code_fingerprint, fingerprint, new_token, typed_code

WAITS_FOR = timedelta(days=14)  # then the link is dead and the row goes

COLUMNS = (
    *("petition_id", "petition_version", "state", "duplicate_key", "attempts", "audience", "country"),
    *("language", "wants_updates", "payload", "confirm_token_hash", "code_hash", "code_tries", "expires_at"),
    *("public_name", "hold_reason", "editor_reason", "mail_due_at", "mails_sent", "mail_failures"),
)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the form said, once it is valid."""

    name: str
    email: str
    language: str
    audience: Signature.Audience = Signature.Audience.NOBODY
    country: str = ""
    wants_updates: bool = False
    hold_reason: Signature.HoldReason = Signature.HoldReason.NONE


def sign(petition: Petition, answers: Answers) -> None:
    """Makes the pending row, whose mail is then due; for a mailbox that has signed, one counter moves.

    A second form from a mailbox that has not confirmed yet asks for its mail again, within the limits of
    mails. The first form's answers hold: the confirmation page shows them, and offers to delete them.
    """
    values = row(petition, answers)
    with connection.cursor() as cursor:
        cursor.execute(statement(), [values[name] for name in COLUMNS] + moments())
        cursor.fetchone()


def row(petition: Petition, answers: Answers) -> dict[str, Any]:
    token = new_token()
    key = duplicate_key(petition.pk, answers.email)
    now = timezone.now()
    return {
        "petition_id": petition.pk,
        "petition_version": petition.content_version,
        "state": Signature.State.PENDING.value,
        "duplicate_key": key,
        "attempts": 1,
        "audience": answers.audience.value,
        "country": answers.country,
        "language": answers.language,
        "wants_updates": answers.wants_updates,
        "payload": put_away(Secrets(email=answers.email, name=answers.name, token=token)),
        "confirm_token_hash": fingerprint(token),
        "code_hash": code_fingerprint(typed_code(token), key),
        "code_tries": 0,
        "expires_at": in_sql(now + WAITS_FOR),
        "public_name": "",
        "hold_reason": answers.hold_reason.value,
        "editor_reason": "",
        "mail_due_at": in_sql(now),
        "mails_sent": 0,
        "mail_failures": 0,
    }


def moments() -> list[Any]:
    now = timezone.now()
    return [in_sql(now), in_sql(now - BETWEEN_MAILS), in_sql(now - MAIL_DAY)]


def in_sql(moment: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


@lru_cache(maxsize=4)
def statement() -> str:
    table = connection.ops.quote_name(Signature._meta.db_table)
    places = ", ".join(["%s"] * len(COLUMNS))
    return f"""
        INSERT INTO {table} ({", ".join(COLUMNS)}) VALUES ({places})
        ON CONFLICT (petition_id, duplicate_key) DO UPDATE SET
            attempts = {table}.attempts + 1,
            expires_at = CASE
                WHEN {table}.state = 'pending' AND {table}.expires_at <= %s THEN excluded.expires_at
                ELSE {table}.expires_at END,
            mail_due_at = CASE
                WHEN {table}.state = 'pending' AND {table}.mail_due_at IS NULL
                    AND ({table}.last_mail_at IS NULL OR {table}.last_mail_at <= %s)
                    AND ({table}.mails_sent < {MAILS_A_DAY} OR {table}.last_mail_at <= %s)
                THEN excluded.mail_due_at
                ELSE {table}.mail_due_at END
        RETURNING id
    """  # noqa: S608 - our own table's name
