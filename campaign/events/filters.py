from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django.utils.translation import gettext_lazy as _

from archive.facets import FacetedFilterSet
from campaign.events.models import Event, EventQuerySet
from campaign.organisations.countries import country_name


class EventFilter(FacetedFilterSet):
    """What happened by kind, by country, by year."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind")
    country = django_filters.ChoiceFilter(label=_("Country"), field_name="country")
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="year")

    class Meta:
        model = Event
        fields = ["kind", "country", "year"]

    @property
    def qs(self) -> EventQuerySet:
        return cast(EventQuerySet, super().qs)

    def label_of(self, name: str, value: Any) -> str:
        if name == "kind":
            return str(Event.Kind(value).label)
        return country_name(value) if name == "country" else str(value)

    def in_order(self, name: str) -> Iterable[Any]:
        return sorted(self.counted[name], reverse=True) if name == "year" else super().in_order(name)
