"""What a reader learns of a letter in a sentence: how it was delivered, and what came of it.

Every state has whole statements of its own for translators; the code only joins statements that are complete.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.edtf_text import describe
from archive.evidence import Evidence, evidence_for
from archive.models import Article, FieldProvenance
from campaign.letters.models import EXACT_DAY, Delivery, Letter, LetterEvent
from campaign.organisations.vocabulary import DeliveryState, ResponseState

Found = Mapping[int, Evidence]


class Wording(NamedTuple):
    """The statements of one state, without a full stop: alone, with a day, and as another source's word."""

    plain: Promise
    on_a_day: Promise
    other: Promise


DELIVERY: dict[str, Wording] = {
    DeliveryState.PLANNED: Wording(
        gettext_lazy("Planned, not delivered yet"),
        gettext_lazy("Planned for %(date)s"),
        gettext_lazy("one source says it was only planned"),
    ),
    DeliveryState.ATTEMPTED: Wording(
        gettext_lazy("Somebody tried to deliver it"),
        gettext_lazy("Somebody tried to deliver it on %(date)s"),
        gettext_lazy("one source says only that somebody tried"),
    ),
    DeliveryState.REFUSED: Wording(
        gettext_lazy("Refused at the door"),
        gettext_lazy("Refused at the door on %(date)s"),
        gettext_lazy("one source says it was refused at the door"),
    ),
    DeliveryState.NO_ANSWER: Wording(
        gettext_lazy("No one answered at the door"),
        gettext_lazy("No one answered at the door on %(date)s"),
        gettext_lazy("one source says that no one answered at the door"),
    ),
    DeliveryState.LEFT: Wording(
        gettext_lazy("Left at the mission"),
        gettext_lazy("Left at the mission on %(date)s"),
        gettext_lazy("one source says it was left at the mission"),
    ),
    DeliveryState.ACCEPTED: Wording(
        gettext_lazy("Accepted at the door"),
        gettext_lazy("Accepted at the door on %(date)s"),
        gettext_lazy("one source says it was accepted at the door"),
    ),
    DeliveryState.RECEIVED: Wording(
        gettext_lazy("Received by an official"),
        gettext_lazy("Received by an official on %(date)s"),
        gettext_lazy("one source says an official received it"),
    ),
    DeliveryState.HANDED_IN: Wording(
        gettext_lazy("Handed in"),
        gettext_lazy("Handed in on %(date)s"),
        gettext_lazy("one source says it was handed in"),
    ),
    DeliveryState.SENT: Wording(
        gettext_lazy("Sent"),
        gettext_lazy("Sent on %(date)s"),
        gettext_lazy("one source says it was sent"),
    ),
    DeliveryState.RETURNED: Wording(
        gettext_lazy("Returned to those who sent it"),
        gettext_lazy("Returned to those who sent it on %(date)s"),
        gettext_lazy("one source says it was returned"),
    ),
    DeliveryState.BOUNCED: Wording(
        gettext_lazy("Could not be delivered to its address"),
        gettext_lazy("Could not be delivered to its address on %(date)s"),
        gettext_lazy("one source says it could not be delivered to its address"),
    ),
    DeliveryState.CANCELLED: Wording(
        gettext_lazy("Not delivered: this was called off"),
        gettext_lazy("Not delivered: this was called off on %(date)s"),
        gettext_lazy("one source says that the delivery was called off"),
    ),
    DeliveryState.NOT_STATED: Wording(
        gettext_lazy("Our sources do not say how it was delivered"),
        gettext_lazy("Our sources do not say how it was delivered on %(date)s"),
        gettext_lazy("one source does not say how it was delivered"),
    ),
}

