import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action, Demand
from campaign.organisations.models import Mission, Organisation
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState
from campaign.prisoners.models import Person

# A promise of a reply is overdue after this many days; a campaign rarely hears later than in a month.
PROMISE_DAYS = 30

# An answer can still come: there is nothing but a promise, and the letter was not stopped on its way.
AWAITED = (ResponseState.NONE, ResponseState.PROMISED_FORWARD, ResponseState.PROMISED_REPLY)
STOPPED = (DeliveryState.PLANNED, DeliveryState.CANCELLED, DeliveryState.RETURNED, DeliveryState.BOUNCED)

EXACT_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class LetterQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest letter first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")

    def oldest_first(self) -> Self:
        """In the order of a story; what has no date at all stands last."""
        return self.order_by(F("date_latest").asc(nulls_last=True), "slug")

    def with_register(self) -> Self:
        """With what a row of the register shows, in a fixed number of queries."""
        return self.select_related("action").prefetch_related(
            "signatories__organisation", "deliveries__mission", "deliveries__events__citations"
        )

    def with_record(self) -> Self:
        """With all that a letter's own page shows; of its people and demands, those that are public."""
        people = models.Prefetch("people", Person.objects.published(), to_attr="published_people")
        demands = models.Prefetch(
            "demands",
            Demand.objects.published().prefetch_related("citations"),
            to_attr="published_demands",
        )
        return (
            self.with_register()
            .select_related("text_citation")
            .prefetch_related("citations", "signatories__citations", demands, people)
        )


class Letter(Publishable):
    """A letter of protest: who wrote what to whom, and what came of it."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("letter to an embassy")
        GOVERNMENT = "government", _("letter to a government")
        PRESS = "press", _("letter to the press")
        COMPANY = "company", _("letter to a company")

    class DateStatus(models.TextChoices):
        STATED = "stated", _("stated")
        INFERRED = "inferred", _("inferred")
        ABSENT = "absent", _("not stated")

    CONTENT_FIELDS = (
        *("slug", "kind", "title", "summary", "addressee", "language", "date", "date_status", "date_reason"),
        *("action_id", "text_citation_id", "note"),
    )

    published_demands: list[Demand]  # from with_record()

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EMBASSY)
    title = models.CharField(_("title in our words"), max_length=200)
    summary = models.TextField(_("summary in our words"), blank=True)
    addressee = models.CharField(
        _("addressed to"),
        max_length=200,
        blank=True,
        help_text=_("As the letter has it; empty where it names nobody."),
    )
    language = models.CharField(_("language"), max_length=12, blank=True)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False, db_index=True)
    date_status = models.CharField(
        _("the date is"), max_length=8, choices=DateStatus, default=DateStatus.ABSENT
    )
    date_reason = models.TextField(_("from what the date is inferred"), blank=True)
    text_citation = models.ForeignKey(
        Citation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("text of the letter"),
        help_text=_("Its span in a capture; empty where the letter is only mentioned."),
    )
    note = models.TextField(_("note for readers"), blank=True)
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("action")
    )
    people = models.ManyToManyField(
        Person, related_name="letters", blank=True, verbose_name=_("people it is for")
    )
    demands = models.ManyToManyField(Demand, related_name="letters", blank=True, verbose_name=_("demands"))
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = LetterQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(date_status="inferred") | ~Q(date_reason=""),
                name="letters_inferred_date_needs_a_reason",
                violation_error_message=_("Say from what the date is inferred."),
            ),
            models.CheckConstraint(
                condition=Q(date_status="absent", date="") | ~Q(date_status="absent") & ~Q(date=""),
                name="letters_only_a_date_is_stated_or_inferred",
                violation_error_message=_(
                    "Give the date that is stated or inferred, or leave it empty as “not stated”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:detail", args=[self.slug])

    @property
    def senders(self) -> list[str]:
        """The organisations for which it was signed, each once; prefetch the signatories for a list."""
        names = [
            signatory.organisation.name if signatory.organisation else signatory.organisation_name
            for signatory in self.signatories.all()
        ]
        return list(dict.fromkeys(name for name in names if name))

    def searchable(self) -> Searchable:
        """Found by what it is about and to whom it went; signatories are read on its page, not looked up."""
        addressees = [
            str(delivery.mission)
            for delivery in self.deliveries.select_related("mission")
            if delivery.mission
        ]
        return Searchable(
            kind="letter",
            key=self.slug,
            address=f"/letters/{self.slug}/",
            title=self.title,
            dated=self.date_latest or self.date_earliest,
            passages=(
                Passage(self.summary),
                Passage(self.addressee),
                *(Passage(name) for name in addressees),
            ),
        )

    def needs_second_person(self) -> bool:
        """A letter that names its signatories can harm them."""
        return self.signatories.exists()

    def content(self) -> dict[str, Any]:
        signatories = (
            list(self.signatories.values_list("name", "role", "organisation_name", "place"))
            if self.pk
            else []
        )
        return super().content() | {"signatories": signatories}


class LetterApproval(Approval):
    record = models.ForeignKey(Letter, models.CASCADE, related_name="approvals")


class Signatory(models.Model):
    """Somebody who signed a letter, as the letter names them."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    organisation_name = models.CharField(_("organisation as written"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["letter", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def contested(self) -> Self:
        """Those about which two statements cannot both hold."""
        contradicting = LetterEvent.objects.filter(delivery=OuterRef("pk"), contradicts__isnull=False)
        return self.filter(Exists(contradicting))

    def overdue(self) -> Self:
        """Those whose promised reply had not come long after the promise, when somebody last checked."""
        promises = Max("events__date_latest", filter=Q(events__response_state=ResponseState.PROMISED_REPLY))
        due_on = ExpressionWrapper(
            F("promised_on") + timedelta(days=PROMISE_DAYS), output_field=models.DateField()
        )
        promised = self.filter(response_state=ResponseState.PROMISED_REPLY).exclude(
            delivery_state__in=STOPPED
        )
        return promised.annotate(promised_on=promises).filter(watched_until__gt=due_on)


