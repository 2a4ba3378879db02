from typing import Any, Self

from django.db import models
from django.db.models import Count, F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable


class ActionQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """The newest day of action first; what has no day at all stands last."""
        return self.order_by(F("held_on_latest").desc(nulls_last=True), "slug")

    def with_demand_count(self) -> Self:
        """With `demand_count`, for lists."""
        return self.annotate(demand_count=Count("demands"))

    def with_record(self) -> Self:
        """With its demands and what they and the action rest on, in a fixed number of queries."""
        return self.prefetch_related("citations", "demands__citations")


class Action(Publishable):
    """A call to act, to which letters, pickets, petitions and articles belong."""

    CONTENT_FIELDS = ("slug", "title", "why", "held_on", "closed")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    why = models.TextField(_("why"), blank=True, help_text=_("Two or three sentences in our own words."))
    held_on = EdtfField(_("day of action"))
    held_on_earliest = models.DateField(null=True, editable=False)
    held_on_latest = models.DateField(null=True, editable=False)
    closed = models.BooleanField(_("closed"), default=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = ActionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["-held_on_latest", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        return Searchable(
            kind="action",
            key=self.slug,
            address=f"/actions/{self.slug}/",
            title=self.title,
            dated=self.held_on_latest,
            passages=(Passage(self.why), *(Passage(demand.text) for demand in self.demands.all())),
        )

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        demands = list(self.demands.values_list("slug", "text", "raised_by", "kind")) if self.pk else []
        return super().content() | {"demands": demands}


class ActionApproval(Approval):
    record = models.ForeignKey(Action, models.CASCADE, related_name="approvals")


class DemandQuerySet(models.QuerySet["Demand"]):
    def published(self) -> Self:
        """Those of published actions: a demand has no public state of its own."""
        return self.filter(action__in=Action.objects.published())


class Demand(models.Model):
    """What is asked for, in our words, with who raised it and the words it comes from."""

    class Kind(models.TextChoices):
        DEMAND = "demand", _("demand")
        SLOGAN = "slogan", _("slogan")
        APPEAL = "appeal", _("appeal")

    action = models.ForeignKey(Action, models.CASCADE, related_name="demands")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    slug = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.DEMAND)
    text = models.CharField(_("demand"), max_length=300)
    raised_by = models.CharField(_("raised by"), max_length=200, blank=True)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering = ["action", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "slug"], name="actions_demand_key_once")]

    def __str__(self) -> str:
        return self.text
