"""The home page: one act, one door, the people, one point on which sources differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Prefetch, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import Evidence, evidence_for
from archive.models import Article, Citation, Disagreement
from campaign.letters.contradictions import Telling, tellings_of
from campaign.letters.models import Delivery, Letter
from campaign.pages.acts import petition_to_sign
from campaign.pages.context import home_choice
from campaign.prisoners.custody import Group
from campaign.prisoners.models import Person

PEOPLE, DOCUMENTS = 6, 4


@dataclass(frozen=True)
class Door:
    """A letter about whose delivery two accounts cannot both hold."""

    letter: Letter
    delivery: Delivery
    tellings: list[Telling]

    @property
    def is_one_document(self) -> bool:
        """Whether both accounts stand in the same article."""
        articles = {
            row.article.pk if row.article else None for telling in self.tellings for row in telling.evidence
        }
        return len(articles) == 1 and None not in articles


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    letter, disagreement = contested_letter(), disagreement_of_sources()
    evidence = evidence_for(cited(letter, disagreement))
    context = {
        "petition": petition_to_sign(),
        "door": door_of(letter, evidence) if letter else None,
        "people": people(),
        "disagreement": disagreement,
        "articles": documents(),
        "evidence": evidence,
    }
    return render(request, "pages/home.html", context)


def first_chosen(rows: QuerySet[Any], chosen: int | None) -> Any:
    """The row that editors chose, else the first."""
    rank = Case(When(pk=chosen, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(rank, *(rows.query.order_by or rows.model._meta.ordering)).first()


def contested_letter() -> Letter | None:
    deliveries = Delivery.objects.contested()
    letters = Letter.objects.published().by_date().filter(deliveries__in=deliveries).distinct()
    with_record = letters.prefetch_related(
        Prefetch("deliveries", deliveries.select_related("mission")), "deliveries__events__citations"
    )
    found: Letter | None = first_chosen(with_record, home_choice().letter_id)
    return found


def disagreement_of_sources() -> Disagreement | None:
    rows = Disagreement.objects.published().prefetch_related("statements__citations")
    found: Disagreement | None = first_chosen(rows, home_choice().disagreement_id)
    return found


def door_of(letter: Letter, evidence: dict[int, Evidence]) -> Door | None:
    for delivery in letter.deliveries.all():
        for tellings in tellings_of(delivery, evidence):
            return Door(letter, delivery, tellings)
    return None


def cited(letter: Letter | None, disagreement: Disagreement | None) -> Iterable[Citation]:
    deliveries = letter.deliveries.all() if letter else ()
    rows: list[Any] = [event for delivery in deliveries for event in delivery.events.all()]
    rows += disagreement.statements.all() if disagreement else ()
    return [citation for row in rows for citation in row.citations.all()]


def people() -> list[Person]:
    """A few people, those held today first; nobody without a recorded custody."""
    order = [When(custody_group=group, then=Value(rank)) for rank, group in enumerate(Group)]
    rows = Person.objects.published().with_record().with_status_on(timezone.localdate())
    known = rows.exclude(custody_group=Group.NONE).annotate(rank=Case(*order, output_field=IntegerField()))
    return list(known.order_by("rank", F("last_confirmed_on").desc(nulls_last=True), "name")[:PEOPLE])


def documents() -> list[Article]:
    rows = Article.objects.published().top_level().by_document_date()
    return list(rows.select_related("publication").prefetch_related("provenance")[:DOCUMENTS])
