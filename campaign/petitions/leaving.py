"""What a signer does by the private link, and an editor at the desk: each a move out of a state."""

from typing import Any

from django.db import transaction

from campaign.petitions import counting
from campaign.petitions.models import Signature
from campaign.petitions.tokens import fingerprint

State = Signature.State

NOTHING_PERSONAL: dict[str, Any] = {
    "duplicate_key": None,
    "payload": None,
    "confirm_token_hash": None,
    "code_hash": None,
    "expires_at": None,
    "sealed": None,
    "public_name": "",
    "audience": Signature.Audience.NOBODY,
    "wants_updates": False,
    "manage_token_hash": None,
    "unsubscribe_token_hash": None,
    "confirmed_at": None,
    "domain_key": None,
    "mail_due_at": None,
    "last_mail_at": None,
    "editor_reason": "",  # an editor may have written a name into it
}


def signature_managed_by(token: str) -> Signature | None:
    """The signature whose private page has this token."""
    found = Signature.objects.filter(manage_token_hash=fingerprint(token))
    return found.select_related("petition").first()


def withdraw(signature: Signature) -> bool:
    """Takes the signature back: name, address and key go at once, so the same mailbox may sign anew."""
    states = (State.CONFIRMED, State.HELD, State.INVALIDATED)
    return leave(signature, states, state=State.WITHDRAWN, country="", **NOTHING_PERSONAL)


def hide_name(signature: Signature) -> bool:
    """The name is seen by nobody from now on; the signature still counts."""
    rows = Signature.objects.filter(pk=signature.pk, state__in=(State.CONFIRMED, State.HELD))
    return bool(rows.update(public_name="", audience=Signature.Audience.NOBODY))


def show_name(signature: Signature, name: str) -> bool:
    """Shows the name that the signer types: the one in the sealed box cannot be read here."""
    rows = Signature.objects.filter(pk=signature.pk, state__in=(State.CONFIRMED, State.HELD))
    return bool(rows.update(public_name=name, audience=Signature.Audience.EVERYONE))


def hold(signature: Signature, *, reason: str) -> bool:
    """Takes a confirmed signature out of the count until an editor has looked."""
    held_by = Signature.HoldReason.EDITOR
    return leave(signature, (State.CONFIRMED,), state=State.HELD, hold_reason=held_by, editor_reason=reason)


def invalidate(signature: Signature, *, reason: str) -> bool:
    """Takes a signature out of the count; its mailbox cannot sign again while the row stands."""
    return leave(signature, (State.CONFIRMED, State.HELD), state=State.INVALIDATED, editor_reason=reason)


def release(signature: Signature) -> bool:
    """Lets a held or invalidated signature count; the next run of the counting job adds it."""
    rows = Signature.objects.filter(pk=signature.pk, state__in=(State.HELD, State.INVALIDATED))
    return bool(rows.update(state=State.CONFIRMED, hold_reason="", editor_reason=""))


@transaction.atomic
def leave(signature: Signature, states: tuple[State, ...], **changes: Any) -> bool:
    """Moves a signature out of one of the states and out of the count; False if it is in none."""
    row = Signature.objects.select_for_update().filter(pk=signature.pk, state__in=states).first()
    if row is None:
        return False
    Signature.objects.filter(pk=row.pk).update(counted_on=None, **changes)
    if row.counted_on is not None:
        counting.subtract(row)
    return True
