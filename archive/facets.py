"""Facets of a list: they appear only where they help, and say how many rows each choice would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict

FACETS_FROM = 13  # shorter lists are read through


def facets_are_useful(rows: QuerySet[Any]) -> bool:
    """Whether a list is long enough to need facets."""
    return rows[FACETS_FROM - 1 : FACETS_FROM].exists()


@dataclass(frozen=True)
class Option:
    """One value of a facet, and how many rows of the whole list have it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Choice:
    """A choice that was made, and the list's query string without it."""

    facet: str
    label: str
    query_without: str


class FacetedFilterSet(django_filters.FilterSet):
    """A form of ChoiceFilters whose choices are the values found in the unfiltered rows, with their counts.

    Each filter's field_name is a column or an annotation of `queryset`; all of them are read in one query.
    Below FACETS_FROM rows, or with a single value, a facet is not shown, but an address that names it works.
    `keep` are parameters of the address that belong to the list's other forms. A facet named in `many` can
    have several values for one row: override `values_of_many`.
    """

    many: tuple[str, ...] = ()

    def __init__(
        self, data: QueryDict, queryset: QuerySet[Any], keep: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.keep = dict(keep or {})
        single = [name for name in self.filters if name not in self.many]
        rows = list(queryset.order_by().values_list(*(self.filters[name].field_name for name in single)))
        self.row_count = len(rows)
        counted = {
            name: Counter(row[index] for row in rows if row[index] not in (None, ""))
            for index, name in enumerate(single)
        } | (self.values_of_many(queryset) if self.many else {})
        self.counted = {name: counted[name] for name in self.filters}
        for name, facet in self.filters.items():
            facet.extra["choices"] = [(value, self.label_of(name, value)) for value in self.in_order(name)]

    def values_of_many(self, queryset: QuerySet[Any]) -> dict[str, Counter[Any]]:
        """For each facet of `many`, in how many rows each value occurs."""
        raise NotImplementedError

    def label_of(self, name: str, value: Any) -> str:
        """What readers see for a value; override for vocabularies."""
        return str(value)

    def in_order(self, name: str) -> Iterable[Any]:
        """The values of a facet as they are listed; override where the alphabet is not the order."""
        return sorted(self.counted[name], key=lambda value: self.label_of(name, value))

    @property
    def qs(self) -> QuerySet[Any]:
        """The rows that match; none for a value that no row has: an old link must not show everything."""
        return super().qs if self.form.is_valid() else self.queryset.none()

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and understood, by the name of its facet."""
        made = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: str(value) for name, value in made.items() if value}

    @property
    def facets(self) -> list[Facet]:
        """The facets that help with this list."""
        if self.row_count < FACETS_FROM:
            return []
        return [self.facet(name) for name, counts in self.counted.items() if len(counts) > 1]

    def facet(self, name: str) -> Facet:
        chosen = self.chosen.get(name)
        options = [
            Option(str(value), self.label_of(name, value), self.counted[name][value], str(value) == chosen)
            for value in self.in_order(name)
        ]
        return Facet(name, str(self.filters[name].label), options)

    @property
    def choices(self) -> list[Choice]:
        """The choices that were made, each with the way back."""
        return [
            Choice(str(self.filters[name].label), self.label_of(name, value), self.query_string(without=name))
            for name, value in self.chosen.items()
        ]

    def query_string(self, *, without: str = "") -> str:
        """The address of the list as it is filtered now, for its data and its other forms."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in {**self.keep, **self.chosen}.items() if name != without})
        return query.urlencode()
