"""Reminders to the editors who look after deliveries: a unique row first, the mail from it, at least once.

Nothing is due for a delivery that nobody looks after. A promised reply is due only where somebody watches for
it (`watched_until`); without a promise nothing is ever due.
"""

import hmac
import logging
import smtplib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from campaign.letters.models import PROMISE_DAYS, STOPPED, Delivery, Reminder
from campaign.organisations.vocabulary import DeliveryState, ResponseState

logger = logging.getLogger(__name__)

RESULT_DAYS = 7  # after an attempt, its result should be recorded
LATE_DAYS = 30  # after the reply was due
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)
TRIED = (DeliveryState.PLANNED, DeliveryState.ATTEMPTED)
Kind = Reminder.Kind


class Due(NamedTuple):
    kind: str
    on: date


def send_due() -> int:
    """Writes down what is due today and sends what has not gone; returns how many went.

    Raises OSError or SMTPException while the mail server cannot be reached: the rows stay, the next run sends.
    """
    note_due(timezone.localdate())
    waiting = Reminder.objects.waiting(timezone.now())
    with_all = waiting.select_related("delivery__letter", "delivery__mission", "delivery__responsible")
    rows = list(with_all.order_by("pk"))
    if not rows:
        return 0
    with mail.mailers.default as connection:
        return sum(send(row, connection) for row in rows if row.take())


def note_due(today: date) -> None:
    """One row for the newest thing that is due with each delivery: what a stopped worker missed is not sent after."""
    rows = [
        Reminder(delivery=delivery, kind=due.kind, due_on=due.on)
        for delivery in looked_after()
        if (due := newest_due(delivery, today))
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)


def looked_after() -> Iterator[Delivery]:
    """Deliveries for which something can be due and somebody can be told."""
    tried = Max("events__date_latest", filter=Q(events__delivery_state__in=TRIED))
    promised = Max("events__date_latest", filter=Q(events__response_state=ResponseState.PROMISED_REPLY))
    is_promised = Q(response_state=ResponseState.PROMISED_REPLY, watched_until__isnull=False)
    rows = (
        Delivery.objects.filter(Q(delivery_state__in=TRIED) | is_promised & ~Q(delivery_state__in=STOPPED))
        .filter(responsible__is_active=True)
        .exclude(responsible__email="")
        .annotate(tried_on=tried, promised_on=promised)
    )
    return rows.iterator()


def newest_due(delivery: Delivery, today: date) -> Due | None:
    """What became due last, up to today; `looked_after` gives the days from which it counts."""
    days = {name: getattr(delivery, name) for name in ("tried_on", "promised_on")}
    if delivery.response_state == ResponseState.PROMISED_REPLY and delivery.watched_until:
        dates = dates_of_promise(days["promised_on"], today) if days["promised_on"] else []
    elif delivery.delivery_state in TRIED and days["tried_on"]:
        dates = [Due(Kind.NO_RESULT, days["tried_on"] + timedelta(days=RESULT_DAYS))]
    else:
        dates = []
    past = [due for due in dates if due.on <= today]
    return max(past, key=lambda due: due.on, default=None)


def dates_of_promise(promised_on: date, today: date) -> list[Due]:
    """When the reply is due, when it is a month late, and the anniversaries of that day up to today."""
    due_on = promised_on + timedelta(days=PROMISE_DAYS)
    late_on = due_on + timedelta(days=LATE_DAYS)
    years = [Due(Kind.YEARLY, years_after(late_on, n)) for n in range(1, today.year - late_on.year + 1)]
    return [Due(Kind.DUE, due_on), Due(Kind.OVERDUE, late_on), *years]


def years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def send(reminder: Reminder, connection: BaseEmailBackend) -> bool:
    """Sends one mail and writes that it went; puts it off when the server refuses this one alone."""
    recipient = reminder.delivery.responsible
    if recipient is None or not recipient.email:
        reminder.put_off()
        return False
    try:
        connection.send_messages([message(reminder, recipient.email)])
    except REFUSED as error:
        logger.warning("A reminder was not accepted and is put off: %s.", type(error).__name__)
        reminder.put_off()
        return False
    reminder.note_sent()
    return True


def message(reminder: Reminder, address: str) -> EmailMessage:
    delivery = reminder.delivery
    path = reverse("admin:letters_delivery_change", args=[delivery.pk])
    context = {
        "kind": reminder.kind,
        "due_on": reminder.due_on,
        "letter": delivery.letter,
        "addressee": delivery.mission or delivery.letter.addressee,
        "address": f"{settings.CAMPAIGN_URL}{path}",
    }
    return EmailMessage(
        subject=" ".join(render_to_string("letters/mail/reminder_subject.txt", context).split()),
        body=render_to_string("letters/mail/reminder.txt", context),
        to=[address],
        headers={"Message-ID": message_id(reminder), "Auto-Submitted": "auto-generated"},
    )


def message_id(reminder: Reminder) -> str:
    """The same for every try of one reminder, so that a repetition is recognised."""
    what = f"reminder\0{reminder.delivery_id}\0{reminder.kind}\0{reminder.due_on}"
    digest = hmac.digest(settings.CAMPAIGN_PEPPER.encode(), what.encode(), "sha256")[:16]
    return f"<{digest.hex()}@{urlsplit(settings.CAMPAIGN_URL).hostname or 'localhost'}>"
