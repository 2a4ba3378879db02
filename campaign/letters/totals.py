"""How often letters met with what: counted when asked, of published letters only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise

from campaign.letters.models import Delivery, Letter, LetterEvent
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import DeliveryState, ResponseState

Counted = list[tuple[str | Promise, int]]


@dataclass(frozen=True)
class Totals:
    """Numbers of deliveries by each axis, in the order of its vocabulary; of states that occur only."""

    letters: int
    contested: int  # deliveries of which sources tell what cannot both hold
    deliveries: Counted  # attempts: one that was refused and one that followed count as two
    responses: Counted


NOTHING = Totals(0, 0, [], [])


def of_mission(mission: Mission) -> Totals:
    """What came of the published letters to a mission."""
    return of_missions(mission=mission).get(mission.pk, NOTHING)


def of_missions(**narrowed: Any) -> dict[int, Totals]:
    """The same for each mission to which a published letter went, by its key; one query for all of them."""
    rows = Delivery.objects.filter(letter__in=Letter.objects.published(), mission__isnull=False, **narrowed)
    differing = LetterEvent.objects.filter(delivery=OuterRef("pk"), contradicts__isnull=False)
    counted = (
        rows.order_by()
        .values("mission")
        .annotate(
            letters=Count("letter", distinct=True),
            contested=Count("pk", filter=Exists(differing)),
            **counts(),
        )
    )
    return {row["mission"]: totals_of(row) for row in counted}


def counts() -> dict[str, Count]:
    """One number for each state of either axis."""
    return {
        f"{axis}_{state}": Count("pk", filter=Q(**{f"{axis}_state": state}))
        for axis, states in (("delivery", DeliveryState), ("response", ResponseState))
        for state in states.values
    }


def totals_of(row: Mapping[str, Any]) -> Totals:
    return Totals(
        row["letters"],
        row["contested"],
        [(state.label, n) for state in DeliveryState if (n := row[f"delivery_{state.value}"])],
        [(state.label, n) for state in ResponseState if (n := row[f"response_{state.value}"])],
    )
