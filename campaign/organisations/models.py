from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Authority, Citation
from archive.search.findable import AlwaysPublic
from archive.search.records import Passage, Searchable
from campaign.organisations.countries import country_name


class Organisation(models.Model):
    """A party, union, campaign or office that stands behind letters, demands and missions."""

    authority = models.OneToOneField(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("authority record")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, blank=True)
    url = models.URLField("URL", blank=True, max_length=500)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class MissionQuerySet(models.QuerySet["Mission"]):
    def with_record(self) -> Self:
        """With what a mission's own page shows, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related(
            "addresses__citations", "heads__citations"
        )


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


class MissionAddress(models.Model):
    """A postal address as a source gives it, with the day of that source: never shown as today's."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="addresses")
    lines = models.TextField(_("address"))
    as_of = EdtfField(_("as of"), blank=False)
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["mission", "-as_of_latest"]

    def __str__(self) -> str:
        return self.lines.splitlines()[0] if self.lines else ""


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
