import datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.edtf import EdtfError
from archive.edtf_field import EdtfField
from archive.models import Authority, Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action
from campaign.events.schedule import end_of, exact_day, over_at, start_of
from campaign.events.zones import zone_choices
from campaign.organisations.countries import country_name
from campaign.prisoners.models import Person


class EventQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")

    def upcoming(self, now: datetime.datetime) -> Self:
        """What is not over where it happens, today's first."""
        without_zone = Q(over_at=None, date_latest__gte=timezone.localdate(now))
        return self.filter(Q(over_at__gt=now) | without_zone).order_by(
            "date_earliest", F("start_time").asc(nulls_first=True), "slug"
        )

    def past(self, now: datetime.datetime) -> Self:
        """What is over, or has no day, the newest first."""
        today = timezone.localdate(now)
        without_zone = Q(over_at=None) & (Q(date_latest__lt=today) | Q(date_latest=None))
        return self.filter(Q(over_at__lte=now) | without_zone).order_by(
            F("year").desc(nulls_last=True), F("date_latest").desc(nulls_last=True), "slug"
        )

    def with_year(self) -> Self:
        """With `year`: the last one in which it can have happened."""
        return self.annotate(year=ExtractYear(Coalesce("date_latest", "date_earliest")))

    def with_record(self) -> Self:
        """With what an event's own page shows, in a fixed number of queries."""
        return self.select_related("action").prefetch_related("people", "citations")


class Event(Publishable):
    """A picket, a meeting, a protest: what happened where and when, in our words."""

    class Kind(models.TextChoices):
        PICKET = "picket", _("picket")
        MEETING = "meeting", _("meeting")
        PROTEST = "protest", _("protest")
        REPRESSION = "repression", _("repression")
        POLITICS = "politics", _("politics")

    GATHERINGS = (Kind.PICKET, Kind.MEETING, Kind.PROTEST)

    CONTENT_FIELDS = (
        "slug",
        "kind",
        "title",
        "text",
        "date",
        "date_is_inferred",
        "date_reason",
        "place_name",
        "country",
        "action_id",
    )
    # Counted only where they are filled: an event without them keeps the approval it had before they existed.
    SCHEDULE_FIELDS = (
        *("start_time", "end_time", "time_zone", "meeting_point", "accessibility", "organiser"),
        *("is_cancelled", "cancellation_note"),
    )

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what happens or happened, in our words"), blank=True)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False, db_index=True)
    date_is_inferred = models.BooleanField(_("the date is inferred"), default=False)
    date_reason = models.CharField(_("from what the date is inferred"), max_length=300, blank=True)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("The clock of the place, as 18:00.")
    )
    end_time = models.TimeField(
        _("ends at"),
        null=True,
        blank=True,
        help_text=_("An end that is earlier than the beginning lies on the next day."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        choices=zone_choices,
        help_text=_("Of the place. Visitors read it beside the time; calendars turn it into their own."),
    )
    over_at = models.DateTimeField(null=True, editable=False)
    place_name = models.CharField(_("place"), max_length=200, blank=True)
    place = models.ForeignKey(
        Authority,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place in the authority file"),
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    meeting_point = models.CharField(
        _("meeting point"),
        max_length=300,
        blank=True,
        help_text=_("Where exactly people meet. Leave it empty where those who come could be arrested."),
    )
    accessibility = models.TextField(
        _("accessibility of the place"),
        blank=True,
        help_text=_("Steps, kerbs, toilets, a place to sit, the way from the station without stairs."),
    )
    organiser = models.CharField(
        _("organiser"), max_length=200, blank=True, help_text=_("As it may be printed.")
    )
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("Its page stays and says so; the calendars of those who subscribed say it, too."),
    )
    cancellation_note = models.CharField(
        _("why it is cancelled, or what happens instead"), max_length=300, blank=True
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("action")
    )
    people = models.ManyToManyField(Person, related_name="events", blank=True, verbose_name=_("people"))
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(date_is_inferred=False) | ~Q(date_reason=""),
                name="events_inferred_date_needs_a_reason",
                violation_error_message=_("Say from what the date is inferred."),
            ),
            models.CheckConstraint(
                condition=Q(start_time=None) | ~Q(time_zone=""),
                name="events_time_needs_a_zone",
                violation_error_message=_("Choose the time zone of the place."),
            ),
            models.CheckConstraint(
                condition=Q(start_time=None) | Q(date_latest__isnull=False, date_earliest=F("date_latest")),
                name="events_time_needs_a_day",
                violation_error_message=_("Only an event on one known day can have a time."),
            ),
            models.CheckConstraint(
                condition=Q(end_time=None) | Q(start_time__isnull=False),
                name="events_end_needs_a_start",
                violation_error_message=_("Say when it begins, too."),
            ),
            models.CheckConstraint(
                condition=~Q(slug="add"),
                name="events_address_is_free",
                violation_error_message=_("This address belongs to a page of the site; choose another."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        # The bounds of the date are no fields of a form, so a form does not ask their constraint.
        if self.start_time is None:
            return
        try:
            day = self.day
        except EdtfError:
            return  # the field says what is wrong with the date
        if day is None:
            raise ValidationError({"start_time": _("Only an event on one known day can have a time.")})
        self.date_earliest = self.date_latest = day  # saving fills them, but the constraint is asked before

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.over_at = over_at(self.date, self.start_time, self.end_time, self.time_zone)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        return Searchable(
            kind="event",
            key=self.slug,
            address=f"/events/{self.slug}/",
            title=self.title,
            dated=self.date_latest or self.date_earliest,
            passages=(Passage(self.text), Passage(self.place_name), Passage(self.meeting_point)),
        )

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        people = sorted(self.people.values_list("slug", flat=True)) if self.pk else []
        schedule = {name: getattr(self, name) for name in self.SCHEDULE_FIELDS if getattr(self, name)}
        return super().content() | schedule | {"people": people}

    def cancel(self, *, by: AbstractBaseUser, note: str = "") -> None:
        """Says that it does not take place; a public event stays public, as one editor may publish it.

        Raises ValidationError when it is cancelled already, or was changed meanwhile.
        """
        with transaction.atomic():
            event = type(self).objects.select_for_update().get(pk=self.pk)
            if event.is_cancelled:
                raise ValidationError(_("It is cancelled already."))
            was_published = event.is_published
            event.is_cancelled, event.cancellation_note = True, note
            event.last_edited_by_id = by.pk
            event.save()
            if was_published:
                event.publish(by=by)
        self.refresh_from_db()

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""

    @property
    def day(self) -> datetime.date | None:
        """The one day of the event, where its date says one: what a calendar can hold."""
        return exact_day(self.date)

    @property
    def starts_at(self) -> datetime.datetime | None:
        """With the clock of the place; None where only a day, or less, is known."""
        day = self.day
        return start_of(day, self.start_time, self.time_zone) if day and self.start_time else None

    @property
    def ends_at(self) -> datetime.datetime | None:
        day = self.day
        if not day or not self.start_time or not self.end_time:
            return None
        return end_of(day, self.start_time, self.end_time, self.time_zone)

    @property
    def is_gathering(self) -> bool:
        """Whether people can come to it."""
        return self.kind in self.GATHERINGS

    def is_coming(self, now: datetime.datetime) -> bool:
        """Whether it is not over where it happens."""
        if self.over_at is not None:
            return self.over_at > now
        return self.date_latest is not None and self.date_latest >= timezone.localdate(now)


class EventApproval(Approval):
    record = models.ForeignKey(Event, models.CASCADE, related_name="approvals")
