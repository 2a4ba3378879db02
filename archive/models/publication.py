from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """Where articles appeared, and how much of them this site may show."""

    class Rights(models.TextChoices):
        FULL = "full", _("full text")
        EXCERPT = "excerpt", _("excerpt: the standfirst and what is cited")
        LINK = "link", _("link only")

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    url = models.URLField("URL", blank=True, max_length=500)
    is_own = models.BooleanField(_("our own publication"), default=False)
    rights = models.CharField(_("visitors see"), max_length=8, choices=Rights, default=Rights.EXCERPT)
    rights_note = models.CharField(
        _("who allowed what"),
        max_length=300,
        blank=True,
        help_text=_("Needed before the full text of others is shown."),
    )

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_own=True) | ~models.Q(rights="full") | ~models.Q(rights_note=""),
                name="archive_publication_full_text_needs_leave",
                violation_error_message=_(
                    "Say who allowed the full text of another publication to be shown."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name
