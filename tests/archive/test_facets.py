"""Facets appear only where they help, whatever the list is about."""

import django_filters
import pytest
from django.http import QueryDict

from archive.facets import FACETS_FROM, FacetedFilterSet
from archive.models import Authority

pytestmark = pytest.mark.django_db


class AuthorityFilter(FacetedFilterSet):
    kind = django_filters.ChoiceFilter(label="Kind", field_name="kind")
    note = django_filters.ChoiceFilter(label="Note", field_name="note")

    class Meta:
        model = Authority
        fields = ["kind", "note"]


def filtered(address: str = "", **keep: str) -> AuthorityFilter:
    return AuthorityFilter(QueryDict(address), Authority.objects.order_by("name"), keep=keep)


def rows(number: int) -> None:
    for index in range(number):
        kind = "place" if index % 3 else "person"
        Authority.objects.create(kind=kind, slug=f"row-{index}", name=f"Row {index:02}", note="one note")


def test_twelve_rows_have_no_facets_and_thirteen_have():
    rows(FACETS_FROM - 1)
    assert filtered().facets == []
    Authority.objects.create(kind="person", slug="last", name="Last", note="one note")
    assert [facet.name for facet in filtered().facets] == ["kind"]  # every row has the same note


def test_each_value_has_its_count_in_the_whole_list():
    rows(13)
    (facet,) = filtered("kind=person").facets
    assert [(option.value, option.count, option.is_chosen) for option in facet.options] == [
        ("person", 5, True),
        ("place", 8, False),
    ]


def test_choices_narrow_the_rows_and_can_be_taken_away():
    rows(13)
    narrowed = filtered("kind=person&note=one+note", as_of="2013-05-01")
    assert narrowed.qs.count() == 5
    assert [choice.query_without for choice in narrowed.choices] == [
        "as_of=2013-05-01&note=one+note",
        "as_of=2013-05-01&kind=person",
    ]


def test_a_value_that_no_row_has_matches_nothing():
    rows(3)
    assert filtered("kind=organisation").qs.count() == 0


def test_the_values_are_read_in_one_query(django_assert_num_queries):
    rows(13)
    with django_assert_num_queries(2):
        found = filtered("kind=person")
        assert len(found.facets) == 1
        assert len(found.qs) == 5
