from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.edtf_field import EdtfField
from archive.models import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable
from campaign.actions.models import Action, Demand
from campaign.organisations.models import Organisation
from campaign.organisations.vocabulary import Channel
from campaign.prisoners.models import Person


class LetterQuerySet(PublishableQuerySet):
    def by_date(self) -> Self:
        """Newest letter first; what has no date at all stands last."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "slug")

    def oldest_first(self) -> Self:
        """In the order of a story; what has no date at all stands last."""
        return self.order_by(F("date_latest").asc(nulls_last=True), "slug")

    def sent_ones(self) -> Self:
        """Letters that somebody wrote to somebody; a model letter is a text to start from."""
        return self.exclude(kind=Letter.Kind.MODEL)

    def with_register(self) -> Self:
        """With what a row of the register shows, in a fixed number of queries."""
        return self.select_related("action").prefetch_related(
            "signatories__organisation", "deliveries__mission", "deliveries__events__citations"
        )

    def with_record(self) -> Self:
        """With all that a letter's own page shows; of its people and demands, those that are public."""
        people = models.Prefetch("people", Person.objects.published(), to_attr="published_people")
        demands = models.Prefetch(
            "demands",
            Demand.objects.published().prefetch_related("citations"),
            to_attr="published_demands",
        )
        return (
            self.with_register()
            .select_related("text_citation", "parent")
            .prefetch_related(*("citations", "signatories__citations", "tallies__citations"), demands, people)
        )


class Letter(Publishable):
    """A letter of protest: who wrote what to whom, and what came of it."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("letter to an embassy")
        GOVERNMENT = "government", _("letter to a government")
        PRESS = "press", _("letter to the press")
        COMPANY = "company", _("letter to a company")
        MODEL = "model", _("model letter")
        RESOLUTION = "resolution", _("letter with a resolution")

    class DateStatus(models.TextChoices):
        STATED = "stated", _("stated")
        INFERRED = "inferred", _("inferred")
        ABSENT = "absent", _("not stated")

    CONTENT_FIELDS = (
        *("slug", "kind", "title", "summary", "addressee", "language", "date", "date_status", "date_reason"),
        *("action_id", "text_citation_id", "note"),
    )

    published_demands: list[Demand]  # from with_record()

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
    text = models.TextField(
        _("text, typed"),
        blank=True,
        help_text=_("Where no document of ours holds the letter. Visitors read it on the letter's own page."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        limit_choices_to={"kind": Kind.MODEL},
        verbose_name=_("written after the model letter"),
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
                condition=~Q(date_status="inferred") | ~Q(date_reason=""),
                name="letters_inferred_date_needs_a_reason",
                violation_error_message=_("Say from what the date is inferred."),
            ),
            models.CheckConstraint(
                condition=Q(date_status="absent", date="") | ~Q(date_status="absent") & ~Q(date=""),
                name="letters_only_a_date_is_stated_or_inferred",
                violation_error_message=_(
                    "Give the date that is stated or inferred, or leave it empty as “not stated”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(kind="model"),
                name="letters_model_letter_has_no_model",
                violation_error_message=_("A model letter is not written after another one."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("letters:detail", args=[self.slug])

    @property
    def senders(self) -> list[str]:
        """The organisations for which it was signed, each once; prefetch the signatories for a list."""
        names = [
            signatory.organisation.name if signatory.organisation else signatory.organisation_name
            for signatory in self.signatories.all()
        ]
        return list(dict.fromkeys(name for name in names if name))

    def searchable(self) -> Searchable:
        """Found by what it is about and to whom it went; signatories are read on its page, not looked up."""
        addressees = [
            str(delivery.mission)
            for delivery in self.deliveries.select_related("mission")
            if delivery.mission
        ]
        return Searchable(
            kind="letter",
            key=self.slug,
            address=f"/letters/{self.slug}/",
            title=self.title,
            dated=self.date_latest or self.date_earliest,
            passages=(
                Passage(self.summary),
                Passage(self.addressee),
                *(Passage(name) for name in addressees),
            ),
        )

    def needs_second_person(self) -> bool:
        """A letter that names its signatories can harm them."""
        return self.signatories.exists()

    def content(self) -> dict[str, Any]:
        signatories = (
            list(self.signatories.values_list("name", "role", "organisation_name", "place"))
            if self.pk
            else []
        )
        content = super().content() | {"signatories": signatories}
        # Named only where there is one: what was approved before these existed stays approved.
        later = {"text": self.text, "parent_id": self.parent_id, "tallies": self.tallied() if self.pk else []}
        return content | {name: value for name, value in later.items() if value}

    def tallied(self) -> list[tuple[Any, ...]]:
        """What its tallies say, for the version that an approval covers."""
        return list(self.tallies.values_list("channel", "count", "as_of", "source"))

    @property
    def is_model(self) -> bool:
        return self.kind == self.Kind.MODEL


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


class Tally(models.Model):
    """How many people sent a letter by one way up to a day, as a source counts them."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="tallies")
    channel = models.CharField(_("way"), max_length=12, choices=Channel, default=Channel.NOT_STATED)
    count = models.PositiveIntegerField(_("how many"))
    as_of = EdtfField(_("as of"), blank=False)
    as_of_earliest = models.DateField(null=True, editable=False)
    as_of_latest = models.DateField(null=True, editable=False)
    source = models.CharField(
        _("who counted"), max_length=200, help_text=_("As “the form of our site” or “a report of 4 May”.")
    )
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        ordering = ["letter", "-as_of_latest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1),
                name="letters_tally_counts_something",
                violation_error_message=_("A tally counts at least one."),
            ),
            models.UniqueConstraint(
                fields=["letter", "channel", "as_of", "source"],
                name="letters_one_tally_for_a_day",
                violation_error_message=_("This count of that day is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count}, {self.get_channel_display()}"
