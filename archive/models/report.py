from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.capture import Capture


class Report(models.Model):
    """What an editor writes for our own publication: the working copy of an article.

    The article holds what is public. It follows only when somebody publishes, so that the public text stays
    as it is while this one is worked on.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        ARTICLE = "article", _("article")
        PRESS_LETTER = "press_letter", _("letter to the press")

    class Voice(models.TextChoices):
        CAMPAIGN = "campaign", _("the campaign’s own text")
        PERSONAL = "personal", _("the author’s own view, not the campaign’s")

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="report")
    title = models.CharField(_("title"), max_length=300)
    standfirst = models.TextField(
        _("standfirst"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences above the text: who, what, where, when."),
    )
    text = models.TextField(_("text"))
    authors = models.CharField(
        _("author"),
        max_length=300,
        blank=True,
        help_text=_("The name as the author wants it; empty for the campaign."),
    )
    voice = models.CharField(_("whose view it is"), max_length=8, choices=Voice, default=Voice.CAMPAIGN)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REPORT)
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last edited by"),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("own report")
        verbose_name_plural = _("own reports")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One published state of a report: a capture of our own, and how its text was set."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="editions")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="+")
    made_on = models.DateField()
    words_sha256 = models.CharField(max_length=64)  # of the text without its dates
    blocks = models.JSONField()  # [kind, start, end, level] each, as Block
    looks = models.JSONField()  # [start, end, "strong" | "em" | an address] each

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article", "pk"]

    def __str__(self) -> str:
        return f"{self.made_on}"

    @property
    def capture_sha256(self) -> str:
        return self.capture.sha256

    @property
    def start(self) -> int:
        return 0

    @property
    def end(self) -> int:
        return len(self.capture.text)
