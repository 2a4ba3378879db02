"""The register's facets: how it can be narrowed, what each choice would leave, and which choices are made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaign.letters.models import Delivery, Letter
from campaign.organisations.countries import country_choices, country_name
from campaign.organisations.vocabulary import DeliveryState, ResponseState


class LetterFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Letter.Kind.choices)
    delivery = django_filters.ChoiceFilter(label=_("Delivery"), choices=DeliveryState.choices)
    response = django_filters.ChoiceFilter(label=_("Answer"), choices=ResponseState.choices)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    year = django_filters.NumberFilter(label=_("Year"), min_value=1, max_value=9999)

    class Meta:
        model = Letter
        fields = ["kind", "delivery", "response", "country", "year"]

    def filter_queryset(self, queryset: QuerySet[Letter]) -> QuerySet[Letter]:
        """Delivery, answer and country are asked of one and the same delivery of a letter."""
        chosen = self.form.cleaned_data
        of_delivery = {
            "delivery_state": chosen.get("delivery"),
            "response_state": chosen.get("response"),
            "mission__host_country": chosen.get("country"),
        }
        if asked := {field: value for field, value in of_delivery.items() if value}:
            queryset = queryset.filter(pk__in=Delivery.objects.filter(**asked).values("letter"))
        if chosen.get("kind"):
            queryset = queryset.filter(kind=chosen["kind"])
        if chosen.get("year"):
            queryset = queryset.filter(date_latest__year=int(chosen["year"]))
        return queryset


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the register, with how many letters each of its values has."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Choice:
    """A choice that was made, and the query string without it."""

    label: str | Promise
    query_without: str


def facets_of(letters: QuerySet[Letter], filters: LetterFilter) -> list[Facet]:
    """The facets with two or more values, one query each."""
    deliveries = Delivery.objects.filter(letter__in=letters.values("pk"))
    counted = {
        "kind": counts(letters, "kind"),
        "delivery": counts(deliveries, "delivery_state"),
        "response": counts(deliveries, "response_state"),
        "country": counts(deliveries, "mission__host_country"),
        "year": counts(letters, "date_latest__year"),
    }
    chosen = chosen_values(filters)
    facets = [
        Facet(name, str(filters.filters[name].label), list(options(name, rows, chosen.get(name, ""))))
        for name, rows in counted.items()
    ]
    return [facet for facet in facets if len(facet.options) > 1]


def counts(rows: QuerySet[Any], field: str) -> list[tuple[Any, int]]:
    """How many letters have each value."""
    letter = "pk" if rows.model is Letter else "letter"
    grouped = rows.order_by().values_list(field).annotate(letters=Count(letter, distinct=True))
    return [(value, number) for value, number in grouped if value]


def options(name: str, rows: Iterable[tuple[Any, int]], chosen: str) -> Iterator[Option]:
    labelled = [(str(value), label_of(name, str(value)), number) for value, number in rows]
    is_newest_first = name == "year"
    for value, label, number in sorted(labelled, key=lambda row: str(row[1]), reverse=is_newest_first):
        yield Option(value, label, number, value == chosen)


def label_of(name: str, value: str) -> str | Promise:
    vocabularies: dict[str, Any] = {"kind": Letter.Kind, "delivery": DeliveryState, "response": ResponseState}
    if name in vocabularies:
        label: str | Promise = vocabularies[name](value).label
        return label
    return country_name(value) if name == "country" else value


def chosen_values(filters: LetterFilter) -> dict[str, str]:
    """The choices that were understood, by facet."""
    data = filters.form.cleaned_data if filters.form.is_valid() else {}
    return {name: str(value) for name, value in data.items() if value}


def choices_of(filters: LetterFilter) -> list[Choice]:
    """The choices that were made, each with the query string of the list without it."""
    chosen = chosen_values(filters)
    return [
        Choice(label_of(name, value), query_string({key: chosen[key] for key in chosen if key != name}))
        for name, value in chosen.items()
    ]


def query_string(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()
