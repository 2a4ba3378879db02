import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.models import (
    Article,
    Authority,
    AuthorityName,
    Capture,
    Citation,
    Disagreement,
    DisagreementStatement,
    Publication,
)
from archive.models.citation import hash_words
from campaign.events.models import Event
from campaign.letters.models import Delivery, Letter, LetterEvent
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import DeliveryState
from campaign.petitions.models import Petition
from campaign.prisoners.models import CustodyPeriod, Person

REFUSED = "Nobody opened, and the letter stayed in our hands."
HANDED_IN = "Later that day the letter was given to a clerk."
TEXT = f"A day at the door\n\n{REFUSED}\n\n{HANDED_IN}\n\nTwelve came.\n\nThirty came.\n"


@dataclass
class World:
    """One published record of each kind, tied together."""

    article: Article
    person: Person
    letter: Letter
    petition: Petition
    event: Event
    disagreement: Disagreement
    capture: Capture


@pytest.fixture
def publish(ada: User, boris: User) -> Callable[[Any], Any]:
    """Boris wrote it, Ada publishes it."""

    def make_public(record: Any) -> Any:
        record.last_edited_by = boris
        record.save()
        record.publish(by=ada)
        return record

    return make_public


@pytest.fixture
def capture(db: None) -> Capture:
    data = TEXT.encode()
    return Capture.objects.create(sha256=hashlib.sha256(data).hexdigest(), original=data, text=TEXT)


@pytest.fixture
def cite(capture: Capture) -> Callable[..., Citation]:
    """A citation of these words of TEXT; `held=False` as long as the capture is awaited."""

    def make(words: str, *, held: bool = True) -> Citation:
        start = TEXT.index(words)
        return Citation.objects.create(
            capture_sha256=capture.sha256,
            start=start,
            end=start + len(words),
            exact_sha256=hash_words(words),
            exact=words if held else None,
        )

    return make


@pytest.fixture
def article(capture: Capture, publish: Callable[[Any], Any]) -> Article:
    own = Publication.objects.create(name="Our Paper", slug="our-paper", is_own=True, rights="full")
    made: Article = publish(
        Article(
            slug="a-day-at-the-door",
            title="A day at the door",
            published="2016-05-27",
            publication=own,
            summary="What a picket found.",
            capture_sha256=capture.sha256,
            start=0,
            end=len(TEXT),
        )
    )
    return made


@pytest.fixture
def person(publish: Callable[[Any], Any]) -> Person:
    authority = Authority.objects.create(kind="person", slug="vera-light", name="Vera Light")
    AuthorityName.objects.create(
        authority=authority, text="Вера Свет", language="ru", script="Cyrl", kind="display"
    )
    someone = Person(authority=authority, slug="vera-light", name="Vera Light", basis="public_interest")
    someone.save()
    CustodyPeriod.objects.create(person=someone, status="serving", began="2012-06")
    made: Person = publish(someone)
    return made


@pytest.fixture
def make_petition(publish: Callable[[Any], Any]) -> Callable[..., Petition]:
    def make(slug: str = "free-vera", **fields: Any) -> Petition:
        fields = {"title": "Free Vera Light", "ask": "Release her.", "addressee": "The minister"} | fields
        made: Petition = publish(Petition(slug=slug, **fields))
        return made

    return make


@pytest.fixture
def make_letter(publish: Callable[[Any], Any], cite: Callable[..., Citation]) -> Callable[..., Letter]:
    """A letter that was refused at the door and, as another sentence has it, handed in."""

    def make(slug: str = "to-the-embassy", *, held: bool = True, date: str = "2016-05-26") -> Letter:
        mission = Mission.objects.create(slug=f"mission-of-{slug}", name="Embassy in Arcadia")
        letter = Letter(slug=slug, title="To the embassy", date=date, date_status="stated")
        letter.save()
        delivery = Delivery.objects.create(letter=letter, mission=mission, delivery_state="refused")
        refused = LetterEvent.objects.create(
            delivery=delivery, position=1, delivery_state=DeliveryState.REFUSED, text="The door stayed shut."
        )
        handed_in = LetterEvent.objects.create(
            delivery=delivery,
            position=2,
            delivery_state=DeliveryState.HANDED_IN,
            text="It was given to a clerk.",
            contradicts=refused,
        )
        if not Citation.objects.exists():
            refused.citations.add(cite(REFUSED, held=held))
            handed_in.citations.add(cite(HANDED_IN, held=held))
        made: Letter = publish(letter)
        return made

    return make


@pytest.fixture
def make_disagreement(
    publish: Callable[[Any], Any], cite: Callable[..., Citation]
) -> Callable[..., Disagreement]:
    def make(slug: str = "how-many-came", about: str = "How many came", *, position: int = 0) -> Disagreement:
        point = Disagreement(slug=slug, about=about, kind="contradiction", position=position)
        point.save()
        for said_by, words in (("The organisers", "Thirty came."), ("The police", "Twelve came.")):
            statement = DisagreementStatement.objects.create(disagreement=point, said_by=said_by, text=words)
            if position == 0:
                statement.citations.add(cite(words))
        made: Disagreement = publish(point)
        return made

    return make


@pytest.fixture
def world(
    article: Article,
    person: Person,
    capture: Capture,
    publish: Callable[[Any], Any],
    make_petition: Callable[..., Petition],
    make_letter: Callable[..., Letter],
    make_disagreement: Callable[..., Disagreement],
) -> World:
    petition = make_petition()
    event = Event(slug="picket", kind="picket", title="Picket in Arcadia", date="2016-05-26")
    return World(article, person, make_letter(), petition, publish(event), make_disagreement(), capture)
