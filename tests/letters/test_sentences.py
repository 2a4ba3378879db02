"""What a reader is told of a letter's way, for every pair of states."""

import itertools
import re
from datetime import date

import pytest

from campaign.letters.sentences import (
    delivery_sentence,
    evidence_of,
    response_sentence,
    status_sentence,
    unrecorded_sentence,
)
from campaign.organisations.vocabulary import DeliveryState, ResponseState
from tests.letters.conftest import cite, tell

PAIRS = list(itertools.product(DeliveryState.values, ResponseState.values))


@pytest.mark.parametrize(("delivery_state", "response_state"), PAIRS)
def test_every_pair_of_states_reads_as_full_sentences(make_letter, deliver, delivery_state, response_state):
    delivery = deliver(make_letter(), delivery_state=delivery_state, response_state=response_state)

    sentence = status_sentence(delivery, {})

    assert re.fullmatch(r"[A-Z][^_%{}]+\.( [A-Z][^_%{}]+\.)*", sentence)


@pytest.mark.parametrize(("delivery_state", "response_state"), PAIRS)
def test_every_pair_of_states_takes_the_day_of_its_event(
    make_letter, deliver, delivery_state, response_state
):
    delivery = deliver(make_letter(), delivery_state=delivery_state, response_state=response_state)
    tell(delivery, "Somebody wrote.", delivery_state=delivery_state, date="2031-05-26")
    tell(delivery, "Somebody replied.", response_state=response_state, date="2031-06-04")

    sentence = status_sentence(delivery, {})

    assert "26 May 2031" in sentence
    assert ("4 June 2031" in sentence) == (response_state != "none")
    assert not re.search(r"[_%{}]", sentence)


@pytest.mark.parametrize("state", DeliveryState.values)
def test_every_state_can_be_what_another_source_says(make_letter, deliver, state):
    recorded = "sent" if state != "sent" else "returned"
    delivery = deliver(make_letter(), delivery_state=recorded)
    first = tell(delivery, "One.", delivery_state=recorded)
    tell(delivery, "Two.", delivery_state=state, contradicts=first)

    assert re.search(r"; one source [^_%{}]+\.$", delivery_sentence(delivery))


@pytest.mark.parametrize("state", ResponseState.values)
def test_every_answer_can_be_what_another_source_says(make_letter, deliver, state):
    recorded = "acknowledged" if state != "acknowledged" else "denied"
    delivery = deliver(make_letter(), delivery_state="sent", response_state=recorded)
    first = tell(delivery, "One.", response_state=recorded)
    tell(delivery, "Two.", response_state=state, contradicts=first)

    assert re.search(r"; one source says [^_%{}]+\.$", response_sentence(delivery, {}))


def test_a_contested_delivery_says_both(contested):
    delivery = contested.deliveries.get()

    assert (
        delivery_sentence(delivery) == "Refused at the door on 26 May 2031; one source says it was handed in."
    )
    assert status_sentence(delivery, {}).endswith("handed in. No answer is recorded.")


def test_what_only_was_sent_says_so(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent")

    assert status_sentence(delivery, {}) == "Sent. No answer is recorded."


def test_a_promise_that_nobody_watched_names_the_last_source_and_counts_no_days(
    make_letter, deliver, article
):
    letter = make_letter()
    delivery = deliver(letter, delivery_state="handed_in", response_state="promised_reply")
    tell(delivery, "Taken.", cite("Our envelope reached the first secretary."), delivery_state="handed_in")
    tell(delivery, "They promised.", cite("Signed for the Lantern Club."), response_state="promised_reply")

    assert status_sentence(delivery, evidence_of([letter])) == (
        "Handed in. A reply was promised. None is recorded; our last source is of about 27 May 2031."
    )


def test_the_last_source_with_a_stated_day_has_no_about(make_letter, deliver, article):
    article.provenance.update(status="stated")
    letter = make_letter()
    delivery = deliver(letter, delivery_state="sent", response_state="promised_forward")
    tell(delivery, "They promised.", cite("Signed for the Lantern Club."), response_state="promised_forward")

    assert response_sentence(delivery, evidence_of([letter])) == (
        "Somebody promised to pass it on. Nothing more is recorded; our last source is of 27 May 2031."
    )


def test_a_last_source_of_an_uncertain_date_counts_by_its_last_day(make_letter, deliver, article):
    article.published = "2031-05"
    article.save()
    article.publish_as_shipped()
    letter = make_letter()
    delivery = deliver(letter, delivery_state="sent", response_state="promised_reply")
    tell(delivery, "They promised.", cite("Signed for the Lantern Club."), response_state="promised_reply")

    sentence = response_sentence(delivery, evidence_of([letter]))

    assert sentence.endswith("None is recorded; our last source is of 31 May 2031 at the latest.")


def test_a_promise_whose_source_is_not_published_names_no_date(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent", response_state="promised_reply")

    assert response_sentence(delivery, {}) == "A reply was promised. None is recorded."


def test_watched_silence_counts_to_the_day_on_which_somebody_checked(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent", watched_until=date(2031, 7, 5))
    tell(delivery, "Posted.", delivery_state="sent", date="2031-05-26")

    assert response_sentence(delivery, {}) == "No answer for 40 days, as somebody checked on 5 July 2031."


def test_bounds_of_a_date_are_left_to_the_record(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent")
    tell(delivery, "Posted.", delivery_state="sent", date="2031-05-22/2031-05-27")

    assert delivery_sentence(delivery) == "Sent."


def test_watched_silence_since_an_uncertain_day_says_at_least(make_letter, deliver):
    delivery = deliver(make_letter(), delivery_state="sent", watched_until=date(2031, 6, 1))
    tell(delivery, "Posted.", delivery_state="sent", date="2031-05")

    assert delivery_sentence(delivery) == "Sent (May 2031)."
    assert (
        response_sentence(delivery, {}) == "No answer for at least 1 day, as somebody checked on 1 June 2031."
    )


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_nothing_is_said_of_the_answer_to_what_was_never_delivered(make_letter, deliver, state):
    delivery = deliver(make_letter(), delivery_state=state)

    assert response_sentence(delivery, {}) == ""


def test_a_letter_without_a_recorded_delivery_says_so():
    assert unrecorded_sentence() == "Our sources do not say how it was delivered. No answer is recorded."
