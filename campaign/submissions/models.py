import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive import pictures
from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.organisations.models import Mission
from campaign.submissions.content import Report
from campaign.web.encryption import decrypt, decrypt_bytes, encrypt, encrypt_bytes


def hash_of(token: str) -> str:
    return sha256(f"campaign.submissions\0{token}".encode()).hexdigest()


class StewardLinkQuerySet(models.QuerySet["StewardLink"]):
    def open(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))


class StewardLink(models.Model):
    """An address that lets a picket's steward, without an account, send reports about it for two days."""

    LASTS = timedelta(hours=48)

    label = models.CharField(
        _("for which picket"),
        max_length=200,
        help_text=_("Only the desk reads it. No name of a person: “London, 26 May” will do."),
    )
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("action")
    )
    mission = models.ForeignKey(
        Mission, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("mission")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"), editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = StewardLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a steward")
        verbose_name_plural = _("links for stewards")
        ordering = ["-made_at"]
        default_permissions = ("add", "change", "view")

    def __str__(self) -> str:
        return self.label

    def draw(self) -> str:
        """A new token, of which only the hash is kept; the link ends two days from now."""
        token = secrets.token_urlsafe(24)
        self.token_hash, self.expires_at = hash_of(token), timezone.now() + self.LASTS
        return token

    def revoke(self) -> None:
        rows = type(self).objects.filter(pk=self.pk, revoked_at=None)
        rows.update(revoked_at=timezone.now())
        self.refresh_from_db(fields=["revoked_at"])


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def waiting(self) -> Self:
        return self.filter(state=Submission.State.WAITING)

    def expired(self) -> Self:
        """Those nobody decided on in time, which the form promised to remove."""
        return self.waiting().filter(received_at__lt=timezone.now() - Submission.KEPT)

    def read_long_ago(self) -> Self:
        """Those decided on so long ago that what they told, and how to reach the sender, goes."""
        return self.filter(decided_at__lt=timezone.now() - Submission.KEPT).exclude(
            payload=None, contact=None
        )


class Submission(models.Model):
    """What somebody reports to have done; only the server's field keys show what it says."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("A letter that we sent or handed in")
        PICKET = "picket", _("A picket or a vigil")
        RESOLUTION = "resolution", _("A resolution")
        PRESS = "press", _("A letter to a newspaper")
        REPLY = "reply", _("A reply that came")

    class State(models.TextChoices):
        WAITING = "waiting", _("to read")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    class Source(models.TextChoices):
        FORM = "form", _("the form on the site")
        EMAIL = "email", _("an e-mail, pasted at the desk")
        STEWARD = "steward", _("a steward's link")

    KEPT = timedelta(days=90)

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, db_index=True)
    source = models.CharField(_("came by"), max_length=7, choices=Source, default=Source.FORM)
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("action")
    )
    mission = models.ForeignKey(
        Mission, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("to whom")
    )
    steward_link = models.ForeignKey(
        StewardLink, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("link")
    )
    payload = models.BinaryField(_("encrypted report"), null=True)
    contact = models.BinaryField(_("sealed contact"), null=True)
    looks_automatic = models.BooleanField(_("looks automatic"), default=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why it was rejected"), max_length=300, blank=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report from a supporter")
        verbose_name_plural = _("reports from supporters")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="submissions_decided_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""),
                name="submissions_rejected_for_a_reason",
                violation_error_message=_("Say why it is rejected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    def keep(self, report: Report, contact: str) -> None:
        """Takes in what was written, each part encrypted by itself."""
        self.payload = encrypt(report.as_json())
        self.contact = encrypt(contact) if contact else None

    def report(self) -> Report:
        """What was told; nothing once it was removed. Raises CannotDecrypt without the key."""
        return Report.from_json(decrypt(self.payload)) if self.payload is not None else Report()

    def sender(self) -> str:
        """How to reach whoever sent it: for the desk's page alone. Raises CannotDecrypt without the key."""
        return decrypt(self.contact) if self.contact is not None else ""

    def decide(self, state: str, *, by: Any, reason: str = "") -> None:
        """Ends the waiting, for one of two editors who press at once. Raises ValidationError for the other."""
        rows = type(self).objects.waiting().filter(pk=self.pk)
        if not rows.update(state=state, decided_at=timezone.now(), decided_by=by, reason=reason):
            raise ValidationError(_now("Somebody else has decided on this report meanwhile; open it again."))
        self.refresh_from_db(fields=["state", "decided_at", "decided_by", "reason"])

    def reject(self, *, by: Any, reason: str) -> None:
        """Nothing comes of it, and its pictures go at once."""
        if not reason.strip():
            raise ValidationError(_now("Say why it is rejected."))
        with transaction.atomic():
            self.decide(self.State.REJECTED, by=by, reason=reason.strip())
            self.photos.all().delete()


