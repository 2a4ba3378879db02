"""One search over the whole site: what was found, grouped by kind, and what is spelt almost so."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.facets import FACETS_FROM, Choice, Facet, Option
from archive.language_names import language_name
from archive.models import Article
from archive.references import reference_file
from archive.search.find import Hit, find
from archive.search.similar import similar_to
from archive.search.terms import NameWords, terms_of

LONGEST_QUESTION = 200
MOST_HITS = 20  # of one kind on the page that shows all kinds

# In the order in which the groups stand.
KINDS = {
    "person": _("People in the directory"),
    "petition": _("Petitions"),
    "letter": _("Letters"),
    "action": _("Actions"),
    "event": _("Events"),
    "article": _("Archive"),
    "topic": _("Topics"),
    "resolution": _("Resolutions"),
    "mission": _("Missions"),
    "organisation": _("Organisations"),
    "page": _("About this site"),
}

FACETS = {"kind": _("Kind"), "language": _("Language"), "year": _("Year")}


@dataclass(frozen=True)
class Group:
    """The hits of one kind, bounded, and how many there are."""

    kind: str
    label: Any
    hits: list[Hit]
    count: int


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    question = question_of(request)
    names = NameWords.read() if question else NameWords()
    narrowing = Narrowing(request.GET, find(question, names), question)
    hits = narrowing.hits
    context = {
        "question": question,
        "narrowing": narrowing,
        "groups": groups(hits, is_whole=bool(narrowing.chosen.get("kind"))),
        "count": len(hits),
        "has_articles": any(hit.document.kind == "article" for hit in hits),
        "similar": similar_to(terms_of(question, names), names),
    }
    return render(request, "pages/search.html", context)


@require_safe
def search_references(request: HttpRequest, form: str) -> HttpResponse:
    """The articles that a search has found, in its order, for a reference manager."""
    question = question_of(request)
    found = Narrowing(request.GET, find(question), question).hits
    slugs = [hit.document.key for hit in found if hit.document.kind == "article"]
    rows = Article.objects.published().filter(slug__in=slugs)
    articles = {row.slug: row for row in rows.select_related("publication").prefetch_related("provenance")}
    return reference_file([articles[slug] for slug in slugs if slug in articles], form, "search")


def question_of(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_QUESTION]


class Narrowing:
    """The facets of what was found: kind, language and year, each with how many pages have it.

    A value that no page has leaves nothing: an old link must not show everything.
    """

    def __init__(self, data: QueryDict, found: list[Hit], question: str) -> None:
        self.found, self.question = found, question
        self.values: dict[str, Callable[[Hit], str]] = {
            "kind": lambda hit: hit.document.kind,
            "language": lambda hit: hit.document.language,
            "year": lambda hit: str(hit.document.dated.year) if hit.document.dated else "",
        }
        self.chosen = {name: value for name in self.values if (value := data.get(name, ""))}

    @property
    def hits(self) -> list[Hit]:
        return [
            hit
            for hit in self.found
            if all(self.values[name](hit) == value for name, value in self.chosen.items())
        ]

    @property
    def facets(self) -> list[Facet]:
        if len(self.found) < FACETS_FROM:
            return []
        counted = {name: Counter(filter(None, map(value, self.found))) for name, value in self.values.items()}
        return [self.facet(name, counts) for name, counts in counted.items() if len(counts) > 1]

    def facet(self, name: str, counts: Counter[str]) -> Facet:
        if name == "kind":
            values = [kind for kind in KINDS if kind in counts]
        else:
            values = sorted(counts, reverse=name == "year")
        chosen = self.chosen.get(name)
        options = [Option(value, label_of(name, value), counts[value], value == chosen) for value in values]
        return Facet(name, str(FACETS[name]), options)

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(str(FACETS[name]), label_of(name, value), self.query_string(without=name))
            for name, value in self.chosen.items()
        ]

    def query_string(self, *, without: str = "") -> str:
        query = QueryDict(mutable=True)
        query["q"] = self.question
        query.update({name: value for name, value in self.chosen.items() if name != without})
        return query.urlencode()


def label_of(name: str, value: str) -> str:
    if name == "kind":
        return str(KINDS.get(value, value))
    return language_name(value) if name == "language" else value


def groups(hits: Iterable[Hit], *, is_whole: bool) -> list[Group]:
    order = list(KINDS)
    ordered = sorted(hits, key=lambda hit: order.index(hit.document.kind))
    found = []
    for name, members in groupby(ordered, key=lambda hit: hit.document.kind):
        rows = list(members)
        found.append(Group(name, KINDS[name], rows if is_whole else rows[:MOST_HITS], len(rows)))
    return found


def address_prefix(language: str) -> str:
    """What stands before the addresses of the index, which are those of the default language."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def address_of(hit: Hit) -> str:
    """In the reader's language; the text of a page of this site in the language in which it was found."""
    document = hit.document
    language = document.language if document.kind == "page" else get_language()
    return f"{address_prefix(language or settings.LANGUAGE_CODE)}{document.address}"
