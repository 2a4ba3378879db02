"""Which state may follow which, on either axis."""

import pytest

from campaign.letters.moves import (
    DELIVERY_MOVES,
    RESPONSE_MOVES,
    allowed_delivery_moves,
    allowed_response_moves,
    delivery_refusal,
    response_refusal,
)
from campaign.organisations.vocabulary import DeliveryState, ResponseState


def test_every_state_of_either_axis_has_its_moves():
    assert set(DELIVERY_MOVES) == set(DeliveryState.values)
    assert set(RESPONSE_MOVES) == set(ResponseState.values)
    assert set().union(*DELIVERY_MOVES.values()) <= set(DeliveryState.values)
    assert set().union(*RESPONSE_MOVES.values()) <= set(ResponseState.values)


@pytest.mark.parametrize("state", DeliveryState.values)
def test_a_delivery_may_stay_as_it_is(state):
    assert state in allowed_delivery_moves(state)


@pytest.mark.parametrize("state", ResponseState.values)
def test_an_answer_may_stay_as_it_is(state):
    assert state in allowed_response_moves(state)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("planned", "sent"), ("attempted", "refused"), ("sent", "returned"), ("handed_in", "received")],
)
def test_a_delivery_moves_on(state, wanted):
    assert delivery_refusal(state, wanted) is None


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("received", "planned"), ("sent", "refused"), ("left", "sent"), ("cancelled", "sent")],
)
def test_a_delivery_does_not_move_back(state, wanted):
    assert "add an event" in (delivery_refusal(state, wanted) or "")


@pytest.mark.parametrize("ended", ["refused", "no_answer", "returned", "bounced"])
def test_an_attempt_that_ended_is_not_overwritten_by_the_next(ended):
    assert "Choose “Record a new attempt”" in (delivery_refusal(ended, "handed_in") or "")
    assert delivery_refusal(ended, "handed_in", {"handed_in"}) is None


def test_the_plan_of_the_first_attempt_does_not_take_back_what_came_of_it():
    assert delivery_refusal("received", "planned", {"planned", "received"})


@pytest.mark.parametrize("wanted", [state for state in ResponseState.values if state != "none"])
def test_any_answer_may_come_first(wanted):
    assert response_refusal("none", wanted) is None


@pytest.mark.parametrize("state", [state for state in ResponseState.values if state != "none"])
def test_an_answer_that_came_does_not_go_away(state):
    assert "does not go away" in (response_refusal(state, "none") or "")


def test_a_reply_in_substance_does_not_become_a_promise_unless_a_source_says_so():
    assert response_refusal("substance", "promised_reply")
    assert response_refusal("substance", "promised_reply", {"promised_reply"}) is None
