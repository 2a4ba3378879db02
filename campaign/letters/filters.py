"""The register's facets: how it can be narrowed, what each choice would leave, and which choices are made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaign.actions.models import Action
from campaign.letters.models import Delivery, Letter, LetterQuerySet, Signatory
from campaign.organisations.countries import country_choices, country_name
from campaign.organisations.models import Mission, Organisation
from campaign.organisations.vocabulary import DeliveryState, ResponseState
from campaign.prisoners.models import Person

Found = tuple[
    Any, str, int
]  # a value, what readers call it where it is a record, and how many letters have it


class LetterFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Letter.Kind.choices)
    delivery = django_filters.ChoiceFilter(label=_("Delivery"), choices=DeliveryState.choices)
    response = django_filters.ChoiceFilter(label=_("Answer"), choices=ResponseState.choices)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    year = django_filters.NumberFilter(label=_("Year"), min_value=1, max_value=9999)
    mission = django_filters.ModelChoiceFilter(
        label=_("Addressee"), queryset=Mission.objects.all(), to_field_name="slug"
    )
    person = django_filters.ModelChoiceFilter(
        label=_("For whom"), queryset=lambda request: Person.objects.published(), to_field_name="slug"
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("From"), queryset=Organisation.objects.all(), to_field_name="slug"
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Action"), queryset=lambda request: Action.objects.published(), to_field_name="slug"
    )
    waiting = django_filters.ChoiceFilter(label=_("Waiting"), choices=[("overdue", _("reply overdue"))])

    class Meta:
        model = Letter
        fields = [
            *("kind", "delivery", "response", "country", "year"),
            *("mission", "person", "organisation", "campaign", "waiting"),
        ]

    def filter_queryset(self, queryset: LetterQuerySet) -> LetterQuerySet:
        """What is asked of deliveries is asked of one and the same delivery of a letter.

        Model letters, which nobody sent, stand apart: only their own kind shows them.
        """
        chosen = self.form.cleaned_data
        of_delivery = {
            "delivery_state": chosen.get("delivery"),
            "response_state": chosen.get("response"),
            "mission__host_country": chosen.get("country"),
            "mission": chosen.get("mission"),
        }
        asked = {field: value for field, value in of_delivery.items() if value}
        deliveries = Delivery.objects.overdue() if chosen.get("waiting") else Delivery.objects.all()
        if asked or chosen.get("waiting"):
            queryset = queryset.filter(pk__in=deliveries.filter(**asked).values("letter"))
        if chosen.get("organisation"):
            signed = Signatory.objects.filter(organisation=chosen["organisation"])
            queryset = queryset.filter(pk__in=signed.values("letter"))
        of_letter = {
            "date_latest__year": int(chosen["year"]) if chosen.get("year") else None,
            "people": chosen.get("person"),
            "action": chosen.get("campaign"),
        }
        queryset = queryset.filter(**{field: value for field, value in of_letter.items() if value})
        return queryset.filter(kind=chosen["kind"]) if chosen.get("kind") else queryset.sent_ones()


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
    public = letters.values("pk")
    deliveries = Delivery.objects.filter(letter__in=public)
    people = Letter.people.through.objects.filter(letter__in=public, person__in=Person.objects.published())
    signatories = Signatory.objects.filter(letter__in=public)
    in_action = letters.filter(action__in=Action.objects.published())
    overdue = deliveries.overdue().order_by().aggregate(letters=Count("letter", distinct=True))["letters"]
    counted: dict[str, list[Found]] = {
        "kind": counts(letters, "kind"),
        "delivery": counts(deliveries, "delivery_state"),
        "response": counts(deliveries, "response_state"),
        "country": counts(deliveries, "mission__host_country"),
        "year": counts(letters, "date_latest__year"),
        "mission": counts(deliveries, "mission__slug", "mission__name"),
        "person": counts(people, "person__slug", "person__name"),
        "organisation": counts(signatories, "organisation__slug", "organisation__name"),
        "campaign": counts(in_action, "action__slug", "action__title"),
        "waiting": [("overdue", "", overdue)] if overdue else [],
    }
    chosen = chosen_values(filters)
    facets = [
        Facet(name, str(filters.filters[name].label), list(options(name, rows, chosen.get(name, ""))))
        for name, rows in counted.items()
    ]
    return [
        facet for facet in facets if len(facet.options) > 1 or (facet.name == "waiting" and facet.options)
    ]


def counts(rows: QuerySet[Any], field: str, name: str = "") -> list[Found]:
    """How many letters have each value; `name` is the column with what readers call it."""
    letter = "pk" if rows.model is Letter else "letter"
    columns = [field, name] if name else [field]
    grouped = rows.order_by().values_list(*columns).annotate(letters=Count(letter, distinct=True))
    return [(row[0], row[1] if name else "", row[-1]) for row in grouped if row[0]]


def options(name: str, rows: Iterable[Found], chosen: str) -> Iterator[Option]:
    labelled = [(str(value), called or label_of(name, str(value)), number) for value, called, number in rows]
    is_newest_first = name == "year"
    for value, label, number in sorted(labelled, key=lambda row: str(row[1]), reverse=is_newest_first):
        yield Option(value, label, number, value == chosen)


def label_of(name: str, value: str) -> str | Promise:
    vocabularies: dict[str, Any] = {"kind": Letter.Kind, "delivery": DeliveryState, "response": ResponseState}
    if name in vocabularies:
        label: str | Promise = vocabularies[name](value).label
        return label
    if name == "waiting":
        return _("reply overdue")
    return country_name(value) if name == "country" else value


def chosen_values(filters: LetterFilter) -> dict[str, str]:
    """The choices that were understood, by facet; records by their slug."""
    data = filters.form.cleaned_data if filters.form.is_valid() else {}
    return {name: str(getattr(value, "slug", value)) for name, value in data.items() if value}


def choices_of(filters: LetterFilter) -> list[Choice]:
    """The choices that were made, each with the query string of the list without it."""
    chosen = chosen_values(filters)
    records = {name: str(row) for name, row in filters.form.cleaned_data.items() if hasattr(row, "slug")}
    return [
        Choice(
            records.get(name) or label_of(name, value),
            query_string({key: chosen[key] for key in chosen if key != name}),
        )
        for name, value in chosen.items()
    ]


def query_string(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()
