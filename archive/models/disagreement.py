from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.citation import Citation
from archive.publishing import Approval, Publishable, PublishableQuerySet


class DisagreementQuerySet(PublishableQuerySet):
    """In the order that editors gave them: the first published one stands on the home page."""


class Disagreement(Publishable):
    """A point on which sources differ: every statement is shown, none is chosen."""

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", _("the statements cannot both hold")
        FORM = "form", _("the statements differ in form; both can hold")

    CONTENT_FIELDS = ("about", "kind")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    about = models.CharField(_("about"), max_length=200)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The first one stands on the home page.")
    )

    objects = DisagreementQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("disagreement of sources")
        verbose_name_plural = _("disagreements of sources")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.about

    def needs_second_person(self) -> bool:
        return False

    def content(self) -> dict[str, Any]:
        statements = list(self.statements.values_list("said_by", "text")) if self.pk else []
        return super().content() | {"statements": statements}


class DisagreementApproval(Approval):
    record = models.ForeignKey(Disagreement, models.CASCADE, related_name="approvals")


class DisagreementStatement(models.Model):
    """What one source says, in our words, with its citation."""

    disagreement = models.ForeignKey(Disagreement, models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    said_by = models.CharField(_("who says so"), max_length=200)
    text = models.CharField(_("statement in our words"), max_length=400)
    citations = models.ManyToManyField(Citation, related_name="+", blank=True, verbose_name=_("citations"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["disagreement", "position", "pk"]

    def __str__(self) -> str:
        return self.text
