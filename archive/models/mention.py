from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.authority import Authority
from archive.models.citation import Citation


class Mention(models.Model):
    """A place in an article where an editor has confirmed who or what is named."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="mentions", verbose_name=_("who or what is named")
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    citation = models.ForeignKey(Citation, models.PROTECT, related_name="+", verbose_name=_("citation"))

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                name="archive_mention_one_per_span",
                violation_error_message=_("These words name somebody or something already."),
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="archive_mention_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"
