from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Article, Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.organisations.models import Mission
from campaign.prisoners.models import Person


class ActionQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """The newest day of action first; what has no day at all stands last."""
        return self.order_by(F("held_on_latest").desc(nulls_last=True), "slug")

    def with_demand_count(self) -> Self:
        """With `demand_count`, for lists: slogans are none, and what a source rejects is not offered."""
        are_demands = Q(demands__in=Demand.objects.offered().exclude(kind=Demand.Kind.SLOGAN))
        return self.annotate(demand_count=Count("demands", filter=are_demands))

    def with_record(self) -> Self:
        """With all that its own page shows, in a fixed number of queries; people and articles that are public."""
        return self.prefetch_related(
            "citations",
            "demands__citations",
            "model_texts",
            "missions",
            Prefetch("people", Person.objects.published(), to_attr="published_people"),
            Prefetch("articles", Article.objects.published(), to_attr="published_articles"),
        )


class Action(Publishable):
    """A call to act, to which letters, pickets, petitions and articles belong."""

    class Phase(models.TextChoices):
        COMING = "coming", _("not begun")
        OPEN = "open", _("under way")
        CLOSED = "closed", _("over")

    CONTENT_FIELDS = ("slug", "title", "why", "held_on", "closed")

    published_people: list[Person]  # from with_record()
    published_articles: list[Article]

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    why = models.TextField(_("why"), blank=True, help_text=_("Two or three sentences in our own words."))
    held_on = EdtfField(_("day of action"))
    held_on_earliest = models.DateField(null=True, editable=False)
    held_on_latest = models.DateField(null=True, editable=False)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True, help_text=_("The last day of it."))
    closed = models.BooleanField(_("closed"), default=False)
    what_to_send = models.TextField(
        _("what to send us"),
        blank=True,
        help_text=_("What people shall send after they have acted: a copy, a photo, the answer."),
    )
    missions = models.ManyToManyField(
        Mission, related_name="actions", blank=True, verbose_name=_("missions to which people go or write")
    )
    people = models.ManyToManyField(
        Person, related_name="actions", blank=True, verbose_name=_("people it is for")
    )
    articles = models.ManyToManyField(
        Article,
        related_name="+",
        blank=True,
        verbose_name=_("articles on it"),
        help_text=_("Reports and articles that tell of this action."),
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = ActionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["-held_on_latest", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="actions_action_closes_after_it_opens",
                violation_error_message=_("An action cannot close before it opens."),
            ),
        ]

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
            passages=(Passage(self.why), *(Passage(demand.text) for demand in self.demands.offered())),
        )

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        """What is not used leaves no trace, so that an approval given before there was such a field still holds."""
        demands = list(self.demands.values_list("slug", "text", "raised_by", "kind")) if self.pk else []
        unused: tuple[Any, ...] = (None, "", [])
        further = {name: value for name, value in self.further_content().items() if value not in unused}
        return super().content() | {"demands": demands} | further

    def further_content(self) -> dict[str, Any]:
        own = {name: getattr(self, name) for name in ("opens_on", "closes_on", "what_to_send")}
        if not self.pk:
            return own
        links = self.demands.exclude(rejected_by="", slogan_of=None)
        return own | {
            "demand_links": list(links.values_list("slug", "rejected_by", "slogan_of__slug")),
            "model_texts": list(self.model_texts.values_list("kind", "language", "title", "text", "note")),
            "missions": sorted(self.missions.values_list("slug", flat=True)),
            "people": sorted(self.people.values_list("slug", flat=True)),
            "articles": sorted(self.articles.values_list("slug", flat=True)),
        }

    @property
    def phase(self) -> Phase:
        """Where it stands today; an editor may close it before its last day."""
        today = timezone.localdate()
        if self.closed or (self.closes_on and self.closes_on < today):
            return self.Phase.CLOSED
        return self.Phase.COMING if self.opens_on and self.opens_on > today else self.Phase.OPEN

    @property
    def is_open(self) -> bool:
        """Whether its models may be used today."""
        return self.phase == self.Phase.OPEN

    @property
    def is_over(self) -> bool:
        return self.phase == self.Phase.CLOSED


class ActionApproval(Approval):
    record = models.ForeignKey(Action, models.CASCADE, related_name="approvals")


class DemandQuerySet(models.QuerySet["Demand"]):
    def published(self) -> Self:
        """Those of published actions: a demand has no public state of its own."""
        return self.filter(action__in=Action.objects.published())

    def offered(self) -> Self:
        """Those that people may take up: never one that a source rejects."""
        return self.filter(rejected_by="").exclude(citations__stance=Citation.Stance.CONTRADICTS)

    def with_record(self) -> Self:
        """With what a demand's own page shows, in a fixed number of queries."""
        return self.select_related("slogan_of").prefetch_related(
            "citations", Prefetch("slogans", Demand.objects.offered().prefetch_related("citations"))
        )


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
    slogan_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="slogans",
        verbose_name=_("slogan for the demand"),
    )
    rejected_by = models.CharField(
        _("rejected by"),
        max_length=200,
        blank=True,
        help_text=_("The source that calls it wrong. Visitors are then never offered it."),
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        ordering = ["action", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "slug"], name="actions_demand_key_once"),
            models.CheckConstraint(
                condition=Q(slogan_of=None) | Q(kind="slogan") & ~Q(slogan_of=F("pk")),
                name="actions_only_a_slogan_stands_for_a_demand",
                violation_error_message=_("Only a slogan stands for another demand."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("actions:demand_detail", args=[self.action.slug, self.slug])

    def clean(self) -> None:
        """A slogan stands for a demand of its own action."""
        if self.slogan_of and self.slogan_of.action_id != self.action_id:
            raise ValidationError({"slogan_of": _("Choose a demand of the same action.")})

    @property
    def is_rejected(self) -> bool:
        """Whether a source rejects it; `DemandQuerySet.offered` says the same in SQL. Prefetch the citations."""
        against = Citation.Stance.CONTRADICTS
        return bool(self.rejected_by) or any(row.stance == against for row in self.citations.all())


class ModelText(models.Model):
    """A text of ours that supporters make their own: a letter to a mission or an editor, or a resolution."""

    class Kind(models.TextChoices):
        MISSION = "mission", _("letter to a mission")
        EDITOR = "editor", _("letter to an editor")
        RESOLUTION = "resolution", _("resolution")

    action = models.ForeignKey(Action, models.CASCADE, related_name="model_texts")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=12, default="en")
    title = models.CharField(_("subject"), max_length=200)
    text = models.TextField(
        _("text"), help_text=_("In our own words; put [square brackets] where people fill something in.")
    )
    note = models.CharField(_("note for readers"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("model text")
        verbose_name_plural = _("model texts")
        ordering = ["action", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "kind", "language"],
                name="actions_one_model_of_a_kind_in_a_language",
                violation_error_message=_("There is a model of this kind in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.title
