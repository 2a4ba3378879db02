from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action
from campaign.letters.models.letter import Letter
from campaign.organisations.countries import country_name
from campaign.organisations.models import Mission, Organisation


class ResolutionQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")

    def with_record(self) -> Self:
        """With all that a resolution's page shows, in a fixed number of queries."""
        return self.select_related("body", "action", "letter").prefetch_related("citations", "sent_to")


class Resolution(Publishable):
    """What a union branch, a conference or a council resolved in solidarity, and to whom it was sent."""

    CONTENT_FIELDS = (
        *("slug", "title", "body_id", "body_name", "branch", "meeting", "country", "date", "language"),
        *(
            "votes_for",
            "votes_against",
            "votes_abstained",
            "text",
            "sent_to_others",
            "action_id",
            "letter_id",
        ),
    )

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title in our words"), max_length=200)
    body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("organisation"),
    )
    body_name = models.CharField(_("organisation as written"), max_length=200, blank=True)
    branch = models.CharField(_("branch or section"), max_length=200, blank=True)
    meeting = models.CharField(
        _("meeting"), max_length=200, blank=True, help_text=_("As “annual conference” or “monthly meeting”.")
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False, db_index=True)
    votes_for = models.PositiveIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(_("abstentions"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    sent_to = models.ManyToManyField(Mission, related_name="+", blank=True, verbose_name=_("sent to"))
    sent_to_others = models.CharField(_("sent to others"), max_length=300, blank=True)
    letter = models.ForeignKey(
        Letter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("letter with which it went"),
        help_text=_("Its page tells how it was delivered and what came of it."),
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name=_("action")
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = ResolutionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(body_name=""),
                name="letters_resolution_has_a_body",
                violation_error_message=_("Say which organisation resolved it."),
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=False) | Q(votes_against=None, votes_abstained=None),
                name="letters_resolution_counts_votes_for_first",
                violation_error_message=_("Give the votes for it, or no votes at all."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resolutions:detail", args=[self.slug])

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""

    @property
    def body_in_words(self) -> str:
        """Who resolved it, as it is written, with its branch."""
        body = self.body_name or (self.body.name if self.body else "")
        return ", ".join(filter(None, (body, self.branch)))

    def searchable(self) -> Searchable:
        return Searchable(
            kind="resolution",
            key=self.slug,
            address=f"/resolutions/{self.slug}/",
            title=self.title,
            dated=self.date_latest,
            passages=tuple(Passage(text) for text in (self.body_in_words, self.meeting, self.text) if text),
        )

    def needs_second_person(self) -> bool:
        """It names organisations, not people."""
        return False

    def content(self) -> dict[str, Any]:
        sent_to = sorted(self.sent_to.values_list("slug", flat=True)) if self.pk else []
        return super().content() | {"sent_to": sent_to}


class ResolutionApproval(Approval):
    record = models.ForeignKey(Resolution, models.CASCADE, related_name="approvals")
