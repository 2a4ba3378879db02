"""What stands elsewhere on this site about the same thing: where the registers meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.evidence import Evidence
from archive.models import Article
from campaign.actions.models import Action
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
    """The petitions, letters and events of an action, and the articles that the page cites."""
    return {"groups": groups(of_record(action), context.get("evidence") or {})}


def of_record(record: Any) -> list[Related]:
    """People and actions have the same three relations."""
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
