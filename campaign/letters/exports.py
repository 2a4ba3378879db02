"""The register as open data: what the public list shows. Who signed stands only on a letter's own page."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings

from archive.models import Citation
from campaign.letters.models import PROMISE_DAYS, Delivery, Letter, LetterEvent
from campaign.letters.sentences import Found, evidence_of, status_sentence, unrecorded_sentence
from campaign.web.csv_export import Cell

COLUMNS = [
    *("letter", "kind", "title", "date", "date_is", "date_inferred_from", "language", "addressee", "from"),
    *("action", "mission", "mission_name", "host_country", "attempt", "way", "delivery", "answer"),
    *("sources_differ", "nothing_came_until", "in_words", "address"),
]


def table_rows(letters: Iterable[Letter]) -> Iterator[list[Cell]]:
    """One row for each delivery; one for a letter of whose delivery nothing is recorded."""
    known = list(letters)
    evidence = evidence_of(known)
    for letter in known:
        for delivery in letter.deliveries.all() or [None]:
            yield [*letter_cells(letter), *delivery_cells(delivery, evidence), address_of(letter)]


def letter_cells(letter: Letter) -> list[Cell]:
    return [
        *(letter.slug, letter.kind, letter.title, letter.date, letter.date_status, letter.date_reason),
        *(letter.language, letter.addressee, "; ".join(letter.senders), action_of(letter)),
    ]


def delivery_cells(delivery: Delivery | None, evidence: Found) -> list[Cell]:
    if delivery is None:
        return ["", "", "", "", "", "", "", "", "", unrecorded_sentence()]
    mission = delivery.mission
    return [
        *((mission.slug, mission.name, mission.host_country) if mission else ("", "", "")),
        *(delivery.attempt, delivery.channel, delivery.delivery_state, delivery.response_state),
        *("yes" if delivery.is_contested else "no", str(delivery.watched_until or "")),
        status_sentence(delivery, evidence),
    ]


def register_data(letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Each letter with its deliveries, their events and the spans that these cite."""
    known = list(letters)
    evidence = evidence_of(known)
    return [letter_data(letter, evidence) for letter in known]


def letter_data(letter: Letter, evidence: Found) -> dict[str, Any]:
    return {
        "letter": letter.slug,
        "address": address_of(letter),
        "kind": letter.kind,
        "title": letter.title,
        "summary": letter.summary,
        "date": {
            "edtf": letter.date or None,
            "is": letter.date_status,
            "inferred_from": letter.date_reason or None,
            "earliest": letter.date_earliest,
            "latest": letter.date_latest,
        },
        "language": letter.language or None,
        "addressee": letter.addressee or None,
        "from": letter.senders,
        "action": action_of(letter) or None,
        "deliveries": [delivery_data(delivery, evidence) for delivery in letter.deliveries.all()],
    }


def delivery_data(delivery: Delivery, evidence: Found) -> dict[str, Any]:
    mission = delivery.mission
    return {
        "mission": mission.slug if mission else None,
        "host_country": mission.host_country if mission else None,
        "attempt": delivery.attempt,
        "way": delivery.channel,
        "delivery": delivery.delivery_state,
        "answer": delivery.response_state,
        "sources_differ": delivery.is_contested,
        "nothing_came_until": delivery.watched_until,
        "in_words": status_sentence(delivery, evidence),
        "events": [event_data(event) for event in delivery.events.all()],
    }


def overdue_data(delivery: Any) -> dict[str, Any]:
    """A delivery of `overdue()`, which gives the day of its promise."""
    mission = delivery.mission
    return {
        "letter": delivery.letter.slug,
        "address": address_of(delivery.letter),
        "title": delivery.letter.title,
        "mission": mission.slug if mission else None,
        "host_country": mission.host_country if mission else None,
        "attempt": delivery.attempt,
        "promised_on_at_the_latest": delivery.promised_on,
        "due_on": delivery.promised_on + timedelta(days=PROMISE_DAYS),
        "nothing_came_until": delivery.watched_until,
        "days_since_the_promise": (delivery.watched_until - delivery.promised_on).days,
    }


def event_data(event: LetterEvent) -> dict[str, Any]:
    return {
        "text": event.text,
        "date": event.date or None,
        "time": event.at_time,
        "delivery": event.delivery_state or None,
        "answer": event.response_state or None,
        "cites": [citation_data(citation) for citation in event.citations.all()],
    }


def citation_data(citation: Citation) -> dict[str, Any]:
    return {
        "document_sha256": citation.capture_sha256,
        "start": citation.start,
        "end": citation.end,
        "words_sha256": citation.exact_sha256,
        "stance": citation.stance,
    }


def action_of(letter: Letter) -> str:
    return letter.action.slug if letter.action and letter.action.is_published else ""


def address_of(letter: Letter) -> str:
    return f"{settings.CAMPAIGN_URL}{letter.get_absolute_url()}"
