"""Silence is counted only where somebody watched, and only a promise can be overdue."""

from datetime import date

import pytest

from campaign.letters.models import Delivery
from tests.letters.conftest import tell

PROMISED_ON = "2031-05-26"
THIRTY_DAYS_LATER = date(2031, 6, 25)
THIRTY_ONE_DAYS_LATER = date(2031, 6, 26)


def promised(deliver, letter, *, on=PROMISED_ON, watched_until=THIRTY_ONE_DAYS_LATER, **fields):
    values = {"delivery_state": "handed_in", "response_state": "promised_reply"} | fields
    delivery = deliver(letter, watched_until=watched_until, **values)
    tell(delivery, "They promised.", response_state="promised_reply", date=on)
    return delivery


def is_overdue(delivery):
    """By the row and by the query, which must agree."""
    by_query = Delivery.objects.overdue().filter(pk=delivery.pk).exists()
    assert delivery.is_overdue == by_query
    return by_query


def test_a_watched_promise_is_overdue_after_thirty_days(make_letter, deliver):
    assert is_overdue(promised(deliver, make_letter()))


def test_a_promise_is_not_overdue_on_the_thirtieth_day(make_letter, deliver):
    assert not is_overdue(promised(deliver, make_letter(), watched_until=THIRTY_DAYS_LATER))


def test_an_unwatched_promise_is_never_overdue(make_letter, deliver):
    delivery = promised(deliver, make_letter(), watched_until=None)

    assert not is_overdue(delivery)
    assert delivery.silent_days is None


def test_an_undated_promise_is_never_overdue(make_letter, deliver):
    assert not is_overdue(promised(deliver, make_letter(), on=""))


def test_an_uncertain_promise_counts_from_its_latest_day(make_letter, deliver):
    assert not is_overdue(promised(deliver, make_letter(), on="2031-05"))


@pytest.mark.parametrize(
    "fields",
    [
        {"response_state": "acknowledged"},
        {"response_state": "promised_forward"},
        {"delivery_state": "returned"},
        {"delivery_state": "cancelled"},
    ],
)
def test_only_a_promised_reply_still_under_way_is_overdue(make_letter, deliver, fields):
    assert not is_overdue(promised(deliver, make_letter(), **fields))


def test_the_newest_promise_counts(make_letter, deliver):
    delivery = promised(deliver, make_letter())
    tell(delivery, "They promised again.", response_state="promised_reply", date="2031-06-20")

    assert not is_overdue(delivery)


def test_a_refused_letter_can_be_silent_but_a_returned_one_cannot(make_letter, deliver):
    letter = make_letter()
    refused = deliver(letter, delivery_state="refused", watched_until=THIRTY_DAYS_LATER)
    tell(refused, "Refused.", delivery_state="refused", date="2031-05-26")
    returned = deliver(letter, mission=None, delivery_state="returned", watched_until=THIRTY_DAYS_LATER)
    tell(returned, "It came back.", delivery_state="returned", date="2031-05-26")

    assert refused.silent_days == 30
    assert returned.silent_days is None


def test_silence_needs_a_day_from_which_to_count(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent", watched_until=THIRTY_DAYS_LATER)
    tell(delivery, "Posted.", delivery_state="sent")

    assert delivery.silent_days is None


def test_what_was_watched_before_the_event_says_nothing_about_it(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent", watched_until=date(2031, 5, 1))
    tell(delivery, "Posted.", delivery_state="sent", date="2031-05-26")

    assert delivery.silent_days is None


def test_a_contradiction_is_found_by_the_row_and_by_the_query(contested, make_letter, deliver):
    plain = deliver(make_letter(), delivery_state="sent")
    tell(plain, "Posted.", delivery_state="sent")

    assert list(Delivery.objects.contested()) == [contested.deliveries.get()]
    assert contested.deliveries.get().is_contested
    assert not plain.is_contested


def test_the_statement_that_the_record_follows_stands_first(contested):
    delivery = contested.deliveries.get()
    assert [event.delivery_state for event in delivery.contradictions[0]] == ["refused", "handed_in"]

    Delivery.objects.update(delivery_state="handed_in")
    delivery = contested.deliveries.get()
    assert [event.delivery_state for event in delivery.contradictions[0]] == ["handed_in", "refused"]
