import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from campaign.letters.models.letter import Letter
from campaign.letters.moves import ATTEMPT_ENDED, delivery_refusal, response_refusal
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState

# A promise of a reply is overdue after this many days; a campaign rarely hears later than in a month.
PROMISE_DAYS = 30

# An answer can still come: there is nothing but a promise, and the letter was not stopped on its way.
AWAITED = (ResponseState.NONE, ResponseState.PROMISED_FORWARD, ResponseState.PROMISED_REPLY)
STOPPED = (DeliveryState.PLANNED, DeliveryState.CANCELLED, DeliveryState.RETURNED, DeliveryState.BOUNCED)

# After these another attempt is a row of its own.
BEGINS_ANEW = ATTEMPT_ENDED | {DeliveryState.CANCELLED}
REFUSALS = {"delivery_state": delivery_refusal, "response_state": response_refusal}

EXACT_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
    """One attempt to bring a letter to one addressee: its delivery and its answer are two things.

    A new attempt after one that ended is a row of its own with the next number.
    """

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
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1, editable=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        verbose_name=_("who looks after it"),
        help_text=_("Gets a reminder when a result or a promised reply should be there."),
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
                fields=["letter", "mission", "attempt"],
                name="letters_each_attempt_once",
                violation_error_message=_(
                    "This attempt is recorded already. A new attempt can begin when the last one has ended."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_delivery_state_display()}; {self.get_response_state_display()}"

    def clean(self) -> None:
        """Numbers a new row: to one mission one attempt goes on at a time."""
        if self.pk or self.mission_id is None or self.letter_id is None:
            return
        earlier = Delivery.objects.filter(letter=self.letter_id, mission=self.mission_id)
        last = earlier.order_by("-attempt").first()
        if last and not last.can_begin_anew:
            raise ValidationError(
                _("This letter has its delivery to this mission already, and that attempt has not ended.")
            )
        self.attempt = last.attempt + 1 if last else 1

    def next_attempt(self, **fields: Any) -> "Delivery":
        """A new row for another try after this one. Raises ValidationError while this one has not ended."""
        if self.delivery_state not in BEGINS_ANEW:
            raise ValidationError(_("This attempt has not ended: record first what came of it."))
        number = self.attempt + 1
        later = Delivery.objects.filter(letter=self.letter_id, mission=self.mission_id, attempt__gte=number)
        if later.exists():
            raise ValidationError(_("The next attempt is recorded already."))
        kept = {"channel": self.channel, "responsible": self.responsible}
        new = Delivery(
            letter_id=self.letter_id, mission_id=self.mission_id, attempt=number, **(kept | fields)
        )
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError as error:  # somebody else was first
            raise ValidationError(_("The next attempt is recorded already.")) from error
        return new

    def move(self, *, delivery_state: str = "", response_state: str = "", **event: Any) -> "LetterEvent":
        """Records what happened as an event, and the states that it tells.

        Raises ValidationError for a move that is not allowed, and when somebody moved it meanwhile.
        """
        wanted = {"delivery_state": delivery_state, "response_state": response_state}
        told = {axis: state for axis, state in wanted.items() if state and state != getattr(self, axis)}
        for axis, state in told.items():
            if refusal := REFUSALS[axis](getattr(self, axis), state):
                raise ValidationError(refusal)
        before = {axis: getattr(self, axis) for axis in wanted}
        with transaction.atomic():
            if not Delivery.objects.filter(pk=self.pk, **before).update(**(before | told)):
                raise ValidationError(_("Somebody else recorded something meanwhile; look again."))
            last = self.events.aggregate(last=Max("position"))["last"] or 0
            recorded = LetterEvent.objects.create(delivery=self, position=last + 1, **wanted, **event)
        self.refresh_from_db(fields=list(wanted))
        return recorded

    @property
    def can_begin_anew(self) -> bool:
        """Whether another attempt may follow: this one ended without the letter being taken."""
        return self.delivery_state in BEGINS_ANEW

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
    at_time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("By the clock of the place, where it is known.")
    )
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
    # Made with the form that tells it: sent twice over a bad line, it is recorded once.
    entry = models.UUIDField(null=True, unique=True, editable=False)
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
