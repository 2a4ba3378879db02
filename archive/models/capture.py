from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Capture(models.Model):
    """One received document: the bytes as they came, known by their SHA-256, never edited."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    original = models.BinaryField(_("bytes as received"))
    text = models.TextField(_("text"), help_text=_("Offsets of citations count code points of this text."))
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    url = models.URLField("URL", blank=True, max_length=500)
    captured_on = models.CharField(
        _("captured on"), max_length=40, blank=True, help_text=_("EDTF, as 2022-01-14.")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.filename or self.url or _('capture')} ({self.sha256[:12]})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            kwargs["update_fields"] = {"url", "captured_on"}  # what is known about it; never what it says
        super().save(*args, **kwargs)
