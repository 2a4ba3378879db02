"""What goes when: nothing that tells who signed is kept longer than it is promised."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from campaign.petitions import counting
from campaign.petitions.leaving import NOTHING_PERSONAL
from campaign.petitions.models import MailRequest, Petition, Signature
from campaign.petitions.models.signature import MAIL_DAY

KEPT_AFTER_CLOSING = timedelta(days=90)
KEPT_AGAINST_ABUSE = timedelta(days=14)
BATCH = 1000


def remove_expired() -> None:
    """The hourly round: every promise about time that the site makes is kept here."""
    prune_signatures()
    forget_traces()
    anonymise_signatures()


def prune_signatures() -> int:
    """Deletes what was never confirmed and whose link is dead; returns how many."""
    return in_batches(Signature.objects.expired(), lambda rows: rows.delete()[0])


def forget_traces() -> None:
    """Empties what serves against abuse or double mails once it no longer does."""
    now = timezone.now()
    confirmed = Signature.objects.exclude(state=Signature.State.PENDING)
    confirmed.filter(confirmed_at__lt=now - KEPT_AGAINST_ABUSE).update(confirmed_at=None, domain_key=None)
    unsent = confirmed.filter(mail_due_at__lt=now - MAIL_DAY)  # the address in it is readable meanwhile
    unsent.update(payload=None, mail_due_at=None, mail_failures=0)
    confirmed.filter(mail_due_at=None, last_mail_at__lt=now - MAIL_DAY).update(
        last_mail_at=None, mails_sent=0
    )
    MailRequest.objects.filter(requested_at__lt=now - MAIL_DAY).delete()


def anonymise_signatures() -> int:
    """Empties the signatures of petitions that closed 90 days ago; counts and countries stay."""
    closed_before = timezone.localdate() - KEPT_AFTER_CLOSING
    closed = Petition.objects.filter(closes_on__lt=closed_before).values("pk")
    personal = Signature.objects.filter(petition__in=closed).exclude(
        state__in=(Signature.State.ANONYMISED, Signature.State.WITHDRAWN)
    )
    pending = personal.filter(state=Signature.State.PENDING)
    deleted = in_batches(pending, lambda rows: rows.delete()[0])
    uncounted = personal.uncounted()
    if uncounted.exists():
        counting.count_confirmed()
    emptied = in_batches(
        personal.exclude(pk__in=uncounted.values("pk")),
        lambda rows: rows.update(state=Signature.State.ANONYMISED, **NOTHING_PERSONAL),
    )
    return deleted + emptied


def in_batches(rows: QuerySet[Signature], change: Callable[[QuerySet[Signature]], int]) -> int:
    """Applies a change that takes rows out of the set, so that no transaction holds the table for long."""
    total = 0
    while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
        changed = change(Signature.objects.filter(pk__in=keys))
        total += changed
        if not changed:
            break
    return total