RESPONSE: dict[str, Wording] = {
    ResponseState.NONE: Wording(
        gettext_lazy("No answer is recorded"),
        gettext_lazy("No answer was recorded on %(date)s"),
        gettext_lazy("one source says that no answer came"),
    ),
    ResponseState.VERBAL: Wording(
        gettext_lazy("Somebody answered in spoken words"),
        gettext_lazy("Somebody answered in spoken words on %(date)s"),
        gettext_lazy("one source says that somebody answered in spoken words"),
    ),
    ResponseState.PROMISED_FORWARD: Wording(
        gettext_lazy("Somebody promised to pass it on"),
        gettext_lazy("Somebody promised to pass it on, on %(date)s"),
        gettext_lazy("one source says that somebody promised to pass it on"),
    ),
    ResponseState.PROMISED_REPLY: Wording(
        gettext_lazy("A reply was promised"),
        gettext_lazy("A reply was promised on %(date)s"),
        gettext_lazy("one source says that a reply was promised"),
    ),
    ResponseState.ACKNOWLEDGED: Wording(
        gettext_lazy("Receipt was acknowledged"),
        gettext_lazy("Receipt was acknowledged on %(date)s"),
        gettext_lazy("one source says that receipt was acknowledged"),
    ),
    ResponseState.SUBSTANCE: Wording(
        gettext_lazy("A reply to what it says came"),
        gettext_lazy("A reply to what it says came on %(date)s"),
        gettext_lazy("one source says that a reply to what it says came"),
    ),
    ResponseState.TOKEN: Wording(
        gettext_lazy("A reply came that does not go into what it says"),
        gettext_lazy("A reply that does not go into what it says came on %(date)s"),
        gettext_lazy("one source says that a reply came which does not go into what it says"),
    ),
    ResponseState.DENIED: Wording(
        gettext_lazy("The answer denies what it says"),
        gettext_lazy("The answer of %(date)s denies what it says"),
        gettext_lazy("one source says that the answer denies what it says"),
    ),
    ResponseState.COUNTER_ACTION: Wording(
        gettext_lazy("The answer was an action against those who sent it"),
        gettext_lazy("The answer, on %(date)s, was an action against those who sent it"),
        gettext_lazy("one source says that the answer was an action against those who sent it"),
    ),
}


SINCE_PROMISED: dict[str, dict[str, Promise]] = {
    ResponseState.PROMISED_REPLY: {
        "none": gettext_lazy("None is recorded."),
        "of": gettext_lazy("None is recorded; our last source is of %(date)s."),
        "about": gettext_lazy("None is recorded; our last source is of about %(date)s."),
        "at the latest": gettext_lazy("None is recorded; our last source is of %(date)s at the latest."),
    },
    ResponseState.PROMISED_FORWARD: {
        "none": gettext_lazy("Nothing more is recorded."),
        "of": gettext_lazy("Nothing more is recorded; our last source is of %(date)s."),
        "about": gettext_lazy("Nothing more is recorded; our last source is of about %(date)s."),
        "at the latest": gettext_lazy(
            "Nothing more is recorded; our last source is of %(date)s at the latest."
        ),
    },
}


def status_sentence(delivery: Delivery, evidence: Found) -> str:
    """Both axes of a delivery in full: "Handed in. A reply was promised. None is recorded; …"."""
    return join(delivery_sentence(delivery), response_sentence(delivery, evidence))


def evidence_of(letters: Iterable[Letter]) -> dict[int, Evidence]:
    """What the sentences of these letters rest on; their register prefetched, one query for all of them."""
    return evidence_for(
        citation
        for letter in letters
        for delivery in letter.deliveries.all()
        for event in delivery.events.all()
        for citation in event.citations.all()
    )


def unrecorded_sentence() -> str:
    """For a letter of whose way nothing is recorded."""
    return join(
        sentence(DELIVERY[DeliveryState.NOT_STATED].plain), sentence(RESPONSE[ResponseState.NONE].plain)
    )


def delivery_sentence(delivery: Delivery) -> str:
    """How it was delivered, when, and what another source says against it."""
    wording = DELIVERY[delivery.delivery_state]
    first = statement(wording, delivery.delivery_event)
    return sentence(first, [DELIVERY[state].other for state in against(delivery, "delivery_state")])


