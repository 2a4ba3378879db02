from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django.utils.translation import gettext_lazy as _

from archive.facets import FacetedFilterSet
from campaign.prisoners.custody import Group
from campaign.prisoners.models import Person, PersonQuerySet


class PersonFilter(FacetedFilterSet):
    """The directory by status on the day, by place of the last known custody, by year of the first one."""

    status = django_filters.ChoiceFilter(label=_("Status"), field_name="custody_group")
    place = django_filters.ChoiceFilter(label=_("Place"), field_name="custody_place")
    year = django_filters.ChoiceFilter(label=_("First held in"), field_name="first_year")

    class Meta:
        model = Person
        fields = ["status", "place", "year"]

    @property
    def qs(self) -> PersonQuerySet:
        return cast(PersonQuerySet, super().qs)

    def label_of(self, name: str, value: Any) -> str:
        return str(Group(value).label) if name == "status" else str(value)

    def in_order(self, name: str) -> Iterable[Any]:
        if name == "status":
            return [group.value for group in Group if group.value in self.counted[name]]
        if name == "year":
            return sorted(self.counted[name], reverse=True)
        return super().in_order(name)
