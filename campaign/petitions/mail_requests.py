"""Asking for a message again: the view notes the wish, the worker looks up what there is to send."""

import logging

from django.db import transaction
from django.utils import timezone

from campaign.petitions.mailboxes import duplicate_key
from campaign.petitions.models import MailRequest, Petition, Signature
from campaign.petitions.sealing import Secrets, put_away, take_out
from campaign.petitions.tokens import new_token
from campaign.web.encryption import CannotDecrypt

logger = logging.getLogger(__name__)

BATCH = 100


def ask_for_mail(*, email: str, language: str, petition: Petition | None = None) -> None:
    """Notes that this mailbox wants its message again, for one petition or all; equal work for anybody."""
    payload = put_away(Secrets(email=email))
    MailRequest.objects.create(petition=petition, payload=payload, language=language)


def look_up_requests() -> int:
    """Makes the mail due that was asked for and may go; returns how many wishes were looked at."""
    total = 0
    while MailRequest.objects.exists():
        looked_at = look_up_batch()
        total += looked_at
        if not looked_at:
            break
    return total


@transaction.atomic
def look_up_batch() -> int:
    requests = list(MailRequest.objects.select_for_update(skip_locked=True).order_by("pk")[:BATCH])
    for request in requests:
        try:
            email = take_out(request.payload).email
        except CannotDecrypt:
            logger.error("A request for mail cannot be read: its field key is gone. It is dropped.")
        else:
            make_due(request, email)
    MailRequest.objects.filter(pk__in=[request.pk for request in requests]).delete()
    return len(requests)


def make_due(request: MailRequest, email: str) -> None:
    """Pending signatures get their letter once more; the others a letter with a new private link."""
    petitions = (
        [request.petition_id] if request.petition_id else Petition.objects.values_list("pk", flat=True)
    )
    keys = [duplicate_key(petition_id, email) for petition_id in petitions]
    rows = Signature.objects.filter(duplicate_key__in=keys, petition_id__in=petitions).may_have_mail()
    due = {"mail_due_at": timezone.now(), "mail_failures": 0, "language": request.language}
    rows.pending().update(**due)
    for row in rows.filter(state__in=(Signature.State.CONFIRMED, Signature.State.HELD)):
        rows.filter(pk=row.pk).update(payload=put_away(Secrets(email=email, token=new_token())), **due)
