from django.db import models
from django.utils.translation import gettext_lazy as _


class ShippedRow(models.Model):
    """What a row looked like when the starter campaign last wrote it.

    A row that looks different now, or is gone, was changed at the desk: loading again leaves it alone.
    """

    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("key"), max_length=500)
    digest = models.CharField(_("SHA-256 of what was written"), max_length=64)

    class Meta:
        verbose_name = _("row of the starter campaign")
        verbose_name_plural = _("rows of the starter campaign")
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="starter_one_record_per_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
