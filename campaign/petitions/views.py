"""The petitions as everybody sees them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import Evidence, evidence_for
from archive.models import Citation
from archive.withdrawn import get_published_or_gone
from campaign.actions.models import Demand
from campaign.petitions.forms import SignatureForm
from campaign.petitions.models import Petition, Signature
from campaign.prisoners.models import Person
from campaign.web.remembering import remembered

PUBLIC_NAMES_SHOWN = 20
COUNT_CACHING = "public, max-age=1, stale-while-revalidate=1, stale-if-error=60"


@dataclass(frozen=True)
class Linked:
    """What stands on a petition's page from elsewhere; each process reads it again after two seconds."""

    people: list[Person]
    demands: list[Demand]
    citations: list[Citation]
    evidence: dict[int, Evidence]


@public_page
@require_safe
def petition_list(request: HttpRequest) -> HttpResponse:
    petitions = list(Petition.objects.published())
    context = {
        "open_petitions": [petition for petition in petitions if petition.is_open],
        "other_petitions": [petition for petition in petitions if not petition.is_open],
    }
    return render(request, "petitions/petition_list.html", context)


@public_page
@require_safe
def petition_detail(request: HttpRequest, slug: str) -> HttpResponse:
    petition: Petition = get_published_or_gone(Petition.objects.all(), slug)
    names = Signature.objects.public().filter(petition=petition).values_list("public_name", flat=True)
    linked = remembered(f"petition {petition.pk}, {petition.content_version}", lambda: linked_to(petition))
    context = {
        "petition": petition,
        "linked": linked,
        "evidence": linked.evidence,
        "form": SignatureForm(home_country=petition.home_country) if petition.is_open else None,
        "public_names": list(names[:PUBLIC_NAMES_SHOWN]),
    }
    return render(request, "petitions/petition_detail.html", context)


def linked_to(petition: Petition) -> Linked:
    citations = list(petition.citations.all())
    return Linked(
        people=list(petition.people.published()),
        demands=list(petition.demands.published()),
        citations=citations,
        evidence=evidence_for(citations),
    )


@require_safe
def petition_count(request: HttpRequest, slug: str) -> HttpResponse:
    """The counter for scripts: at most a second old, at most two more in a shared cache."""
    count = Petition.objects.published().filter(slug=slug).values_list("confirmed_count", flat=True).first()
    if count is None:
        raise Http404
    as_of = timezone.now().isoformat(timespec="seconds")
    response = JsonResponse({"count": count, "as_of": as_of})
    response.headers["Cache-Control"] = COUNT_CACHING
    return response
