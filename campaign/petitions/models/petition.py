from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action, Demand
from campaign.organisations.countries import country_name
from campaign.prisoners.models import Person

SMALLEST_SHOWN_GOAL = 25  # below this many signatures a page shows neither goal nor bar
SITUATION_IS_OLD_AFTER = timedelta(days=180)


class PetitionQuerySet(PublishableQuerySet):
    def open(self) -> Self:
        """Published, within its dates and, in production, with everything that a signer must be told."""
        today = timezone.localdate()
        rows = self.published().filter(
            Q(opens_on=None) | Q(opens_on__lte=today), Q(closes_on=None) | Q(closes_on__gte=today)
        )
        if settings.CAMPAIGN_MODE == "production":
            rows = rows.exclude(addressee="").exclude(ask="").exclude(situation_checked_on=None)
        return rows


class Petition(Publishable):
    """A demand to somebody, which people sign; its count is a counter that `counting` alone moves."""

    class Phase(models.TextChoices):
        UNCHECKED = "unchecked", _("not open: the situation is not checked yet")
        COMING = "coming", _("not open yet")
        OPEN = "open", _("open for signatures")
        CLOSED = "closed", _("closed")

    CONTENT_FIELDS = (
        *("slug", "title", "ask", "addressee", "why", "language", "action_id", "source_note"),
        "home_country",
    )

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("Names the person and the demand; it stands on every list.")
    )
    ask = models.TextField(
        _("what is asked"), blank=True, help_text=_("Two sentences: what the addressee shall do, and why.")
    )
    addressee = models.CharField(_("addressee"), max_length=300, blank=True)
    why = models.TextField(_("why it matters"), blank=True)
    language = models.CharField(_("language of the text"), max_length=12, default="en")
    people = models.ManyToManyField(
        Person, related_name="petitions", blank=True, verbose_name=_("people it is for")
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name=_("action")
    )
    demands = models.ManyToManyField(Demand, related_name="petitions", blank=True, verbose_name=_("demands"))
    source_note = models.TextField(
        _("note on the source"),
        blank=True,
        help_text=_("What readers must know about where this text comes from."),
    )
    home_country = models.CharField(
        _("country it is about"),
        max_length=2,
        blank=True,
        help_text=_("Two letters, as KZ: whoever signs from there sees the safety note a second time."),
    )
    situation_checked_on = models.DateField(
        _("situation last checked on"),
        null=True,
        blank=True,
        help_text=_("Without it the petition does not open on a public site."),
    )
    situation_checked_by = models.CharField(_("situation checked by"), max_length=200, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(
        _("last day to sign"),
        null=True,
        blank=True,
        help_text=_("Names and addresses are erased 90 days later."),
    )
    confirmed_count = models.PositiveIntegerField(_("signatures"), default=0, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    objects = PetitionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["-published_at", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="petitions_petition_closes_after_it_opens",
                violation_error_message=_("A petition cannot close before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("petitions:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        return Searchable(
            kind="petition",
            key=self.slug,
            address=f"/petitions/{self.slug}/",
            title=self.title,
            language=self.language,
            passages=(Passage(self.ask), Passage(self.why)),
        )

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        if not self.pk:
            return super().content()
        return super().content() | {
            "people": sorted(self.people.values_list("slug", flat=True)),
            "demands": sorted(self.demands.values_list("action__slug", "slug")),
        }

    @property
    def home_country_name(self) -> str:
        return country_name(self.home_country) if self.home_country else ""

    @property
    def is_checked(self) -> bool:
        """Whether a signer can be told to whom this goes, what it asks and when somebody last checked."""
        return bool(self.addressee and self.ask and self.situation_checked_on)

    @property
    def phase(self) -> Phase:
        """Whether it can be signed today; `PetitionQuerySet.open` says the same in SQL."""
        today = timezone.localdate()
        if self.closes_on and self.closes_on < today:
            return self.Phase.CLOSED
        if settings.CAMPAIGN_MODE == "production" and not self.is_checked:
            return self.Phase.UNCHECKED
        if self.opens_on and self.opens_on > today:
            return self.Phase.COMING
        return self.Phase.OPEN

    @property
    def is_open(self) -> bool:
        return self.phase == self.Phase.OPEN

    @property
    def is_practice(self) -> bool:
        """Open only because this is no public site."""
        return self.is_open and not self.is_checked

    @property
    def situation_is_old(self) -> bool:
        checked_on = self.situation_checked_on
        return checked_on is not None and checked_on < timezone.localdate() - SITUATION_IS_OLD_AFTER

    @property
    def goal(self) -> int | None:
        """The next of 100, 200, 500, 1,000 …; None while so few have signed that it would mock them."""
        if self.confirmed_count < SMALLEST_SHOWN_GOAL:
            return None
        power = 100
        while True:
            for step in (1, 2, 5):
                if step * power > self.confirmed_count:
                    return step * power
            power *= 10


class PetitionApproval(Approval):
    record = models.ForeignKey(Petition, models.CASCADE, related_name="approvals")


class PetitionCountryCount(models.Model):
    """How many counted signatures name this country; '' stands for those that name none."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="country_counts")
    country = models.CharField(_("country"), max_length=2, blank=True)
    count = models.PositiveIntegerField(_("signatures"), default=0)

    class Meta:
        verbose_name = _("signatures from a country")
        verbose_name_plural = _("signatures by country")
        ordering = ["petition", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "country"], name="petitions_one_count_per_petition_and_country"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country or '–'}: {self.count}"
