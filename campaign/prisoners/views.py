from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.models import Citation
from archive.withdrawn import get_published_or_gone
from campaign.prisoners.custody import Group
from campaign.prisoners.exports import COLUMNS, directory_data, table_rows
from campaign.prisoners.filters import PersonFilter
from campaign.prisoners.forms import DayForm
from campaign.prisoners.models import CustodyPeriod, Designation, Person, PersonFact
from campaign.web.csv_export import csv_response
from campaign.web.refusals import refuse

UNPROCESSABLE = 422


@public_page
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET)
    if not form.is_valid():
        return render(request, "prisoners/person_list.html", {"form": form}, status=UNPROCESSABLE)
    day = form.cleaned_data["as_of"]
    filters = directory(request, form)
    people = list(filters.qs.with_record())
    context = {
        "form": form,
        "day": day,
        "filters": filters,
        "groups": list(in_groups(people)),
        "people": people,
        "certain_count": sum(person.held_certain for person in people),
        "possible_count": sum(person.held_possible for person in people),
        "starter": next((person for person in people if person.is_unreviewed_starter), None),
    }
    return render(request, "prisoners/person_list.html", context)


def directory(request: HttpRequest, form: DayForm) -> PersonFilter:
    """The published people with their status on the form's day, narrowed by the choices of the address."""
    people = Person.objects.published().with_status_on(form.cleaned_data["as_of"])
    keep = {} if form.is_for_today else {"as_of": form.data["as_of"]}
    return PersonFilter(request.GET, people, keep=keep)


def in_groups(people: Iterable[Person]) -> Iterator[tuple[Group, list[Person]]]:
    """The groups that are not empty, in the order of their headings."""
    rows = list(people)
    for group in Group:
        members = [person for person in rows if person.custody_group == group]
        if members:
            yield group, members


@public_page
@require_safe
def person_table(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET)
    if not form.is_valid():
        return refuse_day(request, form)
    day: date = form.cleaned_data["as_of"]
    people = directory(request, form).qs.with_record()
    return csv_response(f"people-{day}.csv", COLUMNS, table_rows(people, day))


@public_page
@require_safe
def person_data(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.GET)
    if not form.is_valid():
        return refuse_day(request, form)
    day: date = form.cleaned_data["as_of"]
    data = directory_data(directory(request, form).qs.with_record(), day)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@public_page
@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    form = DayForm(request.GET)
    if not form.is_valid():
        return refuse_day(request, form)
    day = form.cleaned_data["as_of"]
    people = Person.objects.with_status_on(day).with_record().with_sources()
    person: Person = get_published_or_gone(people, slug)
    context = {
        "form": form,
        "day": day,
        "person": person,
        "periods": [(period, period.days_at_least(day)) for period in person.custody_periods.all()],
        "evidence": evidence_for(cited(person)),
    }
    return render(request, "prisoners/person_detail.html", context)


def cited(person: Person) -> list[Citation]:
    """Everything that a profile cites."""
    rows: list[CustodyPeriod | PersonFact | Designation] = [
        *person.custody_periods.all(),
        *person.facts.all(),
        *person.designations.all(),
    ]
    return [citation for row in rows for citation in row.citations.all()]


def refuse_day(request: HttpRequest, form: DayForm) -> HttpResponse:
    sentence = form.errors["as_of"][0] if "as_of" in form.errors else _("The day cannot be read.")
    return refuse(request, UNPROCESSABLE, sentence=str(sentence))
