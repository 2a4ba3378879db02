"""Which state of a delivery may follow which: two tables, one for each axis, and the reason of a refusal.

The record behind a state is its events. So a state that an event tells may be recorded, whatever stood before:
sources differ. Only an attempt that ended stays as it is, unless another source contradicts it: a new attempt is
a row of its own.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from campaign.organisations.vocabulary import DeliveryState as D
from campaign.organisations.vocabulary import ResponseState as R

States = frozenset[str]

ATTEMPT_ENDED: States = frozenset({D.REFUSED, D.NO_ANSWER, D.RETURNED, D.BOUNCED})
TAKEN: States = frozenset({D.LEFT, D.ACCEPTED, D.RECEIVED, D.HANDED_IN})

DELIVERY_MOVES: dict[str, States] = {
    D.NOT_STATED: frozenset(D.values),
    D.PLANNED: frozenset(D.values),
    D.ATTEMPTED: TAKEN | {D.REFUSED, D.NO_ANSWER, D.SENT, D.CANCELLED},
    D.REFUSED: frozenset({D.CANCELLED}),
    D.NO_ANSWER: frozenset({D.CANCELLED}),
    D.LEFT: frozenset({D.RECEIVED, D.RETURNED}),
    D.ACCEPTED: frozenset({D.RECEIVED, D.RETURNED}),
    D.HANDED_IN: TAKEN | {D.RETURNED},  # the plain word, before anybody says to whom
    D.RECEIVED: frozenset({D.RETURNED}),
    D.SENT: frozenset({D.RECEIVED, D.RETURNED, D.BOUNCED}),
    D.RETURNED: frozenset({D.CANCELLED}),
    D.BOUNCED: frozenset({D.CANCELLED}),
    D.CANCELLED: frozenset({D.PLANNED}),
}

ANSWERED: States = frozenset(R.values) - {R.NONE}
RESPONSE_MOVES: dict[str, States] = {
    R.NONE: ANSWERED,
    R.VERBAL: ANSWERED,
    R.PROMISED_FORWARD: ANSWERED,
    R.PROMISED_REPLY: ANSWERED,
    R.ACKNOWLEDGED: ANSWERED - {R.VERBAL},
    R.TOKEN: frozenset({R.SUBSTANCE, R.DENIED, R.COUNTER_ACTION}),
    R.DENIED: frozenset({R.SUBSTANCE, R.COUNTER_ACTION}),
    R.SUBSTANCE: frozenset({R.DENIED, R.COUNTER_ACTION}),
    R.COUNTER_ACTION: frozenset({R.SUBSTANCE, R.TOKEN, R.DENIED}),
}


def allowed_delivery_moves(state: str, recorded: Collection[str] = ()) -> States:
    """The states in which a delivery may be next, its own among them; `recorded`: those its events tell."""
    told = frozenset(recorded) - {D.PLANNED, ""}
    return DELIVERY_MOVES[state] | told | {state}


def allowed_response_moves(state: str, recorded: Collection[str] = ()) -> States:
    """The answers that may be recorded next, the present one among them."""
    return RESPONSE_MOVES[state] | (frozenset(recorded) - {""}) | {state}


def delivery_refusal(state: str, wanted: str, recorded: Collection[str] = ()) -> str | None:
    """Why a delivery cannot be recorded so, and what to do instead; None where it can."""
    if wanted in allowed_delivery_moves(state, recorded):
        return None
    words = {"now": D(state).label, "wanted": D(wanted).label}
    if state in ATTEMPT_ENDED:
        return (
            _(
                "That attempt ended as “%(now)s”, which stays in the record. Choose “Record a new attempt”"
                " and tell there that it is “%(wanted)s”."
            )
            % words
        )
    return (
        _(
            "A delivery that is “%(now)s” cannot become “%(wanted)s”. Where a source says so, add an event"
            " that tells it; then this can be changed."
        )
        % words
    )


def response_refusal(state: str, wanted: str, recorded: Collection[str] = ()) -> str | None:
    """Why an answer cannot be recorded so, and what to do instead; None where it can."""
    if wanted in allowed_response_moves(state, recorded):
        return None
    words = {"now": R(state).label, "wanted": R(wanted).label}
    if wanted == R.NONE:
        return (
            _("“%(now)s” is recorded: an answer that came does not go away. Add an event that corrects it.")
            % words
        )
    return (
        _(
            "After “%(now)s” the answer cannot become “%(wanted)s”. Where a source says so, add an event that"
            " tells it; then this can be changed."
        )
        % words
    )
