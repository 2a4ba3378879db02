from django.db import models
from django.utils.translation import gettext_lazy as _


class ExternalSource(models.Model):
    """Evidence that is not in the archive: who published it, where, and when somebody looked."""

    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = models.URLField("URL", max_length=500)
    accessed_on = models.DateField(_("seen on"), null=True, blank=True)
    archive_url = models.URLField(_("archived copy"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("external source")
        verbose_name_plural = _("external sources")
        ordering = ["publisher", "title"]
        constraints = [models.UniqueConstraint(fields=["url"], name="archive_external_source_one_per_url")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title or self.url}"
