"""Whoever looks after a delivery hears once of each thing that is due, however often the worker runs."""

import smtplib
from datetime import date, datetime

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from campaign.letters.models import Delivery, Reminder
from campaign.letters.reminders import send_due
from campaign.operations.jobs import configured_jobs
from tests.letters.conftest import tell

PROMISED_ON = "2031-05-26"
MISSING = "2031-06-10"


@pytest.fixture
def at(monkeypatch):
    """Stops the clock at noon of a day."""

    def stop(day):
        moment = timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stop


@pytest.fixture
def boris_with_mail(boris):
    boris.email = "boris@example.org"
    boris.save()
    return boris


@pytest.fixture
def promised(make_letter, deliver, boris_with_mail):
    values = {"delivery_state": "handed_in", "response_state": "promised_reply"}
    delivery = deliver(make_letter(), watched_until=MISSING, responsible=boris_with_mail, **values)
    tell(delivery, "They promised.", response_state="promised_reply", date=PROMISED_ON)
    return delivery


@pytest.fixture
def tried(make_letter, deliver, boris_with_mail):
    delivery = deliver(make_letter("tried"), delivery_state="attempted", responsible=boris_with_mail)
    tell(delivery, "Three of us went there.", delivery_state="attempted", date="2031-05-01")
    return delivery


def reminded():
    return list(Reminder.objects.order_by("due_on").values_list("kind", "due_on"))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        ("2031-06-24", []),
        ("2031-06-25", [("due", date(2031, 6, 25))]),
        ("2031-07-24", [("due", date(2031, 6, 25))]),
        ("2031-07-25", [("overdue", date(2031, 7, 25))]),
        ("2032-07-24", [("overdue", date(2031, 7, 25))]),
        ("2032-07-25", [("yearly", date(2032, 7, 25))]),
        ("2034-12-31", [("yearly", date(2034, 7, 25))]),
    ],
)
def test_a_promised_reply_is_asked_for_when_due_a_month_later_and_each_year(promised, at, today, due):
    at(today)

    send_due()

    assert reminded() == due
    assert len(mail.outbox) == len(due)


def test_a_worker_that_runs_through_the_years_sends_each_reminder_once(promised, at):
    for day in ("2031-06-25", "2031-06-26", "2031-07-25", "2031-07-26", "2032-07-25", "2033-07-25"):
        at(day)
        send_due()
        send_due()

    assert [kind for kind, _ in reminded()] == ["due", "overdue", "yearly", "yearly"]
    assert len(mail.outbox) == 4
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 4


def test_an_attempt_without_a_result_is_asked_for_after_a_week(tried, at):
    at("2031-05-07")
    assert send_due() == 0

    at("2031-05-08")
    assert send_due() == 1
    assert send_due() == 0

    assert reminded() == [("no_result", date(2031, 5, 8))]
    (message,) = mail.outbox
    assert message.to == ["boris@example.org"]
    assert message.subject == "What came of it? Letter tried"
    assert f"http://127.0.0.1:8000/admin/letters/delivery/{tried.pk}/change/" in message.body
    assert "To: Embassy of Zubrow in Freedonia" in message.body


def test_the_mail_about_a_promise_says_what_to_record(promised, at):
    at("2031-06-25")

    send_due()

    assert "we expected it by June 25, 2031" in mail.outbox[0].body or "25 June 2031" in mail.outbox[0].body
    assert "nothing has come until today" in mail.outbox[0].body


@pytest.mark.parametrize(
    "change",
    [
        {"watched_until": None},
        {"response_state": "none"},
        {"response_state": "promised_forward"},
        {"response_state": "substance"},
        {"delivery_state": "returned"},
        {"responsible": None},
    ],
)
def test_nothing_is_due_without_a_watched_promise_and_somebody_to_tell(promised, at, change):
    Delivery.objects.update(**change)
    at("2031-12-01")

    assert send_due() == 0
    assert reminded() == []


def test_an_undated_promise_is_never_due(promised, at):
    event = promised.events.get()
    event.date = ""
    event.save()
    at("2031-12-01")

    assert send_due() == 0


def test_an_editor_without_an_address_or_account_is_not_written_to(promised, at, boris_with_mail):
    at("2031-12-01")
    boris_with_mail.is_active = False
    boris_with_mail.save()
    assert send_due() == 0

    boris_with_mail.is_active, boris_with_mail.email = True, ""
    boris_with_mail.save()
    assert send_due() == 0
    assert reminded() == []


def test_a_new_promise_is_due_on_a_day_of_its_own(promised, at):
    at("2031-06-25")
    send_due()
    tell(promised, "They promised again.", response_state="promised_reply", date="2031-06-20")
    at("2031-07-20")
    send_due()

    assert reminded() == [("due", date(2031, 6, 25)), ("due", date(2031, 7, 20))]


class Shaky(BaseEmailBackend):
    """A mail server that is away, or refuses, as long as something is in `trouble`."""

    trouble: list[Exception] = []
    went: list[str] = []

    def send_messages(self, messages):
        for message in messages:
            if self.trouble:
                raise self.trouble.pop(0)
            self.went.append(message.extra_headers["Message-ID"])
        return len(messages)


@pytest.fixture
def shaky(settings):
    Shaky.trouble.clear()
    Shaky.went.clear()
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Shaky"}}
    return Shaky


def test_what_a_server_that_is_away_did_not_take_goes_later_with_the_same_number(promised, at, shaky):
    shaky.trouble.append(ConnectionRefusedError())
    at("2031-06-25")
    with pytest.raises(ConnectionRefusedError):
        send_due()
    assert send_due() == 0  # held by the run that broke off

    at("2031-06-26")

    assert send_due() == 1
    assert len(shaky.went) == 1
    assert len(reminded()) == 1


def test_a_refused_reminder_does_not_keep_the_others(promised, tried, at, shaky):
    shaky.trouble.append(smtplib.SMTPRecipientsRefused({}))
    at("2031-06-25")

    assert send_due() == 1
    assert Reminder.objects.filter(sent_at=None, failures=1).count() == 1


def test_the_worker_sends_reminders():
    assert "campaign.letters.reminders.send_due" in [job.name for job in configured_jobs()]
