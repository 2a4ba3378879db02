from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaign.actions.models import Action
from campaign.events.models.event import Event
from campaign.events.zones import zone_choices
from campaign.organisations.countries import country_choices, country_name
from campaign.web.encryption import decrypt, encrypt


class EventProposalQuerySet(models.QuerySet["EventProposal"]):
    def waiting(self) -> Self:
        return self.filter(state=EventProposal.State.WAITING)

    def with_expired_contact(self) -> Self:
        """Those whose contact this site promised to have wiped by now."""
        return self.exclude(contact=b"").filter(received_at__lt=timezone.now() - EventProposal.CONTACT_KEPT)


class EventProposal(models.Model):
    """A picket that somebody without an account told us of: for editors only, until one makes an event of it."""

    CONTACT_KEPT = timedelta(days=90)

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("action")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Event.Kind, default=Event.Kind.PICKET)
    city = models.CharField(_("town or city"), max_length=100)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    place = models.CharField(_("place"), max_length=300, blank=True)
    day = models.DateField(_("day"))
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, choices=zone_choices)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    contact = models.BinaryField(_("encrypted contact"), default=b"")
    looks_automatic = models.BooleanField(
        _("looks automatic"),
        default=False,
        help_text=_("It came within a few seconds, or filled a field that people do not see."),
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True, db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("event")
    )

    objects = EventProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed picket")
        verbose_name_plural = _("proposed pickets")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(start_time=None) | ~Q(time_zone=""),
                name="events_proposed_time_needs_a_zone",
                violation_error_message=_("Choose the time zone of the place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.city}, {self.day.isoformat()}"

    @classmethod
    def receive(cls, *, contact: str = "", **fields: Any) -> Self:
        """Keeps a proposal for the editors; the contact only under the server's field keys."""
        return cls.objects.create(contact=encrypt(contact) if contact else b"", **fields)

    def contact_text(self) -> str:
        """How to reach whoever proposed it; empty when they did not say, or once it is wiped.

        Raises CannotDecrypt when the server no longer holds the key.
        """
        return decrypt(self.contact) if self.contact else ""

    def accept(self, *, by: AbstractBaseUser) -> Event:
        """A draft event made of it, once. Raises ValidationError when somebody has decided already."""
        with transaction.atomic():
            self._decide(self.State.ACCEPTED, by)
            event = self._draft()
            event.last_edited_by_id = by.pk
            event.save()
            type(self).objects.filter(pk=self.pk).update(event=event)
        self.refresh_from_db()
        return event

    def decline(self, *, by: AbstractBaseUser) -> None:
        """Takes it from the queue. Raises ValidationError when somebody has decided already."""
        self._decide(self.State.DECLINED, by)
        self.refresh_from_db()

    def _decide(self, state: str, by: AbstractBaseUser) -> None:
        rows = type(self).objects.waiting().filter(pk=self.pk)
        if not rows.update(state=state, decided_by_id=by.pk, decided_at=timezone.now()):
            raise ValidationError(_("Somebody has decided this already."))

    def _draft(self) -> Event:
        where = self.city or country_name(self.country)
        kind = str(self.get_kind_display()).capitalize()
        return Event(
            slug=free_slug(
                f"{self.kind}-{slugify(self.city) or self.country.lower()}-{self.day.isoformat()}"
            ),
            kind=self.kind,
            title=gettext("%(kind)s in %(city)s") % {"kind": kind, "city": where},
            date=self.day.isoformat(),
            start_time=self.start_time,
            time_zone=self.time_zone,
            place_name=self.city,
            country=self.country,
            meeting_point=self.place,
            organiser=self.organiser,
            action=self.action,
        )


def free_slug(base: str) -> str:
    """The address itself, or with the first number that no other event has."""
    taken = set(Event.objects.filter(slug__startswith=base[:90]).values_list("slug", flat=True))
    slug, number = base[:100], 2
    while slug in taken:
        slug, number = f"{base[:90]}-{number}", number + 1
    return slug
