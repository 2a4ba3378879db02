"""The one act that a page offers first."""

from collections.abc import Iterable

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from campaign.pages.context import home_choice
from campaign.petitions.models import Petition
from campaign.petitions.models.petition import SITUATION_IS_OLD_AFTER
from campaign.prisoners.models import Person


def petition_to_sign(people: Iterable[Person] = ()) -> Petition | None:
    """The open petition that editors chose, else one for these people, else the newest: one query.

    One whose situation nobody has checked for long comes last.
    """
    for_them = Petition.people.through.objects.filter(petition=OuterRef("pk"), person__in=people)
    checked_since = timezone.localdate() - SITUATION_IS_OLD_AFTER
    petitions = Petition.objects.open().annotate(
        rank=Case(
            When(pk=home_choice().petition_id, then=Value(0)),
            When(Exists(for_them), then=Value(1)),
            When(Q(situation_checked_on__gte=checked_since), then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
    )
    found: Petition | None = petitions.order_by("rank", "-published_at", "slug").first()
    return found
