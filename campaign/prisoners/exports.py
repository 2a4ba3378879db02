"""The directory as open data: what the public list shows, for the day and the choices of its address."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings

from archive.models import AuthorityName
from campaign.prisoners.models import CustodyPeriod, Designation, Person
from campaign.web.csv_export import Cell

COLUMNS = [
    *("person", "name", "other_names", "as_of", "status", "held_certain", "held_possible"),
    *("custody", "began", "begin_is_inferred", "begin_inferred_from"),
    *("ended", "end_is_inferred", "end_inferred_from", "release"),
    *("charge", "place", "last_confirmed_on", "called_by", "address"),
]


def table_rows(people: Iterable[Person], day: date) -> Iterator[list[Cell]]:
    """One row for each person, with the period that says most about the day."""
    for person in people:
        names = "; ".join(name.text for name in person.display_names)
        called = "; ".join(f"{row.by}: {row.label}" for row in person.designations.all())
        yield [
            *(person.slug, person.name, names, str(day), person.custody_group),
            *(yes_or_no(person.held_certain), yes_or_no(person.held_possible)),
            *period_cells(person.latest_period),
            *(called, address_of(person)),
        ]


def period_cells(period: CustodyPeriod | None) -> list[Cell]:
    if period is None:
        return [""] * 11
    return [
        *(period.status, period.began, yes_or_no(period.begin_is_inferred), period.begin_reason),
        *(period.ended, yes_or_no(period.end_is_inferred), period.end_reason),
        *(period.release, period.reason, period.place, str(period.last_confirmed_on or "")),
    ]


def directory_data(people: Iterable[Person], day: date) -> dict[str, Any]:
    return {"as_of": day, "people": [person_data(person) for person in people]}


def person_data(person: Person) -> dict[str, Any]:
    """Null where nothing is recorded; dates in EDTF."""
    period = person.latest_period
    return {
        "person": person.slug,
        "name": person.name,
        "names": [name_data(name) for name in person.display_names],
        "status": person.custody_group,
        "held_certain": person.held_certain,
        "held_possible": person.held_possible,
        "last_confirmed_on": person.last_confirmed_on,
        "custody": period_data(period) if period else None,
        "called": [designation_data(row) for row in person.designations.all()],
        "address": address_of(person),
    }


def name_data(name: AuthorityName) -> dict[str, Any]:
    return {"text": name.text, "language": name.language or None, "script": name.script}


def period_data(period: CustodyPeriod) -> dict[str, Any]:
    return {
        "status": period.status,
        "began": period.began,
        "begin_is_inferred": period.begin_is_inferred,
        "begin_inferred_from": period.begin_reason or None,
        "ended": period.ended or None,
        "end_is_inferred": period.end_is_inferred,
        "end_inferred_from": period.end_reason or None,
        "release": period.release or None,
        "charge": period.reason or None,
        "place": period.place or None,
    }


def designation_data(row: Designation) -> dict[str, Any]:
    return {"by": row.by, "as": row.label, "date": row.date or None}


def address_of(person: Person) -> str:
    return f"{settings.CAMPAIGN_URL}{person.get_absolute_url()}"


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