class SentPhotoQuerySet(models.QuerySet["SentPhoto"]):
    def held(self, token: str) -> Self:
        """Kept for a form that is being corrected, under the token that this form carries."""
        return self.filter(submission=None, token_hash=hash_of(token))

    def forgotten(self) -> Self:
        """Held for forms that nobody sent again within a day."""
        return self.filter(submission=None, added_at__lt=timezone.now() - SentPhoto.HELD)


class SentPhoto(models.Model):
    """A picture as it waits: repainted when it came, encrypted, in no storage that anybody serves."""

    class Faces(models.TextChoices):
        YES = "yes", _("may be shown")
        BLUR = "blur", _("blur them first")
        NO = "no", _("must not be shown")

    HELD = timedelta(days=1)

    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    token_hash = models.CharField(max_length=64, unique=True)
    faces = models.CharField(_("faces"), max_length=4, choices=Faces, default=Faces.NO)
    picture = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    upload_sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SentPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture that was sent")
        verbose_name_plural = _("pictures that were sent")
        ordering = ["submission", "position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"

    def keep(self, jpeg: bytes) -> str:
        """Takes in the repainted picture; returns the token under which it can be found again."""
        token = secrets.token_urlsafe(24)
        self.token_hash, self.picture = hash_of(token), encrypt_bytes(jpeg)
        return token

    def jpeg(self) -> bytes:
        return decrypt_bytes(self.picture)


class PhotoQuerySet(models.QuerySet["Photo"]):
    def public(self) -> Self:
        """Of a letter or an event that is public now."""
        return self.filter(Q(letter__status="published") | Q(event__status="published"))


class Photo(models.Model):
    """A picture that an editor has released with a report: public while its letter or event is."""

    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, editable=False, related_name="+")
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, blank=True, related_name="photos")
    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="photos")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    alt = models.CharField(
        _("what the picture shows"), max_length=300, help_text=_("Read aloud to those who do not see it.")
    )
    credit = models.CharField(_("who made it"), max_length=200, blank=True)
    name = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    widths = models.JSONField(editable=False)
    upload_sha256 = models.CharField(_("fingerprint of the upload"), max_length=64, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("released"), auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a letter or an event")
        verbose_name_plural = _("pictures of letters and events")
        ordering = ["position", "pk"]
        default_permissions = ("change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="submissions_photo_says_what_it_shows",
                violation_error_message=_("Say in words what the picture shows."),
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=False) | Q(event__isnull=False),
                name="submissions_photo_belongs_to_something",
                violation_error_message=_("Choose the letter or the event that it belongs to."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    def address(self, width: int) -> str:
        return reverse("sent_photo", args=[self.name, width])

    @property
    def src(self) -> str:
        return self.address(self.widths[len(self.widths) // 2])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.address(width)} {width}w" for width in self.widths)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        name, widths = self.name, list(self.widths)
        transaction.on_commit(lambda: pictures.remove(name, widths))
        return super().delete(*args, **kwargs)
