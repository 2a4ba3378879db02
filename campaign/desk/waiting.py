"""What waits for an editor: numbers that are links to the list that they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Citation, Disagreement, Proposal
from archive.publishing import Publishable
from campaign.actions.models import Action
from campaign.events.models import Event, EventProposal
from campaign.letters.models import Delivery, Letter, Resolution
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import DeliveryState, ResponseState
from campaign.pages.models import ContactMessage
from campaign.petitions.models import Petition, Signature
from campaign.prisoners.models import CustodyPeriod, Person
from campaign.submissions.models import Submission

CONFIRMED_WITHIN = timedelta(days=180)
SITUATION_CHECKED_WITHIN = timedelta(days=90)
ON_ITS_WAY = (DeliveryState.SENT, DeliveryState.HANDED_IN, DeliveryState.ACCEPTED, DeliveryState.RECEIVED)
PUBLISHABLE: tuple[type[Publishable], ...] = (
    *(Article, Disagreement, Person, Letter, Resolution, Event, Action, Petition),
)


@dataclass(frozen=True)
class Waiting:
    """One line of the start page."""

    label: Any
    count: int
    address: str


def what_waits(user: Any) -> list[Waiting]:
    """The lines with something in them, of the kinds that this user may see."""
    return [line for line in lines(user) if line.count]


def lines(user: Any) -> Iterator[Waiting]:
    if may_view(user, Proposal):
        documents = f"{reverse('admin:archive_capture_changelist')}?waiting=yes"
        yield Waiting(_("Proposals to review"), Proposal.objects.must_decide().count(), documents)
    for model in PUBLISHABLE:
        if may_view(user, model):
            name = model._meta.verbose_name_plural
            yield waiting(
                _("Drafts: %(kind)s") % {"kind": name},
                records(model).filter(status="draft"),
                "status__exact=draft",
            )
            yield waiting(
                _("Awaiting a second editor: %(kind)s") % {"kind": name},
                records(model).filter(status="review"),
                "status__exact=review",
            )
    for model, label, rows, query in specific():
        if may_view(user, model):
            yield waiting(label, rows, query)
    if user.has_perm("organisations.change_missionaddress"):
        yield Waiting(
            _("Missions to check: no look at the address for 180 days"),
            Mission.objects.to_check(timezone.localdate()).count(),
            reverse("admin:organisations_mission_check"),
        )


def records(model: type[Publishable]) -> QuerySet[Any]:
    return model._default_manager.all()


def specific() -> Iterator[tuple[Any, Any, QuerySet[Any], str]]:
    yield Submission, _("Reports to read"), Submission.objects.waiting(), "state__exact=waiting"
    yield Delivery, _("Letters without an answer"), unanswered(), "response_state__exact=none"
    yield Person, _("Profiles not confirmed for 180 days"), unconfirmed(), ""
    yield Petition, _("Petitions whose situation was not checked for 90 days"), unchecked(), ""
    yield Signature, _("Signatures held"), Signature.objects.filter(state="held"), "state__exact=held"
    yield (
        ContactMessage,
        _("Messages not answered"),
        ContactMessage.objects.filter(answered_at=None),
        "answered=no",
    )
    yield (
        EventProposal,
        _("Pickets that visitors propose"),
        EventProposal.objects.waiting(),
        "state__exact=waiting",
    )
    yield Citation, _("Citations whose document is not held"), Citation.objects.filter(exact=None), ""


def waiting(label: Any, rows: QuerySet[Any], query: str) -> Waiting:
    opts = rows.model._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return Waiting(label, rows.count(), f"{address}?{query}" if query else address)


def may_view(user: Any, model: Any) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"))


def unanswered() -> QuerySet[Delivery]:
    return Delivery.objects.filter(delivery_state__in=ON_ITS_WAY, response_state=ResponseState.NONE)


def unconfirmed() -> QuerySet[Person]:
    """Published people in custody whose newest confirmation is older than half a year."""
    since = timezone.localdate() - CONFIRMED_WITHIN
    held = Q(custody_periods__status__in=CustodyPeriod.HELD, custody_periods__ended="")
    return (
        Person.objects.filter(held, status="published")
        .annotate(confirmed=Max("custody_periods__last_confirmed_on"))
        .filter(Q(confirmed=None) | Q(confirmed__lt=since))
    )


def unchecked() -> QuerySet[Petition]:
    since = timezone.localdate() - SITUATION_CHECKED_WITHIN
    petitions: QuerySet[Petition] = Petition.objects.filter(status="published")
    return petitions.filter(Q(situation_checked_on=None) | Q(situation_checked_on__lt=since))
