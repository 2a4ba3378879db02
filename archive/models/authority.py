from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.fold import FOLD_VERSION, fold


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def named(self, text: str) -> Self:
        """Those one of whose names is the same in any spelling or script that the fold key knows."""
        return self.filter(names__fold_key=fold(text)).distinct()

    def with_a_record(self) -> Self:
        """Those on which a record of the site rests, as a profile in the directory does."""
        relations = self.model._meta.get_fields(include_hidden=True)
        records = [
            Q(pk__in=relation.related_model._default_manager.values(relation.field.attname))
            for relation in relations
            if isinstance(relation, models.OneToOneRel)
        ]
        return self.filter(reduce(or_, records, Q(pk__in=[])))


class Authority(models.Model):
    """A person, place or organisation that texts name: no status, and no page of its own for a person."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        PLACE = "place", _("place")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("preferred name"), max_length=200)
    note = models.CharField(_("who or what this is"), max_length=300, blank=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority record")
        verbose_name_plural = _("authority file")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AuthorityName(models.Model):
    """One form of a name, as a source writes it or as it is spelt in a language."""

    class Kind(models.TextChoices):
        DISPLAY = "display", _("shown to readers of its language")
        VARIANT = "variant", _("other spelling")
        FORMER = "former", _("former name")
        SHORT = "short", _("short form")

    class Script(models.TextChoices):
        LATIN = "Latn", _("Latin")
        CYRILLIC = "Cyrl", _("Cyrillic")
        ARABIC = "Arab", _("Arabic")

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("Code, as kk; empty if unknown.")
    )
    script = models.CharField(_("script"), max_length=4, choices=Script, default=Script.LATIN)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.VARIANT)
    source = models.CharField(_("where this form comes from"), max_length=200, blank=True)
    fold_key = models.CharField(max_length=400, db_index=True, editable=False)
    fold_version = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["authority", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "text", "language"],
                name="archive_authority_name_once",
                violation_error_message=_("This name is already there in this language."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fold_key, self.fold_version = fold(self.text), FOLD_VERSION
        super().save(*args, **kwargs)
