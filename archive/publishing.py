"""How a record becomes public: draft → in review → published → withdrawn, each edit voiding the approval."""

import hashlib
import json
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.search.records import Searchable


class PublishableQuerySet(models.QuerySet["Any"]):
    def published(self) -> Self:
        """What the public may see; every public view starts here."""
        return self.filter(status=Publishable.Status.PUBLISHED)

    def in_review(self) -> Self:
        return self.filter(status=Publishable.Status.REVIEW)

    def drafts(self) -> Self:
        return self.filter(status=Publishable.Status.DRAFT)


class Publishable(models.Model):
    """A record whose published form is always one that somebody approved.

    A record of the starter campaign needs no approval as long as its content is exactly the shipped one.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Origin(models.TextChoices):
        DESK = "desk", _("written at the desk")
        STARTER = "starter", _("from the starter campaign")

    CONTENT_FIELDS: ClassVar[tuple[str, ...]] = ()

    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.DESK, editable=False)
    content_version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    approved_version = models.PositiveIntegerField(_("approved version"), null=True, editable=False)
    content_hash = models.CharField(max_length=64, editable=False, default="")
    starter_hash = models.CharField(max_length=64, editable=False, default="")
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last edited by"),
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(approved_version__isnull=False, approved_version=F("content_version"))
                | Q(origin="starter", starter_hash=F("content_hash")) & ~Q(starter_hash=""),
                name="%(app_label)s_%(class)s_published_as_approved",
                violation_error_message=_("Only the approved version of a record can be public."),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.refresh_content()

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_unreviewed_starter(self) -> bool:
        """Whether no two editors of this site have read it: its page says so."""
        return self.origin == self.Origin.STARTER and self.approved_version != self.content_version

    def searchable(self) -> Searchable | None:
        """What the search shall find of this record while it is public; None where it has no page."""
        return None

    def refresh_search(self) -> None:
        """Brings the search in line with what is public now."""
        from archive.search import index  # its tables are models, and models are built on this module

        record = self.searchable()
        if record is None:
            return
        if self.is_published:
            index.put(record)
        else:
            index.remove(record.kind, record.key)

    def needs_second_person(self) -> bool:
        """Whether publishing takes a second pair of eyes."""
        return True

    def content(self) -> dict[str, Any]:
        """What an approval covers, fit for JSON: the fields of CONTENT_FIELDS; override to add child rows."""
        return {name: getattr(self, name) for name in self.CONTENT_FIELDS}

    def refresh_content(self) -> None:
        """Counts a changed content as a new version, which voids the approval and leaves the public page.

        `save()` does it; call it again after child rows have changed.
        """
        canonical = json.dumps(self.content(), sort_keys=True, default=str, ensure_ascii=False)
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        if digest == self.content_hash:
            return
        changes: dict[str, Any] = {"content_hash": digest, "content_version": self.content_version + 1}
        if self.status == self.Status.PUBLISHED:
            changes["status"] = self.Status.REVIEW
        if self.origin == self.Origin.STARTER:
            changes["origin"] = self.Origin.DESK
        type(self)._base_manager.filter(pk=self.pk).update(**changes)
        for name, value in changes.items():
            setattr(self, name, value)
        if "status" in changes:
            self.refresh_search()

    def submit(self) -> None:
        """Hands a draft, or what was withdrawn, to the reviewers. Raises ValidationError for anything else."""
        self._move(
            Q(status__in=[self.Status.DRAFT, self.Status.WITHDRAWN]),
            _("Only a draft can be submitted."),
            status="review",
        )

    def publish(self, *, by: AbstractBaseUser) -> None:
        """Publishes the version that was read, with an approval where a second person is needed.

        Raises ValidationError when this version is the approver's own, or when it has changed meanwhile.
        """
        with transaction.atomic():
            if self.needs_second_person():
                self._approve(by)
            not_public = ~Q(status=self.Status.PUBLISHED) & Q(content_version=self.content_version)
            self._move(
                not_public,
                _("This record was changed or published by somebody else meanwhile; open it again."),
                status=self.Status.PUBLISHED,
                approved_version=self.content_version,
                published_at=self.published_at or timezone.now(),
            )

    def withdraw(self) -> None:
        """Takes the record from every public page at once; one person suffices."""
        self._move(
            Q(status=self.Status.PUBLISHED), _("Only what is published can be withdrawn."), status="withdrawn"
        )

    def publish_as_shipped(self) -> None:
        """Publishes a record of the starter campaign without approval; `load_campaign` alone calls it."""
        self.refresh_content()
        self._move(
            Q(),
            "",
            status=self.Status.PUBLISHED,
            origin=self.Origin.STARTER,
            starter_hash=self.content_hash,
            published_at=self.published_at or timezone.now(),
        )

    def _approve(self, approver: AbstractBaseUser) -> None:
        if self.last_edited_by_id is None or self.last_edited_by_id == approver.pk:
            raise ValidationError(
                _("A second person must read this: whoever edited it last cannot publish it.")
            )
        approvals: models.Manager[Any] = getattr(self, "approvals")  # noqa: B009 - each kind's own point at it
        approvals.get_or_create(
            approver=approver,
            content_version=self.content_version,
            defaults={"author_id": self.last_edited_by_id},
        )

    def _move(self, condition: Q, refusal: Any, **changes: Any) -> None:
        rows = type(self)._base_manager.filter(pk=self.pk).filter(condition)
        if not rows.update(updated_at=timezone.now(), **changes):
            raise ValidationError(refusal)
        self.refresh_from_db(fields=list(changes))
        self.refresh_search()


class Approval(models.Model):
    """One person's word for one version of a record that somebody else wrote."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content_version = models.PositiveIntegerField()
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(author=F("approver")),
                name="%(app_label)s_%(class)s_by_a_second_person",
                violation_error_message=_("Nobody can approve their own work."),
            ),
            models.UniqueConstraint(
                fields=["record", "content_version", "approver"], name="%(app_label)s_%(class)s_once"
            ),
        ]
