from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.capture import Capture
from archive.models.citation import Citation

FIELD_NAMES = {
    "split": _("a text of its own"),
    "child": _("a text inside this one"),
    "title": _("title"),
    "standfirst": _("standfirst"),
    "author": _("author"),
    "translator": _("translator"),
    "publication": _("publication"),
    "dateline": _("dateline"),
    "published": _("date of publication"),
    "language": _("language"),
    "kind": _("kind"),
    "letter": _("letter"),
    "letter.date": _("date of the letter"),
    "letter.sender": _("who signed the letter"),
    "letter.role": _("role of a signatory"),
    "letter.organisation": _("organisation of a signatory"),
    "letter.addressee": _("addressee of the letter"),
    "letter.country": _("country of the letter"),
    "letter.city": _("city of the letter"),
    "letter.salutation": _("salutation"),
    "letter.closing": _("closing of the letter"),
    "demand": _("demand"),
    "demand.lead": _("line above a list of demands"),
    "image.alt": _("description of a picture"),
    "image.caption": _("caption of a picture"),
    "image.credit": _("credit of a picture"),
    "mention.person": _("person named"),
    "mention.place": _("place named"),
    "mention.organisation": _("organisation named"),
    "date": _("date in the text"),
    "quotation": _("quotation"),
    "slogan": _("slogan"),
    "endnote": _("end note"),
    "shared_passage": _("passage that stands elsewhere too"),
    "conflict": _("contradiction"),
    "candidate": _("name that is not on record"),
    "petition": _("petition on the page"),
}
NOT_CORRECTABLE = {"split", "child", "letter", "shared_passage"}


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        return self.filter(state=Proposal.State.OPEN)

    def must_decide(self) -> Self:
        """What holds back the publication of its article until somebody has decided it."""
        return self.open().filter(tier=Proposal.Tier.MUST)

    def not_yet_checked(self) -> Self:
        """What a reader of the article is told that nobody has checked."""
        return self.open().exclude(tier=Proposal.Tier.SILENT)

    def in_order(self) -> Self:
        """Text by text, as the rules went through them; what stands in no text comes last."""
        return self.order_by(F("item_start").asc(nulls_last=True), "pk")


class Proposal(models.Model):
    """A value that a rule reads in a capture, until an editor accepts, corrects or rejects it.

    A decision is remembered by capture, place, field and value: the same reading is never asked about again.
    The place is that of the words; where there are none, that of the part or the item that lacks them.
    """

    class Status(models.TextChoices):
        STATED = "stated", _("stated")
        INFERRED = "inferred", _("inferred")
        ABSENT = "absent", _("not stated")

    class Tier(models.TextChoices):
        MUST = "must", _("must be decided")
        SHOWN = "shown", _("shown as found, not yet checked")
        SILENT = "silent", _("silent")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    capture = models.ForeignKey(Capture, models.CASCADE, related_name="proposals")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="proposals")
    item_start = models.PositiveIntegerField(null=True)
    item_end = models.PositiveIntegerField(null=True)
    field = models.CharField(_("field"), max_length=24)
    value = models.TextField(_("value"), blank=True)
    value_sha256 = models.CharField(max_length=64)  # a long value would not fit into an index
    status = models.CharField(_("status"), max_length=8, choices=Status)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(_("exact words"), blank=True)
    parent_start = models.PositiveIntegerField(null=True)
    parent_end = models.PositiveIntegerField(null=True)
    place_start = models.PositiveIntegerField()
    place_end = models.PositiveIntegerField()
    rule = models.CharField(_("rule"), max_length=80)
    reasons = models.JSONField(_("reasons"), default=list)
    tier = models.CharField(_("weight"), max_length=6, choices=Tier)

    state = models.CharField(_("decision"), max_length=9, choices=State, default=State.OPEN)
    corrected_value = models.TextField(_("corrected value"), blank=True)
    citation = models.ForeignKey(Citation, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["capture", "pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["article", "state", "tier"], name="archive_proposal_of_article")]
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "field", "place_start", "place_end", "value_sha256"],
                name="archive_proposal_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(status="absent", start=None, end=None)
                | ~Q(status="absent") & (Q(start=None, end=None) | Q(end__gt=F("start"))),
                name="archive_proposal_absent_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | ~Q(state="open") & Q(decided_at__isnull=False),
                name="archive_proposal_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_name}: {self.value or self.get_status_display()}"

    @property
    def key(self) -> tuple[str, int, int, str]:
        """By what a decision is remembered within its capture."""
        return self.field, self.place_start, self.place_end, self.value_sha256

    @property
    def field_name(self) -> str:
        return str(FIELD_NAMES.get(self.field, self.field))

    @property
    def is_correctable(self) -> bool:
        return self.field not in NOT_CORRECTABLE

    @property
    def is_known(self) -> bool:
        """Whether nobody had to decide it, since a record said the same already."""
        return self.state == self.State.ACCEPTED and self.decided_by_id is None

    def accept(self, *, by: AbstractBaseUser, version: int) -> None:
        """Writes the value into the archive. Raises ValidationError when somebody has decided meanwhile."""
        self._decide(self.State.ACCEPTED, self.value, by=by, version=version)

    def correct(self, value: str, *, by: AbstractBaseUser, version: int) -> None:
        """Writes another value in its place; an empty one says that the source does not state it."""
        if not self.is_correctable:
            raise ValidationError(_("This can only be accepted or rejected."))
        self._decide(self.State.CORRECTED, value.strip(), by=by, version=version)

    def reject(self, *, by: AbstractBaseUser, version: int) -> None:
        """Remembers that this is wrong, and empties what the rules had written of it."""
        if self.status == self.Status.ABSENT:
            raise ValidationError(
                _("The rules found nothing here; if the source does state it, correct it to what it says.")
            )
        self._decide(self.State.REJECTED, None, by=by, version=version)

    def _decide(self, state: str, value: str | None, *, by: AbstractBaseUser, version: int) -> None:
        from archive.acceptance import write  # what it writes are models, and models are built on this one

        changes: dict[str, Any] = {
            "state": state,
            "corrected_value": value if state == self.State.CORRECTED else "",
            "decided_by": by,
            "decided_at": timezone.now(),
            "version": version + 1,
        }
        with transaction.atomic():
            undecided = Proposal.objects.open().filter(pk=self.pk, version=version)
            if not undecided.update(**changes):
                raise ValidationError(
                    _("Somebody else has decided this meanwhile; what they decided stands.")
                )
            changes["citation"] = write(self, value, by=by)
            Proposal.objects.filter(pk=self.pk).update(citation=changes["citation"])
        for name, changed in changes.items():
            setattr(self, name, changed)
