"""What stands elsewhere on this site about the same thing: where the registers meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.evidence import Evidence
from archive.models import Article, Authority
from campaign.actions.models import Action
from campaign.pages.templatetags.action_record import BACKGROUND
from campaign.prisoners.models import Person

register = template.Library()


@dataclass(frozen=True)
class Related:
    """One kind of record under its heading; never empty."""

    heading: str | Promise
    records: list[Any]


@register.inclusion_tag("pages/_related.html", takes_context=True)
def related_to_person(context: Context, person: Person) -> dict[str, Any]:
    """The petitions and letters for a person, the events they take part in, the articles this page cites."""
    return {"groups": groups(of_record(person), context.get("evidence") or {})}


@register.inclusion_tag("pages/_related.html", takes_context=True)
def related_to_action(context: Context, action: Action) -> dict[str, Any]:
    """The petitions of an action, what gave rise to it, and the articles that the page cites."""
    found = [
        Related(_("Petitions"), list(action.petitions.published())),
        Related(_("What it is about"), list(action.events.published().filter(kind__in=BACKGROUND).by_date())),
    ]
    return {"groups": groups(found, context.get("evidence") or {})}


@dataclass(frozen=True)
class Named:
    """Somebody or something that an article names, with the address of its page here where it has one."""

    name: str
    address: str


@register.inclusion_tag("archive/_mentions.html")
def named_in(article: Article) -> dict[str, Any]:
    """Who and what the article names, as far as editors have confirmed it, and how much they have not."""
    authorities = list(Authority.objects.filter(mentions__article=article).distinct())
    people = Person.objects.published().filter(authority__in=authorities) if authorities else []
    profiles = {person.authority_id: person for person in people}
    named = [Named(one.name, address_of(one, profiles.get(one.pk))) for one in authorities]
    return {"named": named, "unchecked": article.proposals.not_yet_checked().count()}


def address_of(authority: Authority, profile: Person | None) -> str:
    if profile is not None:
        return profile.get_absolute_url()
    is_place = authority.kind == Authority.Kind.PLACE
    return reverse("places:detail", args=[authority.slug]) if is_place else ""


def of_record(record: Any) -> list[Related]:
    """What a person's record is linked with."""
    return [
        Related(_("Petitions"), list(record.petitions.published())),
        Related(_("Letters"), list(record.letters.published().by_date())),
        Related(_("Events"), list(record.events.published().by_date())),
    ]


def groups(found: list[Related], evidence: dict[int, Evidence]) -> list[Related]:
    cited = Related(_("From the archive"), cited_articles(evidence.values()))
    return [group for group in [*found, cited] if group.records]


def cited_articles(evidence: Iterable[Evidence]) -> list[Article]:
    """The published articles in which the page's citations stand, each once."""
    articles = {row.article.pk: row.article for row in evidence if row.article}
    return sorted(articles.values(), key=lambda article: article.display_title)
