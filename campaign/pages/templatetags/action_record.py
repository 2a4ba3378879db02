"""What an action brought about: it lies in registers above it, so templates fetch it from here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models import Citation
from campaign.actions.models import Action, Demand
from campaign.events.models import Event
from campaign.letters.models import Letter, Resolution
from campaign.letters.sentences import evidence_of
from campaign.organisations.countries import country_name
from campaign.petitions.models import Petition

register = template.Library()

# What gave rise to an action did not come in through it.
BACKGROUND = (Event.Kind.PROTEST, Event.Kind.REPRESSION, Event.Kind.POLITICS)


@dataclass
class Country:
    """What came in from one country; letters go to a mission there, events and meetings take place there."""

    name: str | Promise
    letters: list[Letter] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@register.inclusion_tag("actions/_came_in.html")
def what_came_in(action: Action) -> dict[str, Any]:
    """The public letters, resolutions, pickets and articles of an action by country, what names none last."""
    letters = list(action.letters.published().sent_ones().oldest_first().with_register())
    resolutions = list(action.resolutions.published().select_related("body").by_date())
    events = list(action.events.published().exclude(kind__in=BACKGROUND).order_by("date_latest", "slug"))
    countries = by_country(letters, resolutions, events)
    return {
        "letters": letters,
        "resolutions": resolutions,
        "events": events,
        "articles": action.published_articles,
        "countries": countries,
        "known": sum(isinstance(country.name, str) for country in countries),
        "evidence": evidence_of(letters),
    }


def by_country(
    letters: Iterable[Letter], resolutions: Iterable[Resolution], events: Iterable[Event]
) -> list[Country]:
    """A letter to missions in two countries stands under both."""
    found: dict[str, Country] = {}

    def of(code: str) -> Country:
        return found.setdefault(code, Country(country_name(code) if code else _("No country stated")))

    for letter in letters:
        for code in sorted(countries_of(letter)):
            of(code).letters.append(letter)
    for resolution in resolutions:
        of(resolution.country).resolutions.append(resolution)
    for event in events:
        of(event.country).events.append(event)
    last = found.pop("", None)
    return [*sorted(found.values(), key=lambda country: str(country.name)), *([last] if last else [])]


def countries_of(letter: Letter) -> set[str]:
    missions = [delivery.mission for delivery in letter.deliveries.all() if delivery.mission]
    return {mission.host_country for mission in missions if mission.host_country} or {""}


@register.inclusion_tag("actions/_demand_record.html")
def where_it_went(demand: Demand) -> dict[str, Any]:
    """The pickets at which a demand or its slogan was heard, and the letters and petitions that carry it."""
    slogans = list(demand.slogans.all())
    asked = [demand, *slogans]
    letters = list(
        Letter.objects.published().sent_ones().filter(carries(asked)).oldest_first().with_register()
    )
    return {
        "demand": demand,
        "events": heard_at(demand.action, asked),
        "letters": letters,
        "petitions": list(Petition.objects.published().filter(demands__in=asked).distinct()),
        "evidence": evidence_of(letters),
    }


def carries(demands: Iterable[Demand]) -> Q:
    """Letters of which an editor says so, and those in whose text the very words stand."""
    found = Q(pk__in=Letter.demands.through.objects.filter(demand__in=demands).values("letter"))
    for citation in cited_by(demands):
        found |= Q(
            text_citation__capture_sha256=citation.capture_sha256,
            text_citation__start__lte=citation.start,
            text_citation__end__gte=citation.end,
        )
    return found


def cited_by(demands: Iterable[Demand]) -> list[Citation]:
    return [citation for demand in demands for citation in demand.citations.all()]


def heard_at(action: Action, demands: Iterable[Demand]) -> list[Event]:
    """The action's events whose sources have the very words: they cite a span that holds the demand's."""
    words = cited_by(demands)
    events = action.events.published().order_by("date_latest", "slug").prefetch_related("citations")
    return [
        event for event in events if any(overlap(one, two) for one in event.citations.all() for two in words)
    ]


def overlap(one: Citation, two: Citation) -> bool:
    return one.capture_sha256 == two.capture_sha256 and one.start < two.end and two.start < one.end
