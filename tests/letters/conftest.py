"""A capital called Zubrow, its embassy, and letters that never were: nobody here exists."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from archive.models import Article, Capture, Citation, FieldProvenance, Publication
from archive.models.citation import hash_words
from campaign.letters.models import Delivery, Letter, LetterEvent, Signatory
from campaign.organisations.models import Mission, Organisation

TEXT = (
    "The porter would not take our envelope.\n\n"
    "Our envelope reached the first secretary.\n\n"
    "Let the printers of Zubrow go home.\n\nSigned for the Lantern Club.\n"
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
LETTER_TEXT = "Let the printers of Zubrow go home.\n\nSigned for the Lantern Club."


def cite(words: str, *, held: bool = True) -> Citation:
    start = TEXT.index(words)
    citation, _ = Citation.objects.get_or_create(
        capture_sha256=SHA256,
        start=start,
        end=start + len(words),
        defaults={"exact_sha256": hash_words(words), "exact": words if held else None},
    )
    return citation


@pytest.fixture
def capture(db: None) -> Capture:
    return Capture.objects.create(sha256=SHA256, original=TEXT.encode(), text=TEXT, filename="door.txt")


@pytest.fixture
def article(db: None) -> Article:
    """A published article with everything that the letters cite; its day is inferred."""
    paper = Publication.objects.create(name="The Lantern", slug="the-lantern", rights="excerpt")
    article = Article(
        slug="at-the-door",
        title="At the door",
        publication=paper,
        published="2031-05-27",
        capture_sha256=SHA256,
        start=0,
        end=len(TEXT),
    )
    article.save()
    FieldProvenance.objects.create(
        article=article, field="published", status="inferred", reason="It says “yesterday”."
    )
    article.publish_as_shipped()
    return article


@pytest.fixture
def embassy(db: None) -> Mission:
    return Mission.objects.create(
        slug="zubrow-in-freedonia", name="Embassy of Zubrow in Freedonia", host_country="FR"
    )


@pytest.fixture
def make_letter(db: None) -> Callable[..., Letter]:
    """A letter signed by one invented person, published unless told otherwise."""

    def make(slug: str = "release-the-printers", *, published: bool = True, **fields: Any) -> Letter:
        values = {"title": f"Letter {slug}", "date": "2031-05-26", "date_status": "stated"}
        letter = Letter(slug=slug, **(values | fields))
        letter.save()
        club, _ = Organisation.objects.get_or_create(slug="lantern-club", name="Lantern Club")
        Signatory.objects.create(
            letter=letter, name="Gustave Desgoffe", role="secretary", organisation=club, place="Lutz"
        )
        if published:
            letter.publish_as_shipped()
        return letter

    return make


@pytest.fixture
def deliver(embassy: Mission) -> Callable[..., Delivery]:
    """A delivery to the embassy, with one event for each (state, date) that is given."""

    def make(letter: Letter, **fields: Any) -> Delivery:
        return Delivery.objects.create(letter=letter, **({"mission": embassy} | fields))

    return make


def tell(delivery: Delivery, text: str, *citations: Citation, **fields: Any) -> LetterEvent:
    event = LetterEvent.objects.create(
        delivery=delivery, text=text, position=delivery.events.count() + 1, **fields
    )
    event.citations.set(citations)
    return event


@pytest.fixture
def contested(
    make_letter: Callable[..., Letter], deliver: Callable[..., Delivery], article: Article
) -> Letter:
    """Refused at the door, says one sentence; handed in, says another of the same article."""
    letter = make_letter("through-the-door")
    delivery = deliver(letter, delivery_state="refused")
    refused = tell(
        delivery,
        "A porter refused it.",
        cite("The porter would not take our envelope."),
        delivery_state="refused",
        date="2031-05-26",
    )
    handed_in = tell(
        delivery,
        "It came into the hands of a secretary.",
        cite("Our envelope reached the first secretary."),
        delivery_state="handed_in",
    )
    handed_in.contradicts = refused
    handed_in.save()
    return letter
