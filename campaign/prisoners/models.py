from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Min, Subquery
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf import EdtfError
from archive.edtf_field import EdtfField
from archive.models import Authority, AuthorityName, Citation, ExternalSource
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.prisoners.custody import Group, days_at_least, ends_before_it_begins, status_annotations


class PersonQuerySet(PublishableQuerySet):
    def with_status_on(self, day: date) -> Self:
        """What holds on the day: held_certain, held_possible, custody_group, latest_period_id, and more."""
        periods = CustodyPeriod.objects.filter(person=models.OuterRef("pk")).order_by()
        latest_place = periods.filter(pk=models.OuterRef("latest_period_id")).values("place")
        first_year = periods.values("person").annotate(year=ExtractYear(Min("began_earliest"))).values("year")
        return (
            self.annotate(
                **status_annotations(periods, day, held=CustodyPeriod.HELD, maybe=CustodyPeriod.MAYBE_HELD)
            )
            .annotate(custody_place=Subquery(latest_place), first_year=Subquery(first_year))
            .order_by("name", "pk")
        )

    def with_record(self) -> Self:
        """With what a card or a profile shows, in a fixed number of queries."""
        return self.select_related("authority").prefetch_related(
            "authority__names", "custody_periods", "designations"
        )

    def with_sources(self) -> Self:
        """With every row of a profile and what each of them rests on."""
        rows = ("custody_periods", "facts", "designations")
        return self.prefetch_related(
            *(f"{row}__{sources}" for row in rows for sources in ("citations", "external_sources"))
        )