class Delivery(models.Model):
    """One letter on its way to one addressee: how it was delivered and how it was answered are two things."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("mission")
    )
    channel = models.CharField(_("way"), max_length=12, choices=Channel, default=Channel.NOT_STATED)
    delivery_state = models.CharField(
        _("delivery"), max_length=10, choices=DeliveryState, default=DeliveryState.PLANNED
    )
    response_state = models.CharField(
        _("answer"), max_length=16, choices=ResponseState, default=ResponseState.NONE
    )
    watched_until = models.DateField(
        _("nothing came until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which somebody saw that no answer had come. Without it no silence is counted."
        ),
    )
    note = models.CharField(_("note for readers"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["letter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "mission"],
                name="letters_one_delivery_per_mission",
                violation_error_message=_("This letter has its delivery to this mission already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_delivery_state_display()}; {self.get_response_state_display()}"

    # The properties read `events`: prefetch them for a list.

    @property
    def delivery_event(self) -> "LetterEvent | None":
        """The newest event that tells of the delivery as it is recorded."""
        return newest(event for event in self.events.all() if event.delivery_state == self.delivery_state)

    @property
    def response_event(self) -> "LetterEvent | None":
        """The newest event that tells of the answer as it is recorded."""
        return newest(event for event in self.events.all() if event.response_state == self.response_state)

    @property
    def contradictions(self) -> "list[tuple[LetterEvent, LetterEvent]]":
        """The pairs of events that cannot both hold, the one that the recorded state follows first."""
        events = {event.pk: event for event in self.events.all()}
        pairs = [
            (events[event.contradicts_id], event)
            for event in events.values()
            if event.contradicts_id is not None and event.contradicts_id in events
        ]
        return [(two, one) if two.agrees_with(self) else (one, two) for one, two in pairs]

    @property
    def is_contested(self) -> bool:
        return bool(self.contradictions)

    @property
    def is_waited_for(self) -> bool:
        return self.response_state in AWAITED and self.delivery_state not in STOPPED

    @property
    def silent_since(self) -> "LetterEvent | None":
        """The event from which silence counts; None unless somebody has checked that nothing came since."""
        if not self.watched_until or not self.is_waited_for:
            return None
        told = self.delivery_event if self.response_state == ResponseState.NONE else self.response_event
        return told if told and told.date_latest and told.date_latest <= self.watched_until else None

    @property
    def silent_days(self) -> int | None:
        """For how many days, at least, nothing came until somebody last checked; None where nobody did."""
        since = self.silent_since
        if since is None or since.date_latest is None or self.watched_until is None:
            return None
        return (self.watched_until - since.date_latest).days

    @property
    def is_overdue(self) -> bool:
        """Whether a promised reply had not come long after the promise, when somebody last checked."""
        is_promised = self.response_state == ResponseState.PROMISED_REPLY
        days = self.silent_days if is_promised else None
        return days is not None and days > PROMISE_DAYS


def newest(events: Iterable["LetterEvent"]) -> "LetterEvent | None":
    """The event with the latest date; of undated ones the last in the record."""
    return max(events, key=lambda event: (event.date_latest or date.min, event.position), default=None)


class LetterEvent(models.Model):
    """Something that happened to a delivery, as one source tells it; rows are added, never overwritten."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    delivery_state = models.CharField(_("delivery"), max_length=10, choices=DeliveryState, blank=True)
    response_state = models.CharField(_("answer"), max_length=16, choices=ResponseState, blank=True)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False)
    who = models.CharField(_("who did it"), max_length=200, blank=True)
    text = models.CharField(_("what happened, in our words"), max_length=400)
    contradicts = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contradicted_by",
        verbose_name=_("cannot both hold with"),
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["delivery", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contradicts=None) | ~Q(contradicts=F("pk")),
                name="letters_event_does_not_contradict_itself",
                violation_error_message=_("An event cannot contradict itself."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        other = self.contradicts
        if other and other.delivery_id != self.delivery_id:
            raise ValidationError({"contradicts": _("Choose an event of the same delivery.")})

    def agrees_with(self, delivery: Delivery) -> bool:
        """Whether it tells of the state in which the delivery is recorded."""
        if self.delivery_state:
            return self.delivery_state == delivery.delivery_state
        return self.response_state == delivery.response_state

    @property
    def has_exact_day(self) -> bool:
        """Whether its date is one day and no qualifier makes it uncertain."""
        return bool(EXACT_DAY.fullmatch(self.date))
