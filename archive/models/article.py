from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.edtf_field import EdtfField
from archive.models.capture import Capture
from archive.models.citation import Citation
from archive.models.publication import Publication
from archive.publishing import Approval, Publishable, PublishableQuerySet
from archive.search.records import Passage, Searchable


class ArticleQuerySet(PublishableQuerySet):
    def top_level(self) -> Self:
        """Without reprints and other items that stand inside another one."""
        return self.filter(parent=None)

    def by_document_date(self) -> Self:
        """Newest document first, of uncertain dates by the latest that is known; without any date, last."""
        known = Coalesce(F("published_latest"), F("published_earliest"))
        return self.order_by(known.desc(nulls_last=True), "slug")

    def containing(self, sha256: str, start: int, end: int) -> Self:
        """The articles whose span contains this one, the innermost first."""
        spans = self.filter(capture_sha256=sha256, start__lte=start, end__gte=end)
        return spans.order_by(F("end") - F("start"))


class Article(Publishable):
    """A work: what somebody wrote and published, known from a span of a capture.

    A field that the source does not fill stays empty; FieldProvenance says whether each is stated, inferred
    or absent, why, and on which words that rests.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        REPORT = "report", _("report")
        PRESS_LETTER = "press_letter", _("letter to the press")
        MAILING = "mailing", _("mailing")
        TRANSLATION = "translation", _("translation")
        REPRINT = "reprint", _("reprint")

    class Voice(models.TextChoices):
        CAMPAIGN = "campaign", _("the campaign's own text")
        PERSONAL = "personal", _("somebody in a personal capacity")
        SOURCE = "source", _("kept as a source; not the campaign's view")

    CONTENT_FIELDS = (
        *("slug", "kind", "voice", "title", "supplied_title", "standfirst", "authors", "translator"),
        *(
            "publication_id",
            "dateline",
            "published",
            "language",
            "summary",
            "note",
            "capture_sha256",
            "start",
            "end",
        ),
    )

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ARTICLE)
    voice = models.CharField(_("whose voice"), max_length=8, choices=Voice, default=Voice.SOURCE)
    title = models.CharField(
        _("title"), max_length=300, blank=True, help_text=_("As the source has it; else empty.")
    )
    supplied_title = models.CharField(
        _("supplied title"),
        max_length=300,
        blank=True,
        help_text=_("Ours, shown in square brackets, where the source states no title."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    translator = models.CharField(_("translator"), max_length=200, blank=True)
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("publication"),
    )
    dateline = models.CharField(
        _("dateline"), max_length=200, blank=True, help_text=_("Where it was written from.")
    )
    published = EdtfField(_("published"))
    published_earliest = models.DateField(null=True, editable=False)
    published_latest = models.DateField(null=True, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    summary = models.TextField(_("summary in our words"), blank=True)
    note = models.TextField(_("archivist's note"), blank=True)

    capture_sha256 = models.CharField(_("SHA-256 of the capture"), max_length=64, blank=True, db_index=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("stands inside"),
    )
    original = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="derivatives",
        verbose_name=_("translates or reprints"),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(capture_sha256="")
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="archive_article_span_of_its_capture",
                violation_error_message=_("Give both start and end of the article in its capture."),
            ),
            models.UniqueConstraint(
                fields=["capture_sha256", "start", "end"],
                condition=~Q(capture_sha256=""),
                name="archive_article_one_per_span",
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return reverse("archive:detail", args=[self.slug])

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        """Confirmed mentions are links on the public page, so they are published with the rest."""
        named = list(self.mentions.values_list("authority_id", "start", "end")) if self.pk else []
        return super().content() | ({"mentions": named} if named else {})

    def publish(self, *, by: AbstractBaseUser) -> None:
        """As for any record, once everything that must be decided about its text has been."""
        if hasattr(self, "report") and not self.capture_sha256:
            raise ValidationError(_("This is a report of ours: open it among the own reports to publish it."))
        waiting = self.proposals.must_decide().count()
        if waiting:
            raise ValidationError(
                ngettext(
                    "%(count)d thing in this text must be decided before it can be published.",
                    "%(count)d things in this text must be decided before it can be published.",
                    waiting,
                )
                % {"count": waiting}
            )
        if self.proposals.filter(field="split", state="rejected").exists():
            raise ValidationError(_("An editor has decided that this is not a text of its own."))
        super().publish(by=by)

    def searchable(self) -> Searchable:
        from archive.body import findable_passages  # the body of an article is built from models

        return Searchable(
            kind="article",
            key=self.slug,
            address=f"/archive/{self.slug}/",
            title=self.display_title,
            language=self.language,
            dated=self.published_latest or self.published_earliest,
            passages=(
                Passage(self.summary),
                Passage(self.authors),
                *(Passage(words, reference) for words, reference in findable_passages(self)),
            ),
        )

    @property
    def display_title(self) -> str:
        """The title, or the supplied one in the square brackets by which archivists mark their own words."""
        return self.title or f"[{self.supplied_title or _('no title')}]"

    @property
    def published_status(self) -> str:
        """Stated, inferred or absent, from the provenance rows (prefetch them for a list)."""
        for row in self.provenance.all():
            if row.field == FieldProvenance.Field.PUBLISHED:
                return row.status
        return FieldProvenance.Status.ABSENT

    def capture(self) -> Capture | None:
        """The document, once it is held."""
        return Capture.objects.filter(sha256=self.capture_sha256).first() if self.capture_sha256 else None


class ArticleApproval(Approval):
    record = models.ForeignKey(Article, models.CASCADE, related_name="approvals")


class FieldProvenance(models.Model):
    """How a field of an article came by its value: stated, inferred with the reason, or absent."""

    class Field(models.TextChoices):
        TITLE = "title", _("title")
        STANDFIRST = "standfirst", _("standfirst")
        AUTHOR = "author", _("author")
        TRANSLATOR = "translator", _("translator")
        PUBLICATION = "publication", _("publication")
        DATELINE = "dateline", _("dateline")
        PUBLISHED = "published", _("date of publication")
        LANGUAGE = "language", _("language")
        KIND = "kind", _("kind")

    class Status(models.TextChoices):
        STATED = "stated", _("stated")
        INFERRED = "inferred", _("inferred")
        ABSENT = "absent", _("not stated")

    article = models.ForeignKey(Article, models.CASCADE, related_name="provenance")
    field = models.CharField(_("field"), max_length=12, choices=Field)
    status = models.CharField(_("status"), max_length=8, choices=Status)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Shown to readers when the value is inferred.")
    )
    rule = models.CharField(_("rule"), max_length=80, blank=True, editable=False)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("provenance of a field")
        verbose_name_plural = _("provenance of fields")
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "field"],
                name="archive_one_provenance_per_field",
                violation_error_message=_("This field has its provenance already."),
            ),
            models.CheckConstraint(
                condition=~Q(status="inferred") | ~Q(reason=""),
                name="archive_inferred_needs_a_reason",
                violation_error_message=_("Say from what this value is inferred."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.get_status_display()}"

    @classmethod
    def of(cls, article: Article) -> dict[str, Any]:
        """The rows of one article by field, with their citations in one more query."""
        return {row.field: row for row in article.provenance.prefetch_related("citations")}


class Block(models.Model):
    """A part of an article's text: what it is, and where it stands in the capture."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        STANDFIRST = "standfirst", _("standfirst")
        BYLINE = "byline", _("byline")
        DATELINE = "dateline", _("dateline")
        EDITOR_NOTE = "editor_note", _("editor's note")
        EPIGRAPH = "epigraph", _("epigraph")
        HEADING = "heading", _("heading")
        PARAGRAPH = "paragraph", _("paragraph")
        LIST_LEAD = "list_lead", _("lead-in of a list")
        LIST_ITEM = "list_item", _("list item")
        QUOTATION = "quotation", _("quotation")
        LETTER_HEADING = "letter_heading", _("heading of a letter")
        LETTERHEAD = "letterhead", _("letterhead")
        LETTER_DATE = "letter_date", _("date of a letter")
        LETTER_ADDRESSEE = "letter_addressee", _("addressee")
        SALUTATION = "salutation", _("salutation")
        LETTER_PARAGRAPH = "letter_paragraph", _("paragraph of a letter")
        CLOSING = "closing", _("closing")
        SIGNATURE = "signature", _("signature")
        CAPTION = "caption", _("caption")
        ENDNOTE = "endnote", _("end note")
        FURNITURE = "furniture", _("page furniture")

    article = models.ForeignKey(Article, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    level = models.PositiveSmallIntegerField(_("level"), default=0)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="archive_block_position_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="archive_block_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.start}-{self.end}"
