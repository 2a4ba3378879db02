from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Authority, Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action
from campaign.organisations.countries import country_name
from campaign.prisoners.models import Person


class EventQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")

    def upcoming(self, today: date) -> Self:
        """What may still come, today's first."""
        return self.filter(date_latest__gte=today).order_by("date_earliest", "slug")

    def past(self, today: date) -> Self:
        """What is over, or has no day, the newest first."""
        over = Q(date_latest__lt=today) | Q(date_latest=None)
        return self.filter(over).order_by(
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

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what happened, in our words"), blank=True)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False, db_index=True)
    date_is_inferred = models.BooleanField(_("the date is inferred"), default=False)
    date_reason = models.CharField(_("from what the date is inferred"), max_length=300, blank=True)
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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        return Searchable(
            kind="event",
            key=self.slug,
            address=f"/events/{self.slug}/",
            title=self.title,
            dated=self.date_latest or self.date_earliest,
            passages=(Passage(self.text), Passage(self.place_name)),
        )

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        people = sorted(self.people.values_list("slug", flat=True)) if self.pk else []
        return super().content() | {"people": people}

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class EventApproval(Approval):
    record = models.ForeignKey(Event, models.CASCADE, related_name="approvals")
