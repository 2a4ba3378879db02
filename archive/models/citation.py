import hashlib
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.capture import Capture


class CitationQuerySet(models.QuerySet["Citation"]):
    def of_capture(self, sha256: str) -> Self:
        return self.filter(capture_sha256=sha256)

    def awaiting_capture(self) -> Self:
        return self.filter(exact=None)

    def at(self, capture: Capture, start: int, end: int, *, stance: str = "supports") -> "Citation":
        """The citation of these words of a document that is held."""
        words = capture.text[start:end]
        citation, _is_new = self.get_or_create(
            capture_sha256=capture.sha256,
            start=start,
            end=end,
            stance=stance,
            defaults={"exact_sha256": hash_words(words), "exact": words},
        )
        return citation

    def fill(self, sha256: str, text: str) -> int:
        """Writes the exact words into the citations of a capture that has arrived; returns how many matched."""
        filled = 0
        for citation in self.of_capture(sha256).filter(exact=None):
            words = text[citation.start : citation.end]
            if hash_words(words) == citation.exact_sha256:
                filled += self.filter(pk=citation.pk).update(exact=words)
        return filled


class Citation(models.Model):
    """A span of a capture: where the words stand, their hash, and the words once the capture is held."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")
        MENTIONS = "mentions", _("mentions")

    capture_sha256 = models.CharField(_("SHA-256 of the capture"), max_length=64, db_index=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact_sha256 = models.CharField(_("SHA-256 of the words"), max_length=64)
    exact = models.TextField(_("exact words"), null=True, blank=True)  # noqa: DJ001 - null: the capture is awaited
    stance = models.CharField(_("stance"), max_length=11, choices=Stance, default=Stance.SUPPORTS)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["capture_sha256", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["capture_sha256", "start", "end", "stance"],
                name="archive_citation_one_per_span_and_stance",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="archive_citation_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.exact or f"{self.capture_sha256[:12]}:{self.start}-{self.end}"

    @property
    def reference(self) -> str:
        """The value of `?c=` in an article's address."""
        return f"{self.capture_sha256[:12]}:{self.start}-{self.end}"


def hash_words(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
