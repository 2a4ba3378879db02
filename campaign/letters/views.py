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
from campaign.letters.exports import COLUMNS, overdue_data, register_data, table_rows
from campaign.letters.filters import LetterFilter, choices_of, chosen_values, facets_of, query_string
from campaign.letters.models import Delivery, Letter
from campaign.letters.sentences import evidence_of
from campaign.letters.shared_sentences import shared_with
from campaign.letters.texts import text_of
from campaign.web.csv_export import csv_response

LETTERS_ON_A_PAGE = 50


@public_page
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    letters = Letter.objects.published()
    filters = LetterFilter(request.GET, queryset=letters)
    choices = choices_of(filters)
    of_a_kind = letters if chosen_values(filters).get("kind") else letters.sent_ones()
    is_table = facets_are_useful(of_a_kind)
    shown: Any  # a page or a list of letters
    context: dict[str, Any] = {"choices": choices, "query": query_string(chosen_values(filters))}
    if is_table:
        pages = Paginator(filters.qs.by_date().with_register(), LETTERS_ON_A_PAGE)
        shown = pages.get_page(request.GET.get("page"))
        context |= {"page": shown, "facets": facets_of(of_a_kind, filters)}
    else:
        shown = list(filters.qs.oldest_first().with_register())
        context |= {"groups": by_action(shown), "found": len(shown)}
    context["evidence"] = evidence_of(shown)
    context["is_late"] = any(row.is_overdue for letter in shown for row in letter.deliveries.all())
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
        "shared": shared_with(letter),
        "followers": letter.followers.published().count() if letter.is_model else 0,
        "language_name": language_name(letter.language) if letter.language else "",
    }
    return render(request, "letters/letter_detail.html", context)


def citations_on_page(letter: Letter) -> list[Citation]:
    """Everything that a letter's own page cites."""
    events = chain.from_iterable(delivery.events.all() for delivery in letter.deliveries.all())
    # Rows of five models, each with citations of its own.
    rows: Iterable[Any] = chain(
        [letter], letter.tallies.all(), letter.signatories.all(), letter.published_demands, events
    )
    citations = [citation for row in rows for citation in row.citations.all()]
    return [letter.text_citation, *citations] if letter.text_citation else citations


@public_page
@require_safe
def letter_table(request: HttpRequest) -> HttpResponse:
    return csv_response("letters.csv", COLUMNS, table_rows(chosen_letters(request)))


@public_page
@require_safe
def letter_data(request: HttpRequest) -> HttpResponse:
    letters = register_data(chosen_letters(request))
    return JsonResponse({"letters": letters}, json_dumps_params={"ensure_ascii": False})


@public_page
@require_safe
def letter_overdue(request: HttpRequest) -> HttpResponse:
    """The deliveries whose promised reply had not come a month after the promise, when somebody last checked."""
    late = Delivery.objects.overdue().filter(letter__in=Letter.objects.published())
    deliveries = late.select_related("letter", "mission").order_by("letter__slug", "pk")
    data = {"deliveries": [overdue_data(delivery) for delivery in deliveries]}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def chosen_letters(request: HttpRequest) -> Any:
    """The published letters that the list shows for the same address, newest first."""
    filters = LetterFilter(request.GET, queryset=Letter.objects.published())
    return filters.qs.by_date().with_register()
