"""How often letters met with what: counted when asked, of published letters only."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise

from campaign.letters.models import Delivery, Letter
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import DeliveryState, ResponseState

Counted = list[tuple[str | Promise, int]]


@dataclass(frozen=True)
class Totals:
    """Numbers of deliveries by each axis, in the order of its vocabulary."""

    deliveries: Counted
    responses: Counted

    @property
    def number(self) -> int:
        """Of deliveries; one alone is told by its sentence."""
        return sum(number for _, number in self.deliveries)


def of_mission(mission: Mission) -> Totals:
    """What came of the published letters to a mission; two queries."""
    rows = Delivery.objects.filter(mission=mission, letter__in=Letter.objects.published()).order_by()
    deliveries = dict(rows.values_list("delivery_state").annotate(Count("pk")))
    responses = dict(rows.values_list("response_state").annotate(Count("pk")))
    return Totals(
        [(state.label, deliveries[state]) for state in DeliveryState if state in deliveries],
        [(state.label, responses[state]) for state in ResponseState if state in responses],
    )