class Person(Publishable):
    """Somebody whom an editor entered in the directory; what holds today is computed from custody periods."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("own consent")
        FAMILY = "family", _("the family's consent")
        LAWYER = "lawyer", _("the lawyer's consent")
        OWN_PUBLICITY = "own_publicity", _("already public by the person")
        PUBLIC_INTEREST = "public_interest", _("public interest")

    CONTENT_FIELDS = ("slug", "name", "summary", "basis", "basis_note", "review_on")

    # What `with_status_on` adds.
    custody_group: str
    held_certain: bool
    held_possible: bool
    latest_period_id: int | None
    last_confirmed_on: date | None
    custody_place: str | None
    first_year: int | None

    authority = models.OneToOneField(
        Authority, models.PROTECT, related_name="+", verbose_name=_("authority record")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200, help_text=_("The Latin form shown first."))
    summary = models.TextField(
        _("in our words"), blank=True, help_text=_("Two sentences that the sources bear out.")
    )
    basis = models.CharField(
        _("basis of publication"),
        max_length=15,
        choices=Basis,
        help_text=_("Why this person may be named in public."),
    )
    basis_note = models.CharField(_("note on the basis"), max_length=300, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("person in the directory")
        verbose_name_plural = _("people in the directory")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("prisoners:detail", args=[self.slug])

    def searchable(self) -> Searchable:
        names = [name.text for name in self.authority.names.all()] if self.authority_id else []
        facts = [fact.text for fact in self.facts.all()]
        return Searchable(
            kind="person",
            key=self.slug,
            address=f"/prisoners/{self.slug}/",
            title=self.name,
            passages=(Passage(" · ".join(names)), Passage(self.summary), *(Passage(fact) for fact in facts)),
        )

    def content(self) -> dict[str, Any]:
        if not self.pk:
            return super().content()
        return super().content() | {
            "names": list(self.authority.names.values_list("text", "language", "kind")),
            "custody": list(self.custody_periods.values_list(*CustodyPeriod.CONTENT_FIELDS)),
            "facts": list(self.facts.values_list("text", "date", "date_is_inferred")),
            "designations": list(self.designations.values_list("by", "label", "date")),
        }

    @property
    def latest_period(self) -> "CustodyPeriod | None":
        """The period that says most about the day asked for; needs `with_status_on` and `with_record`."""
        wanted = self.latest_period_id
        return next((period for period in self.custody_periods.all() if period.pk == wanted), None)

    @property
    def display_names(self) -> list[AuthorityName]:
        """The name in other scripts and languages, each spelling once; needs `with_record`."""
        names = [name for name in self.authority.names.all() if name.kind == AuthorityName.Kind.DISPLAY]
        return list({name.text: name for name in reversed(names) if name.text != self.name}.values())[::-1]

    @property
    def other_names(self) -> list[AuthorityName]:
        """Spellings and names by which sources know the person; needs `with_record`."""
        return [name for name in self.authority.names.all() if name.kind != AuthorityName.Kind.DISPLAY]

    @property
    def confirmed_until(self) -> date | None:
        """The newest day of which a source tells: of the custody or of its end; needs `with_record`."""
        period = self.latest_period
        if period is None:
            return None
        days = [period.last_confirmed_on, None if period.end_is_inferred else period.ended_latest]
        return max((day for day in days if day), default=None)

    @property
    def group_name(self) -> str:
        return str(Group(self.custody_group).label)


class PersonApproval(Approval):
    record = models.ForeignKey(Person, models.CASCADE, related_name="approvals")


class CustodyPeriod(models.Model):
    """A stretch of time in one legal situation, with the words that say so."""

    class Status(models.TextChoices):
        WANTED = "wanted", _("wanted")
        ADMINISTRATIVE = "administrative", _("administrative arrest")
        POLICE = "police", _("police custody")
        PRE_TRIAL = "pre_trial", _("pre-trial detention")
        HOUSE_ARREST = "house_arrest", _("house arrest")
        PSYCHIATRIC = "psychiatric", _("compulsory psychiatric treatment")
        SERVING = "serving", _("serving a sentence")
        SERVING_OPEN = "serving_open", _("serving a sentence in an open institution")
        RESTRICTED = "restricted", _("restricted liberty")
        SUSPENDED = "suspended", _("suspended sentence")
        BAIL = "bail", _("bail or travel ban")
        AT_LIBERTY = "at_liberty", _("at liberty")
        EXILED = "exiled", _("in exile")
        DISAPPEARED = "disappeared", _("disappeared")
        DIED = "died", _("died in custody")
        UNKNOWN = "unknown", _("held; the form of custody is not stated")

    HELD: ClassVar[tuple[str, ...]] = (
        *("administrative", "police", "pre_trial", "house_arrest", "psychiatric"),
        *("serving", "serving_open", "unknown"),
    )
    MAYBE_HELD: ClassVar[tuple[str, ...]] = ("disappeared",)  # never more than possibly held

    CONTENT_FIELDS: ClassVar[tuple[str, ...]] = (
        *("status", "began", "begin_is_inferred", "begin_reason", "ended", "end_is_inferred", "end_reason"),
        *("last_confirmed_on", "release", "reason", "place"),
    )

    class Release(models.TextChoices):
        NOT_STATED = "", _("not stated")
        TERM_SERVED = "term_served", _("term served")
        EARLY = "early", _("released early")
        PAROLE = "parole", _("parole")
        PARDON = "pardon", _("pardon or amnesty")
        ACQUITTED = "acquitted", _("acquitted or case closed")

    person = models.ForeignKey(Person, models.CASCADE, related_name="custody_periods")
    status = models.CharField(_("status"), max_length=14, choices=Status)
    began = EdtfField(_("began"), blank=False)
    began_earliest = models.DateField(null=True, editable=False)
    began_latest = models.DateField(null=True, editable=False)
    begin_is_inferred = models.BooleanField(_("the beginning is inferred"), default=False)
    begin_reason = models.CharField(_("from what the beginning is inferred"), max_length=300, blank=True)
    ended = EdtfField(_("ended"), help_text=_("Empty: no source says that it ended."))
    ended_earliest = models.DateField(null=True, editable=False)
    ended_latest = models.DateField(null=True, editable=False)
    end_is_inferred = models.BooleanField(_("the end is inferred"), default=False)
    end_reason = models.CharField(_("from what the end is inferred"), max_length=300, blank=True)
    last_confirmed_on = models.DateField(
        _("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day of the newest source that says so."),
    )
    release = models.CharField(_("release"), max_length=12, choices=Release, blank=True)
    reason = models.CharField(_("on what charge"), max_length=300, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))
    external_sources = models.ManyToManyField(
        ExternalSource, related_name="+", blank=True, verbose_name=_("external sources")
    )

    class Meta:
        verbose_name = _("custody period")
        verbose_name_plural = _("custody periods")
        ordering = ["person", "began_earliest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begin_is_inferred=False) | ~models.Q(begin_reason=""),
                name="prisoners_inferred_beginning_needs_a_reason",
                violation_error_message=_("Say from what the beginning is inferred."),
            ),
            models.CheckConstraint(
                condition=models.Q(end_is_inferred=False) | ~models.Q(end_reason=""),
                name="prisoners_inferred_end_needs_a_reason",
                violation_error_message=_("Say from what the end is inferred."),
            ),
            models.CheckConstraint(
                condition=models.Q(began_earliest=None)
                | models.Q(ended_latest=None)
                | models.Q(ended_latest__gte=models.F("began_earliest")),
                name="prisoners_custody_ends_after_it_begins",
                violation_error_message=_("The period cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.began} – {self.ended or '?'}"

    def clean(self) -> None:
        """Checks from the texts what the database checks from their bounds, which no form shows."""
        try:
            is_reversed = ends_before_it_begins(self)
        except EdtfError:
            return  # the field says so itself
        if is_reversed:
            raise ValidationError({"ended": _("The period cannot end before it begins.")})

    @property
    def is_custody(self) -> bool:
        return self.status in self.HELD

    def days_at_least(self, day: date) -> int:
        """How many days of it had certainly passed by the end of the day."""
        return days_at_least(self, day)


class PersonFact(models.Model):
    """Something that happened to this person, in our words, with its citation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="facts")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("fact"), max_length=400)
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False)
    date_is_inferred = models.BooleanField(_("the date is inferred"), default=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))
    external_sources = models.ManyToManyField(
        ExternalSource, related_name="+", blank=True, verbose_name=_("external sources")
    )

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["person", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Designation(models.Model):
    """Who calls this person a political prisoner, since when, and in which words."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="designations")
    by = models.CharField(_("who says so"), max_length=200)
    label = models.CharField(_("as what"), max_length=200, default="political prisoner")
    date = EdtfField(_("date"))
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))
    external_sources = models.ManyToManyField(
        ExternalSource, related_name="+", blank=True, verbose_name=_("external sources")
    )

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["person", "date_latest", "pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.label}"
