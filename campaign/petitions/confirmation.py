"""From the pending row to the confirmed one: one look-up, one conditional update, name and address sealed."""

import hmac
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from campaign.petitions.mailboxes import domain_key, duplicate_key
from campaign.petitions.models import Petition, Signature
from campaign.petitions.models.signature import CODE_TRIES
from campaign.petitions.sealing import Secrets, seal, take_out
from campaign.petitions.tokens import MANAGE, UNSUBSCRIBE, code_fingerprint, derived_token, fingerprint


def signature_of(token: str) -> Signature | None:
    """The signature whose mail carried this token: still pending, or confirmed by it before."""
    manage_token_hash = fingerprint(derived_token(token, MANAGE))
    found = Signature.objects.filter(
        Q(confirm_token_hash=fingerprint(token)) | Q(manage_token_hash=manage_token_hash)
    )
    return found.select_related("petition").first()


def confirm(signature: Signature) -> str:
    """Confirms a pending signature and returns the token of its private page.

    Of two clicks at once one finds the row pending, and both lead to the same page. Raises CannotDecrypt when
    the server has lost the key of the row.
    """
    secrets = take_out(signature.payload)
    Signature.objects.pending().filter(pk=signature.pk).update(**confirmed(signature, secrets))
    return derived_token(secrets.token, MANAGE)


def confirmed(signature: Signature, secrets: Secrets) -> dict[str, Any]:
    """What the row becomes: nothing that this server can read, but for a name shown by consent."""
    unsubscribe_token = derived_token(secrets.token, UNSUBSCRIBE) if signature.wants_updates else ""
    is_public = signature.audience == Signature.Audience.EVERYONE
    return {
        "state": Signature.State.HELD if signature.hold_reason else Signature.State.CONFIRMED,
        "sealed": seal(name=secrets.name, email=secrets.email, unsubscribe_token=unsubscribe_token),
        "public_name": secrets.name if is_public else "",
        "payload": None,
        "confirm_token_hash": None,
        "code_hash": None,
        "code_tries": 0,
        "expires_at": None,
        "mail_due_at": None,
        "mail_failures": 0,
        "manage_token_hash": fingerprint(derived_token(secrets.token, MANAGE)),
        "unsubscribe_token_hash": fingerprint(unsubscribe_token) if unsubscribe_token else None,
        "confirmed_at": hour(timezone.now()),
        "domain_key": domain_key(signature.petition_id, secrets.email),
    }


def confirm_by_code(petition: Petition, *, email: str, code: str) -> str | None:
    """Confirms by the typed code and returns the token of the private page; None for a wrong code or address.

    Each try of a waiting signature is counted before it is looked at; after five only the link works.
    """
    key = duplicate_key(petition.pk, email)
    waiting = Signature.objects.pending().filter(petition=petition, duplicate_key=key)
    if not waiting.filter(code_tries__lt=CODE_TRIES).update(code_tries=F("code_tries") + 1):
        return None
    signature = waiting.first()
    if signature is None or not hmac.compare_digest(
        bytes(signature.code_hash or b""), code_fingerprint(code, key)
    ):
        return None
    return confirm(signature)


def discard(signature: Signature) -> None:
    """Deletes what somebody else, or somebody in error, has sent with this mailbox; confirmed ones stay."""
    Signature.objects.filter(pk=signature.pk, state=Signature.State.PENDING).delete()


def hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
