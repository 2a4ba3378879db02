from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.facets import facets_are_useful
from archive.models import Citation
from archive.views import language_name
from archive.withdrawn import get_published_or_gone
from campaign.actions.models import Action
from campaign.letters.contradictions import tellings_of
from campaign.letters.exports import COLUMNS, register_data, table_rows
from campaign.letters.filters import LetterFilter, choices_of, chosen_values, facets_of, query_string
from campaign.letters.models import Letter
from campaign.letters.sentences import evidence_of
from campaign.letters.texts import text_of
from campaign.web.csv_export import csv_response

LETTERS_ON_A_PAGE = 50


@public_page
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    letters = Letter.objects.published()
    is_table = facets_are_useful(letters)
    filters = LetterFilter(request.GET, queryset=letters)
    context: dict[str, Any] = {"choices": choices_of(filters), "query": query_string(chosen_values(filters))}
    if is_table:
        page = Paginator(filters.qs.by_date().with_register(), LETTERS_ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        context |= {"page": page, "facets": facets_of(letters, filters), "evidence": evidence_of(page)}
    else:
        found = list(filters.qs.oldest_first().with_register())
        context |= {"groups": by_action(found), "found": len(found), "evidence": evidence_of(found)}
    return render(request, "letters/letter_list.html", context)


def by_action(letters: Iterable[Letter]) -> list[tuple[Action | None, list[Letter]]]:
    """The letters of each published action in their order; those of none come last."""
    groups: dict[Action | None, list[Letter]] = {}
    for letter in letters:
        action = letter.action if letter.action and letter.action.is_published else None
        groups.setdefault(action, []).append(letter)
    return sorted(groups.items(), key=lambda group: group[0] is None)


@public_page
@require_safe
def letter_detail(request: HttpRequest, slug: str) -> HttpResponse:
    letter: Letter = get_published_or_gone(Letter.objects.with_record(), slug)
    evidence = evidence_for(citations_on_page(letter))
    context = {
        "letter": letter,
        "evidence": evidence,
        "contradictions": [
            pair for delivery in letter.deliveries.all() for pair in tellings_of(delivery, evidence)
        ],
        "text": text_of(letter, evidence),
        "language_name": language_name(letter.language) if letter.language else "",
    }
    return render(request, "letters/letter_detail.html", context)


def citations_on_page(letter: Letter) -> list[Citation]:
    """Everything that a letter's own page cites."""
    events = chain.from_iterable(delivery.events.all() for delivery in letter.deliveries.all())
    # Rows of four models, each with citations of its own.
    rows: Iterable[Any] = chain([letter], letter.signatories.all(), letter.published_demands, events)
    citations = [citation for row in rows for citation in row.citations.all()]
    return [letter.text_citation, *citations] if letter.text_citation else citations


@public_page
@require_safe
def letter_table(request: HttpRequest) -> HttpResponse:
    letters = Letter.objects.published().by_date().with_register()
    return csv_response("letters.csv", COLUMNS, table_rows(letters))


@public_page
@require_safe
def letter_data(request: HttpRequest) -> HttpResponse:
    letters = Letter.objects.published().by_date().with_register()
    return JsonResponse({"letters": register_data(letters)}, json_dumps_params={"ensure_ascii": False})
