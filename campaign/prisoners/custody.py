"""Who is held on a day: one set of rules for the list, its filters, its counts and the badge.

A period has a certain range, from the latest day on which it began to the earliest on which it ended, and a
possible one, from the earliest beginning to the latest end. Where no source says that it ended, it is certain
until the day of the newest source that confirms it, and possible from then on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.edtf import EdtfError, parse

if TYPE_CHECKING:
    from campaign.prisoners.models import CustodyPeriod

CONFIRMED_WITHIN = timedelta(days=180)
A_DAY = timedelta(days=1)


class Group(TextChoices):
    """What a day's list says of a person, in the order of its headings."""

    HELD = "held", gettext_lazy("held, confirmed in the last 180 days")
    CHECKING = "checking", gettext_lazy("last known to be held; we are checking")
    POSSIBLE = "possible", gettext_lazy("possibly held")
    EARLIER = "earlier", gettext_lazy("held earlier")
    NONE = "none", gettext_lazy("no custody recorded")


def read_day(text: str) -> date:
    """The day that `?as_of=` asks for; without one, today. Raises ValidationError if it is not one day."""
    today = timezone.localdate()
    if not text.strip():
        return today
    try:
        asked = parse(text.strip())
    except EdtfError as error:
        raise ValidationError(_("Write the day as year, month and day, for example 2013-05-01.")) from error
    if asked.earliest is None or asked.earliest != asked.latest:
        raise ValidationError(_("Name one day, for example 2013-05-01: a month or a year is not enough."))
    if asked.earliest > today + A_DAY:  # a day ahead, because it is tomorrow already somewhere
        raise ValidationError(_("That day is still to come. Choose today or an earlier day."))
    return asked.earliest


# ── Rules over the rows of one period ────────────────────────────────────────────────────────────────────


def begun_by(day: date) -> Q:
    """Periods that may have begun by the day."""
    return Q(began_earliest=None) | Q(began_earliest__lte=day)


def certain_on(day: date) -> Q:
    """Periods whose certain range contains the day."""
    unknown_end = Q(ended_earliest=None, ended_latest=None, last_confirmed_on__gte=day)
    return Q(began_latest__lte=day) & (Q(ended_earliest__gt=day) | unknown_end)


def possible_on(day: date) -> Q:
    """Periods whose possible range contains the day and that no later period has replaced by then."""
    not_ended = Q(ended_latest=None) | Q(ended_latest__gte=day)
    return begun_by(day) & not_ended & ~Q(is_replaced=True)


def confirmed_on(day: date) -> Q:
    """Periods that a source confirms for the 180 days before the day, or for any day after it."""
    told_afterwards = Q(
        end_is_inferred=False, ended_earliest__gt=day, ended_earliest__lte=timezone.localdate()
    )
    return Q(last_confirmed_on__gte=day - CONFIRMED_WITHIN) | told_afterwards


def mark_replaced(periods: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Marks a period of unknown end that a later one has followed: freed in 2014 is not held since."""
    later = periods.model._default_manager.filter(
        person=OuterRef("person"),
        began_latest__lte=day,
        began_earliest__gt=Coalesce(OuterRef("began_earliest"), Value(date.min)),
    )
    return periods.annotate(is_replaced=Exists(later) & Q(ended_latest=None))


# ── The status of people ─────────────────────────────────────────────────────────────────────────────────


def status_annotations(
    periods: QuerySet[Any], day: date, *, held: Iterable[str], maybe: Iterable[str]
) -> dict[str, Any]:
    """What each person's status on the day is made of; `periods` are those of OuterRef("pk").

    `held` are the forms of custody that count as held, `maybe` those that never count as more than possible.
    """
    periods = mark_replaced(periods, day)
    of_custody = periods.filter(status__in=[*held, *maybe])
    may_be_held = of_custody.filter(possible_on(day) | certain_on(day))
    unknown_end = Q(ended_latest=None, began_latest__lte=day)
    certain = periods.filter(certain_on(day), status__in=list(held))
    settled = may_be_held.filter(certain_on(day) | unknown_end, status__in=list(held))
    group = Case(
        When(Exists(settled.filter(confirmed_on(day))), then=Value(Group.HELD)),
        When(Exists(settled), then=Value(Group.CHECKING)),
        When(Exists(may_be_held), then=Value(Group.POSSIBLE)),
        When(Exists(of_custody.filter(begun_by(day))), then=Value(Group.EARLIER)),
        default=Value(Group.NONE),
        output_field=CharField(),
    )
    latest = Subquery(latest_first(periods, day).values("pk")[:1])
    return {
        "held_certain": Exists(certain),
        "held_possible": Exists(may_be_held) & ~Exists(certain),
        "custody_group": group,
        "latest_period_id": latest,
        "last_confirmed_on": Subquery(latest_first(periods, day).values("last_confirmed_on")[:1]),
    }


def latest_first(periods: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Periods begun by the day: one that certainly holds on it, then a possible one, then the newest."""
    nearness = Case(
        When(certain_on(day), then=Value(0)), When(possible_on(day), then=Value(1)), default=Value(2)
    )
    return periods.filter(begun_by(day)).order_by(nearness, F("began_latest").desc(nulls_last=True), "-pk")


# ── Periods that cannot both hold ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Overlap:
    """Two periods of one person whose certain ranges share a day."""

    first: "CustodyPeriod"
    second: "CustodyPeriod"

    def __str__(self) -> str:
        return _("“%(first)s” and “%(second)s” overlap: one person cannot be in both at once.") % {
            "first": self.first,
            "second": self.second,
        }


def certain_range(period: "CustodyPeriod") -> tuple[date, date] | None:
    """The first day on which it certainly held, and the first on which it no longer did; None without any.

    Computed from the texts, so that it is right before the row is saved. Raises EdtfError.
    """
    start = parse(period.began).latest if period.began else None
    ended = parse(period.ended) if period.ended else None
    end = ended.earliest if ended else None
    if end is None and (ended is None or ended.latest is None) and period.last_confirmed_on:
        end = period.last_confirmed_on + A_DAY
    return (start, end) if start and end and start < end else None


def overlaps(periods: Iterable["CustodyPeriod"]) -> list[Overlap]:
    """The pairs among one person's periods that cannot both hold."""
    found = []
    for first, second in combinations(periods, 2):
        one, other = certain_range(first), certain_range(second)
        if one and other and one[0] < other[1] and other[0] < one[1]:
            found.append(Overlap(first, second))
    return found


def ends_before_it_begins(period: "CustodyPeriod") -> bool:
    """Whether its latest end lies before its earliest beginning. Raises EdtfError."""
    start = parse(period.began).earliest if period.began else None
    end = parse(period.ended).latest if period.ended else None
    return bool(start and end and end < start)


def days_at_least(period: "CustodyPeriod", day: date) -> int:
    """How many days of it had certainly passed by the end of the day; 0 when none is certain."""
    certain = certain_range(period)
    return max((min(certain[1], day + A_DAY) - certain[0]).days, 0) if certain else 0
