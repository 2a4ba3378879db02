import re
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Authority, Citation
from archive.search.findable import AlwaysPublic
from archive.search.records import Passage, Searchable
from campaign.organisations.countries import country_name

# An address that somebody looked up longer ago than this is looked up again.
CHECKED_WITHIN = timedelta(days=180)

WEB_PAGE = re.compile(r"https?://\S+")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def with_record(self) -> Self:
        """With what an organisation's own page shows, in a fixed number of queries."""
        return self.prefetch_related("ties__citations", "missions")


class Organisation(AlwaysPublic):
    """A party, union, campaign or office that stands behind letters, demands and missions."""

    authority = models.OneToOneField(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("authority record")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, blank=True)
    url = models.URLField("URL", blank=True, max_length=500)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        return Searchable(
            kind="organisation",
            key=self.slug,
            address=f"/organisations/{self.slug}/",
            title=self.name,
            passages=(Passage(self.country_name), *(Passage(tie.text) for tie in self.ties.all())),
        )

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class Tie(models.Model):
    """What an organisation is to the campaign, on the day of a source. Signing a letter is counted, not told here."""

    class Kind(models.TextChoices):
        AFFILIATE = "affiliate", _("affiliated to the campaign")
        SUPPORTER = "supporter", _("supports the campaign")
        NAMED = "named", _("named in another connection")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ties", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    text = models.CharField(
        _("in our words"), max_length=300, help_text=_("What the source says that it is or did.")
    )
    as_of = EdtfField(_("as of"))
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("tie to the campaign")
        verbose_name_plural = _("ties to the campaign")
        ordering = ["organisation", F("as_of_latest").desc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.organisation.refresh_search()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        result = super().delete(*args, **kwargs)
        self.organisation.refresh_search()
        return result


class MissionQuerySet(models.QuerySet["Mission"]):
    def with_record(self) -> Self:
        """With what a mission's own page shows, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related(
            "addresses__citations", "heads__citations", "accreditations"
        )

    def by_check(self) -> Self:
        """The mission whose address nobody has looked up comes first, then the oldest look."""
        checked = Max("addresses__checked_on")
        return self.annotate(last_checked=checked).order_by(F("last_checked").asc(nulls_first=True), "name")

    def to_check(self, today: date) -> Self:
        """Those whose address was looked up too long ago, or never."""
        return self.by_check().filter(Q(last_checked=None) | Q(last_checked__lt=today - CHECKED_WITHIN))

    def serving(self, country: str) -> Self:
        """Those in a country, and those elsewhere that are accredited to it."""
        return self.filter(Q(host_country=country) | Q(accreditations__country=country)).distinct()


class Mission(AlwaysPublic):
    """An embassy, consulate, ministry or company to which letters go."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("embassy")
        CONSULATE = "consulate", _("consulate")
        MINISTRY = "ministry", _("ministry")
        COMPANY = "company", _("company")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.EMBASSY)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="missions",
        verbose_name=_("organisation"),
    )
    host_country = models.CharField(_("host country"), max_length=2, blank=True)
    city = models.CharField(
        _("city"), max_length=100, blank=True, help_text=_("Empty where no source states it.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("missions:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        heads = [" ".join(filter(None, (head.title, head.name))) for head in self.heads.all()]
        where = ", ".join(filter(None, (self.city, self.host_country_name)))
        return Searchable(
            kind="mission",
            key=self.slug,
            address=f"/missions/{self.slug}/",
            title=self.name,
            passages=tuple(Passage(text) for text in (where, self.note, *heads)),
        )

    @property
    def host_country_name(self) -> str:
        return country_name(self.host_country) if self.host_country else ""

    # The properties read `addresses` and `accreditations`: prefetch them for a list.

    @property
    def addresses_newest_first(self) -> "list[MissionAddress]":
        """By the last day for which somebody vouches: a check, or the source."""
        return sorted(self.addresses.all(), key=lambda address: address.is_known_on, reverse=True)

    @property
    def newest_address(self) -> "MissionAddress | None":
        return next(iter(self.addresses_newest_first), None)

    @property
    def also_serves(self) -> list[str]:
        """The names of the other countries to which it is accredited, in their order."""
        return sorted(accreditation.country_name for accreditation in self.accreditations.all())


def page_in(text: str) -> str:
    """The text if it is the address of a page, else nothing."""
    return text if WEB_PAGE.fullmatch(text) else ""


class Accreditation(models.Model):
    """Another country that a mission serves from where it stands."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="accreditations")
    country = models.CharField(_("country it also serves"), max_length=2)
    as_of = EdtfField(_("as of"))
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    source = models.CharField(
        _("where this stands"),
        max_length=300,
        help_text=_("The page or document that says so. Visitors see this."),
    )

    class Meta:
        verbose_name = _("country it also serves")
        verbose_name_plural = _("countries it also serves")
        ordering = ["mission", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "country"],
                name="organisations_country_served_once",
                violation_error_message=_("This mission serves this country already."),
            )
        ]

    def __str__(self) -> str:
        return self.country_name

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def source_page(self) -> str:
        """The address of the page that says so; empty where it is not a page."""
        return page_in(self.source)


class MissionAddress(models.Model):
    """A postal address as a source gives it, with the day of that source: never shown as today's.

    Somebody may have looked since whether it still holds: when, who and where is told with it.
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="addresses")
    lines = models.TextField(_("address"))
    as_of = EdtfField(_("as of"), blank=False)
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The last day on which somebody saw that this is the address."),
    )
    checked_by = models.CharField(
        _("checked by"),
        max_length=100,
        blank=True,
        help_text=_("Kept for other editors; visitors do not see it."),
    )
    checked_where = models.CharField(
        _("checked where"),
        max_length=300,
        blank=True,
        help_text=_("The page, the letter or the door where it stood. Visitors see this."),
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["mission", "-as_of_latest"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by="", checked_where="")
                | Q(checked_on__isnull=False) & ~Q(checked_by="") & ~Q(checked_where=""),
                name="organisations_address_check_is_whole",
                violation_error_message=_("Give all three or none: checked on, by and where."),
            )
        ]

    def __str__(self) -> str:
        return self.lines.splitlines()[0] if self.lines else ""

    @property
    def is_known_on(self) -> date:
        """The last day for which somebody vouches for it; for sorting."""
        return max(filter(None, (self.checked_on, self.as_of_latest)), default=date.min)

    @property
    def is_fresh(self) -> bool:
        """Whether somebody has looked it up lately."""
        return self.checked_on is not None and self.checked_on >= timezone.localdate() - CHECKED_WITHIN

    @property
    def checked_page(self) -> str:
        """The address of the page where it was checked; empty where it was not a page."""
        return page_in(self.checked_where)


class HeadOfMission(models.Model):
    """Who headed the mission on the day of a source."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="heads")
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=100, blank=True)
    as_of = EdtfField(_("as of"), blank=False)
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("head of mission")
        verbose_name_plural = _("heads of mission")
        ordering = ["mission", "-as_of_latest"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.mission.refresh_search()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        result = super().delete(*args, **kwargs)
        self.mission.refresh_search()
        return result
