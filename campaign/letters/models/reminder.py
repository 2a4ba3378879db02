from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign.letters.models.delivery import Delivery

LEASE = timedelta(minutes=5)  # what a killed worker had begun is due again after this
GIVES_UP_AFTER = 5  # refusals of the mail server


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self, now: datetime) -> Self:
        """Those whose mail has not gone and that no worker holds."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, sent_at=None, failures__lt=GIVES_UP_AFTER)


class Reminder(models.Model):
    """That an editor is reminded of a delivery: once for each kind and day, whatever runs how often."""

    class Kind(models.TextChoices):
        NO_RESULT = "no_result", _("no result of an attempt")
        DUE = "due", _("a promised reply is due")
        OVERDUE = "overdue", _("a promised reply is a month late")
        YEARLY = "yearly", _("a promised reply is years late")

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    due_on = models.DateField(_("due on"))
    made_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "kind", "due_on"], name="letters_reminded_once_for_each_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.due_on}"

    def take(self) -> bool:
        """Whether this worker may send it now; another one cannot before the lease is over."""
        now = timezone.now()
        waiting = Reminder.objects.waiting(now).filter(pk=self.pk)
        return bool(waiting.update(leased_until=now + LEASE))

    def note_sent(self) -> None:
        Reminder.objects.filter(pk=self.pk).update(sent_at=timezone.now(), leased_until=None)

    def put_off(self) -> None:
        """The server refused this one mail: tried again in an hour, a few times."""
        later = timezone.now() + timedelta(hours=1)
        Reminder.objects.filter(pk=self.pk).update(leased_until=later, failures=self.failures + 1)
