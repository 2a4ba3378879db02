from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign.organisations.countries import country_name
from campaign.petitions.models.petition import Petition

CODE_TRIES = 5
BETWEEN_MAILS = timedelta(seconds=60)
MAIL_DAY = timedelta(hours=24)
MAILS_A_DAY = 3


class SignatureQuerySet(models.QuerySet["Signature"]):
    def pending(self) -> Self:
        """Waiting for the click in the mail, and still allowed to be confirmed."""
        return self.filter(state=Signature.State.PENDING, expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(state=Signature.State.PENDING, expires_at__lte=timezone.now())

    def uncounted(self) -> Self:
        return self.filter(state=Signature.State.CONFIRMED, counted_on=None)

    def counted(self) -> Self:
        """What a petition's count is made of; leaving a counted state empties `counted_on`."""
        return self.filter(counted_on__isnull=False)

    def public(self) -> Self:
        """Whose name everyone may see, newest first."""
        return self.filter(
            state=Signature.State.CONFIRMED, audience=Signature.Audience.EVERYONE, counted_on__isnull=False
        ).order_by("-pk")

    def may_have_mail(self) -> Self:
        """A minute after the last message, at most three within a day, none while one is under way.

        `signing.statement` says the same for the row that a second form meets.
        """
        now = timezone.now()
        return self.filter(
            Q(last_mail_at=None) | Q(last_mail_at__lte=now - BETWEEN_MAILS),
            Q(mails_sent__lt=MAILS_A_DAY) | Q(last_mail_at__lte=now - MAIL_DAY),
            mail_due_at=None,
        )

    def mail_due(self) -> Self:
        now = timezone.now()
        alive = Q(state=Signature.State.PENDING, expires_at__gt=now) | Q(
            state__in=(Signature.State.CONFIRMED, Signature.State.HELD)
        )
        return self.filter(alive, mail_due_at__lte=now).order_by("mail_due_at")


class Signature(models.Model):
    """One person's signature on one petition, from the form to its anonymised remains.

    It holds no address and, but for names shown by consent, no name that this server can read once it is
    confirmed; `signing`, `confirmation`, `leaving` and `retention` say what is kept in which state.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("held for an editor")
        WITHDRAWN = "withdrawn", _("withdrawn by the signer")
        INVALIDATED = "invalidated", _("invalidated by an editor")
        ANONYMISED = "anonymised", _("anonymised")

    class Audience(models.TextChoices):
        NOBODY = "nobody", _("Nobody: I am only counted")
        ADDRESSEE = "addressee", _("Only the addressee")
        EVERYONE = "everyone", _("Everyone: my name stands on this site")

    class HoldReason(models.TextChoices):
        NONE = "", _("none")
        HONEYPOT = "honeypot", _("filled the field that people do not see")
        HASTE = "haste", _("sent faster than anybody can type")
        EDITOR = "editor", _("held by an editor")

    # No index of its own: two of those below begin with the petition.
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signatures", db_index=False)
    petition_version = models.PositiveIntegerField(_("version that was signed"))
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.PENDING)
    duplicate_key = models.BinaryField(max_length=16, null=True)
    attempts = models.PositiveIntegerField(_("times sent"), default=1)

    audience = models.CharField(
        _("who may see the name"), max_length=9, choices=Audience, default=Audience.NOBODY
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=12, default=settings.LANGUAGE_CODE)
    wants_updates = models.BooleanField(_("wants updates"), default=False)

    # While it waits: name, address and token, readable with the server's field keys.
    payload = models.BinaryField(null=True)
    confirm_token_hash = models.BinaryField(max_length=32, null=True)
    code_hash = models.BinaryField(max_length=32, null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    # Once confirmed: name and address in a box that only the campaign's officers can open.
    sealed = models.BinaryField(null=True)
    public_name = models.CharField(_("public name"), max_length=200, blank=True)
    manage_token_hash = models.BinaryField(max_length=32, null=True)
    unsubscribe_token_hash = models.BinaryField(max_length=32, null=True)
    counted_on = models.DateField(_("counted on"), null=True)

    # Against abuse, for 14 days: the hour of confirming, and a keyed hash of the mail domain.
    confirmed_at = models.DateTimeField(_("hour of confirming"), null=True)
    domain_key = models.BinaryField(max_length=16, null=True)
    hold_reason = models.CharField(_("why it is held"), max_length=8, choices=HoldReason, blank=True)
    editor_reason = models.CharField(_("an editor's reason"), max_length=200, blank=True)

    # The row is its own outbox.
    mail_due_at = models.DateTimeField(null=True)
    mails_sent = models.PositiveSmallIntegerField(default=0)
    last_mail_at = models.DateTimeField(null=True)
    mail_failures = models.PositiveSmallIntegerField(default=0)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        default_permissions = ("view", "moderate")  # nobody adds, edits or deletes somebody's signature
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "duplicate_key"], name="petitions_one_signature_per_mailbox"
            ),
            models.UniqueConstraint(fields=["confirm_token_hash"], name="petitions_confirm_token_once"),
            models.UniqueConstraint(fields=["manage_token_hash"], name="petitions_manage_token_once"),
            models.UniqueConstraint(
                fields=["unsubscribe_token_hash"], name="petitions_unsubscribe_token_once"
            ),
            models.CheckConstraint(
                condition=Q(public_name="")
                | Q(state__in=["confirmed", "held", "invalidated"], audience="everyone"),
                name="petitions_public_name_by_consent_only",
            ),
            models.CheckConstraint(
                condition=Q(counted_on=None) | Q(state__in=["confirmed", "anonymised"]),
                name="petitions_only_confirmed_signatures_count",
            ),
            models.CheckConstraint(
                condition=~Q(state="pending") | Q(expires_at__isnull=False, sealed=None),
                name="petitions_pending_signature_expires",
            ),
            models.CheckConstraint(
                condition=Q(state="pending") | Q(confirm_token_hash=None, code_hash=None, expires_at=None),
                name="petitions_confirm_token_dies_with_confirming",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "anonymised"])
                | Q(
                    duplicate_key=None,
                    payload=None,
                    sealed=None,
                    public_name="",
                    manage_token_hash=None,
                    unsubscribe_token_hash=None,
                ),
                name="petitions_nothing_personal_remains",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mail_due_at"],
                condition=Q(mail_due_at__isnull=False),
                name="petitions_outbox",
            ),
            models.Index(
                fields=["petition"],
                condition=Q(state="confirmed", counted_on=None),
                name="petitions_uncounted",
            ),
            models.Index(
                fields=["petition", "-id"],
                condition=Q(state="confirmed", audience="everyone", counted_on__isnull=False),
                name="petitions_public_names",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(state="pending"), name="petitions_pending_by_expiry"
            ),
            models.Index(
                fields=["confirmed_at"],
                condition=Q(confirmed_at__isnull=False),
                name="petitions_recently_confirmed",
            ),
            models.Index(fields=["petition", "state", "-id"], name="petitions_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_state_display()}"

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""
