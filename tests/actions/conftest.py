"""An action with demands, slogans and models, to which letters, pickets and a petition belong."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.models import Article, Authority, Citation
from archive.models.citation import hash_words
from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.organisations.models import Mission
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person

DIGEST = "b" * 64


def cite(start: int, end: int, stance: str = "supports") -> Citation:
    """Words of a document that is awaited."""
    citation, _is_new = Citation.objects.get_or_create(
        capture_sha256=DIGEST,
        start=start,
        end=end,
        stance=stance,
        defaults={"exact_sha256": hash_words(f"words {start}")},
    )
    return citation


@pytest.fixture
def full_action(ada: User) -> Action:
    """Published: two demands, a slogan for each, one slogan that a source rejects, three models."""
    action = Action.objects.create(
        slug="a-day", title="A day at the embassies", why="Many were arrested.", what_to_send="Your photo."
    )
    release = action.demands.create(
        position=1, slug="release", text="Release everybody", raised_by="The campaign"
    )
    land = action.demands.create(position=2, slug="land", text="Keep the land", raised_by="A party")
    slogans: list[dict[str, Any]] = [
        {"slug": "free-them", "text": "Free them!", "slogan_of": release, "raised_by": "A picket"},
        {"slug": "no-sale", "text": "No sale!", "slogan_of": land},
        {"slug": "fair-votes", "text": "Fair votes!", "rejected_by": "An article"},
        {"slug": "wait", "text": "Wait and see!"},
    ]
    for position, fields in enumerate(slogans, start=3):
        action.demands.create(position=position, kind="slogan", **fields)
    for position, demand in enumerate(action.demands.all()):
        stance = "contradicts" if demand.slug == "wait" else "supports"
        demand.citations.add(cite(100 * position, 100 * position + 20, stance))
    for kind in ("mission", "editor", "resolution"):
        action.model_texts.create(kind=kind, title=f"The model for {kind}", text=f"Words for {kind}.")
    action.missions.add(make_mission("london", "GB"), make_mission("berlin", "DE"))
    action.refresh_content()
    action.publish(by=ada)
    return action


def make_mission(city: str, country: str) -> Mission:
    return Mission.objects.create(slug=city, name=f"Embassy in {city.title()}", host_country=country)


def send(action: Action | None, slug: str, *missions: Mission, by: User, **fields: Any) -> Letter:
    letter: Letter = Letter.objects.create(slug=slug, title=f"The letter {slug}", action=action, **fields)
    for mission in missions:
        letter.deliveries.create(mission=mission, delivery_state="sent", response_state="none")
    letter.publish(by=by)
    return letter


def hold(action: Action, slug: str, *, by: User, **fields: Any) -> Event:
    event: Event = Event.objects.create(slug=slug, title=f"The event {slug}", action=action, **fields)
    event.publish(by=by)
    return event


def petition_for(action: Action, slug: str, *, by: User) -> Petition:
    petition: Petition = Petition.objects.create(slug=slug, title=f"The petition {slug}", action=action)
    petition.publish(by=by)
    return petition


def report(slug: str, *, by: User) -> Article:
    article: Article = Article.objects.create(slug=slug, title=f"The article {slug}")
    article.publish(by=by)
    return article


def person(name: str) -> Person:
    authority = Authority.objects.create(slug=name.lower(), kind="person", name=name)
    found: Person = Person.objects.create(slug=name.lower(), name=name, authority=authority)
    return found


def publish(action: Action, *, by: User) -> None:
    """Again, after something in it was changed."""
    action.refresh_content()
    action.publish(by=by)
