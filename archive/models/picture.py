from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.pictures import remove


class PictureQuerySet(models.QuerySet["Picture"]):
    def public(self) -> "PictureQuerySet":
        """Released, and on an article that is public now."""
        return self.filter(is_released=True, article__status=Article.Status.PUBLISHED)


class Picture(models.Model):
    """A picture of an article: three files of it lie in the storage, the upload itself does not."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        help_text=_("Read aloud to those who do not see it: who, where, what is on the banners."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("who made it"), max_length=200, help_text=_("As the photographer wants to be named, or “unknown”.")
    )
    name = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    widths = models.JSONField(editable=False)
    upload_sha256 = models.CharField(max_length=64, editable=False)
    is_released = models.BooleanField(_("released"), default=False, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["article", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(alt=""),
                name="archive_picture_says_what_it_shows",
                violation_error_message=_("Say in words what the picture shows."),
            )
        ]

    def __str__(self) -> str:
        return self.alt

    def address(self, width: int) -> str:
        return reverse("archive_picture", args=[self.name, width])

    @property
    def src(self) -> str:
        """The middle one: what a browser without srcset, or a phone, needs."""
        return self.address(self.widths[len(self.widths) // 2])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        name, widths = self.name, list(self.widths)
        transaction.on_commit(lambda: remove(name, widths))
        return super().delete(*args, **kwargs)
