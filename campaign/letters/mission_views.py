"""Missions with what came of the letters to them. They stand here because missions know nothing of letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from campaign.letters import totals
from campaign.letters.models import Letter
from campaign.letters.sentences import evidence_of
from campaign.letters.totals import NOTHING, Totals
from campaign.organisations.models import Mission
from campaign.web.csv_export import Cell, csv_response

LETTERS_ON_A_PAGE = 50

COLUMNS = [
    *("mission", "name", "kind", "host_country", "also_serves", "city", "address", "address_as_of"),
    *(
        "address_checked_on",
        "address_checked_where",
        "letters",
        "delivery",
        "answer",
        "sources_differ",
        "page",
    ),
]


@dataclass(frozen=True)
class Row:
    """A mission in the overview."""

    mission: Mission
    totals: Totals


@dataclass(frozen=True)
class Country:
    """The missions that stand in one country."""

    name: str
    rows: list[Row]

    @property
    def letters(self) -> int:
        return sum(row.totals.letters for row in self.rows)


@public_page
@require_safe
def mission_list(request: HttpRequest) -> HttpResponse:
    countries = by_country(rows())
    context = {"countries": countries, "number": sum(len(country.rows) for country in countries)}
    return render(request, "missions/mission_list.html", context)


def rows() -> list[Row]:
    counted = totals.of_missions()
    missions = Mission.objects.prefetch_related("addresses", "accreditations")
    return [Row(mission, counted.get(mission.pk, NOTHING)) for mission in missions]


def by_country(found: Iterable[Row]) -> list[Country]:
    """In the order of the countries' names; missions whose country nobody states come last."""

    def place(row: Row) -> tuple[bool, str]:
        name = row.mission.host_country_name
        return (not name, name.casefold())

    return [
        Country(members[0].mission.host_country_name, members)
        for _, group in groupby(sorted(found, key=place), key=place)
        if (members := list(group))
    ]


@public_page
@require_safe
def mission_table(request: HttpRequest) -> HttpResponse:
    return csv_response("missions.csv", COLUMNS, table_rows())


def table_rows() -> Iterator[list[Cell]]:
    """The overview as open data. Who looked an address up is not told."""
    for row in rows():
        mission, address = row.mission, row.mission.newest_address
        served = " ".join(sorted(served.country for served in mission.accreditations.all()))
        yield [
            *(mission.slug, mission.name, mission.kind, mission.host_country, served, mission.city),
            *((address.lines, address.as_of) if address else ("", "")),
            *((str(address.checked_on or ""), address.checked_where) if address else ("", "")),
            *(row.totals.letters, in_words(row.totals.deliveries), in_words(row.totals.responses)),
            row.totals.contested,
            f"{settings.CAMPAIGN_URL}{mission.get_absolute_url()}",
        ]


def in_words(counted: totals.Counted) -> str:
    return "; ".join(f"{label}: {number}" for label, number in counted)


@public_page
@require_safe
def mission_detail(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_object_or_404(Mission.objects.with_record(), slug=slug)
    letters = Letter.objects.published().filter(deliveries__mission=mission).distinct()
    page = Paginator(letters.by_date().with_register(), LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    # Rows of two models, each with citations of its own.
    dated: Iterable[Any] = chain(mission.addresses.all(), mission.heads.all())
    cited = evidence_for(citation for row in dated for citation in row.citations.all())
    context = {
        "mission": mission,
        "page": page,
        "totals": totals.of_mission(mission),
        "evidence": cited | evidence_of(page),
    }
    return render(request, "missions/mission_detail.html", context)
