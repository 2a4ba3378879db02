from typing import Any, Self

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from campaign.actions.models import Action, Demand
from campaign.organisations.models import Mission, Organisation
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState
from campaign.prisoners.models import Person


class LetterQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest letter first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")


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
                condition=~models.Q(date_status="inferred") | ~models.Q(date_reason=""),
                name="letters_inferred_date_needs_a_reason",
                violation_error_message=_("Say from what the date is inferred."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:detail", args=[self.slug])

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
            "The last day on which somebody checked that no answer had come. Without it silence is not counted."
        ),
    )
    note = models.CharField(_("note for readers"), max_length=300, blank=True)

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

    def __str__(self) -> str:
        return self.text
