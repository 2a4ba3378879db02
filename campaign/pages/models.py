import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from archive.models import Citation, Disagreement
from archive.search.findable import AlwaysPublic
from archive.search.records import Passage, Searchable
from campaign.letters.models import Letter
from campaign.organisations.countries import country_choices
from campaign.petitions.models import Petition
from campaign.web.encryption import decrypt, encrypt
from campaign.web.remembering import forget

MARKS = re.compile(r"^(?:## |- )|\*+|\[([^\]\n]+)\]\([^\s()]*\)", re.MULTILINE)  # of an editor's simple text


class SiteProfile(models.Model):
    """Who runs this site: the one row that every page reads."""

    updated_on: datetime | None = None  # `context.read_site` fills it
    has_events = False  # this, too

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(
        _("name of the campaign"),
        max_length=80,
        default="Solidarity Desk",
        help_text=_("Stands at the top of every page and at the end of every title."),
    )
    tagline = models.CharField(
        _("who we are"),
        max_length=300,
        blank=True,
        help_text=_("One sentence. It opens the home page, and search engines show it."),
    )
    reach = models.CharField(
        _("how far the sources reach"),
        max_length=400,
        blank=True,
        help_text=_("One sentence on the home page: what the documents cover, and what they leave open."),
    )
    operator = models.CharField(
        _("who answers for the site"),
        max_length=200,
        blank=True,
        help_text=_("A person or a body; stands at the foot of every page."),
    )
    email = models.EmailField(
        _("public e-mail address"),
        blank=True,
        help_text=_("Stands at the foot of every page and on the press page."),
    )
    home_country = models.CharField(
        _("country the campaign is about"),
        max_length=2,
        blank=True,
        choices=country_choices,
        help_text=_("Whoever chooses it in a form sees the safety note once more."),
    )

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profile")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="pages_one_site_profile_only")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget()


class HomeChoice(models.Model):
    """What editors put first, in one row; where they chose nothing, the site chooses."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    petition = models.ForeignKey(
        Petition,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("petition to sign first"),
        help_text=_(
            "While it is open, the one act on the home page and the first on every page of a person, letter, "
            "article and event. Left empty: the newest open petition, on a person's page that person's own."
        ),
    )
    letter = models.ForeignKey(
        Letter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("letter told on the home page"),
        help_text=_(
            "One about whose delivery the sources contradict each other. Left empty: the newest of them."
        ),
    )
    disagreement = models.ForeignKey(
        Disagreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disagreement of sources on the home page"),
        help_text=_("Left empty: the first one in the order of the archive."),
    )

    class Meta:
        verbose_name = _("choice for the home page")
        verbose_name_plural = _("choice for the home page")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="pages_one_home_choice_only")]

    def __str__(self) -> str:
        return str(_("Choice for the home page"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget()


def site_languages() -> list[tuple[str, str]]:
    """A function, so that a language more needs no migration."""
    return list(settings.LANGUAGES)


class PageTextQuerySet(models.QuerySet["PageText"]):
    def in_language(self, language: str) -> Self:
        """The texts in a language, then those in the site's first language where it has none."""
        return self.filter(language__in={language, settings.LANGUAGE_CODE}).order_by(
            Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
        )


class PageText(AlwaysPublic):
    """The words of one page of plain text in one language, as an editor types them."""

    class Page(models.TextChoices):
        ABOUT = "about", _("About us")
        METHOD = "method", _("How we work")
        PRIVACY = "privacy", _("Privacy")
        SAFETY = "safety", _("Safety")
        PRESS = "press", _("For the press")
        UNKNOWN = "unknown", _("What we do not know (on the press page)")
        CONTACT = "contact", _("Contact")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        DATA = "data", _("Open data")

    slug = models.SlugField(_("page"), max_length=40, choices=Page)
    language = models.CharField(
        _("language"), max_length=12, choices=site_languages, default=settings.LANGUAGE_CODE
    )
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(
        _("text"),
        help_text=_(
            "Visitors see it at once. An empty line begins a new paragraph; a line that begins with “## ” is "
            "a heading, one that begins with “- ” an item of a list. [words](/safety/) makes a link, "
            "**words** makes them strong."
        ),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")
        ordering = ["slug", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="pages_one_text_per_page_and_language",
                violation_error_message=_("This page has its text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def get_absolute_url(self) -> str:
        page = self.Page.PRESS if self.slug == self.Page.UNKNOWN else self.slug
        return reverse(f"pages:{page}")

    def searchable(self) -> Searchable:
        page = self.Page.PRESS if self.slug == self.Page.UNKNOWN else self.slug
        paragraphs = re.split(r"\n\s*\n", MARKS.sub(r"\1", self.body))
        return Searchable(
            kind="page",
            key=f"{self.slug}-{self.language}",
            address=f"/{page}/",
            title=self.title,
            language=self.language,
            passages=tuple(Passage(paragraph) for paragraph in paragraphs),
        )

    @property
    def is_right_to_left(self) -> bool:
        return bool(get_language_info(self.language)["bidi"])


class PressFact(models.Model):
    """A fact that a journalist may quote, with the day on which somebody last checked it."""

    position = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("fact, in our words"), max_length=400, help_text=_("Visitors see it at once."))
    checked_on = models.DateField(_("checked on"), help_text=_("The day stands beside the fact."))
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("fact for the press")
        verbose_name_plural = _("facts for the press")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class MessageContent:
    """What somebody wrote to the campaign."""

    name: str
    email: str
    message: str


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def unanswered(self) -> Self:
        return self.filter(answered_at=None)

    def expired(self) -> Self:
        """Those that this site promised to have removed by now."""
        return self.filter(received_at__lt=timezone.now() - ContactMessage.KEPT)


class ContactMessage(models.Model):
    """A message to the campaign: only the server's field keys show who wrote it and what it says."""

    KEPT = timedelta(days=90)

    payload = models.BinaryField(_("encrypted message"))
    about = models.CharField(_("about the page"), max_length=200, blank=True)
    looks_automatic = models.BooleanField(
        _("looks automatic"),
        default=False,
        help_text=_("It came within a few seconds, or filled a field that people do not see."),
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to the campaign")
        verbose_name_plural = _("messages to the campaign")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("change", "delete", "view")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def receive(cls, content: MessageContent, *, about: str = "", looks_automatic: bool = False) -> Self:
        payload = encrypt(json.dumps(asdict(content), ensure_ascii=False))
        return cls.objects.create(payload=payload, about=about, looks_automatic=looks_automatic)

    def content(self) -> MessageContent:
        """What was written. Raises CannotDecrypt when the server no longer holds the key."""
        return MessageContent(**json.loads(decrypt(self.payload)))