def response_sentence(delivery: Delivery, evidence: Found) -> str:
    """What came of it; empty while a letter is only planned or was called off, unless something came."""
    if delivery.response_state != ResponseState.NONE:
        wording = RESPONSE[delivery.response_state]
        first = statement(wording, delivery.response_event)
        told = sentence(first, [RESPONSE[state].other for state in against(delivery, "response_state")])
        return join(told, since_promised(delivery, evidence)) if delivery.is_waited_for else told
    if delivery.silent_days is not None:
        return silence(delivery)
    if delivery.delivery_state in (DeliveryState.PLANNED, DeliveryState.CANCELLED):
        return ""
    return sentence(RESPONSE[ResponseState.NONE].plain)


def statement(wording: Wording, event: LetterEvent | None) -> str:
    """The statement with its date: a day inside it, a month or year in brackets behind it.

    Bounds between which something happened are left to the record below the sentence.
    """
    if event is None or not event.date or "/" in event.date:
        return str(wording.plain)
    date = describe(event.date)
    if event.has_exact_day:
        return str(wording.on_a_day) % {"date": date}
    # Translators: a whole statement, then when it happened, as "Sent (May 2016)".
    return _("%(statement)s (%(date)s)") % {"statement": wording.plain, "date": date}


def against(delivery: Delivery, axis: str) -> list[str]:
    """The states that contradicting events tell on an axis, other than the recorded one, each once."""
    recorded = getattr(delivery, axis)
    told = [getattr(event, axis) for pair in delivery.contradictions for event in pair]
    return list(dict.fromkeys(state for state in told if state and state != recorded))


def since_promised(delivery: Delivery, evidence: Found) -> str:
    """What is known since a promise; a count of days only where somebody watched."""
    if delivery.silent_days is not None:
        return silence(delivery)
    source = last_source(delivery, evidence)
    wording = SINCE_PROMISED[delivery.response_state]["none" if source is None else certainty(source)]
    latest = source.published_latest if source else None
    return str(wording) % {"date": describe(latest.isoformat())} if latest else str(wording)


def silence(delivery: Delivery) -> str:
    """For how long nothing came, by the day on which somebody last checked."""
    days, since = delivery.silent_days or 0, delivery.silent_since
    facts = {"days": days, "date": describe(str(delivery.watched_until))}
    if since and since.has_exact_day:
        return (
            ngettext(
                "No answer for %(days)d day, as somebody checked on %(date)s.",
                "No answer for %(days)d days, as somebody checked on %(date)s.",
                days,
            )
            % facts
        )
    return (
        ngettext(
            "No answer for at least %(days)d day, as somebody checked on %(date)s.",
            "No answer for at least %(days)d days, as somebody checked on %(date)s.",
            days,
        )
        % facts
    )


def last_source(delivery: Delivery, evidence: Found) -> Article | None:
    """The newest dated article on which the record of a delivery rests."""
    cited = [row.pk for event in delivery.events.all() for row in event.citations.all()]
    articles = [evidence[pk].article for pk in cited if pk in evidence]
    dated = [
        (article.published_latest, article.pk, article)
        for article in articles
        if article and article.published_latest
    ]
    return max(dated)[2] if dated else None


def certainty(article: Article) -> str:
    """How sure the day of an article is: stated, inferred, or only the last of several."""
    if article.published_earliest != article.published_latest:
        return "at the latest"
    is_inferred = article.published_status == FieldProvenance.Status.INFERRED
    return "about" if is_inferred or not EXACT_DAY.fullmatch(article.published) else "of"


def sentence(first: str | Promise, others: Iterable[str | Promise] = ()) -> str:
    """Complete statements as one sentence; sources that say otherwise come after it."""
    text = str(first)
    for other in others:
        # Translators: two whole statements of sources that differ.
        text = _("%(statement)s; %(other)s") % {"statement": text, "other": other}
    # Translators: the full stop behind a whole statement.
    return _("%(statement)s.") % {"statement": text}


def join(*sentences: str) -> str:
    return " ".join(text for text in sentences if text)
