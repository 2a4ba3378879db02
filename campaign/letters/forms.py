from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from campaign.letters.models import Delivery
from campaign.letters.moves import delivery_refusal, response_refusal


class DeliveryForm(forms.ModelForm):
    """A delivery whose two states move as their tables allow, each refusal with its reason."""

    class Meta:
        model = Delivery
        fields = [
            *("letter", "mission", "channel", "delivery_state", "response_state", "watched_until", "note"),
        ]

    def clean_delivery_state(self) -> str:
        return self.moved("delivery_state", delivery_refusal)

    def clean_response_state(self) -> str:
        return self.moved("response_state", response_refusal)

    def clean_watched_until(self) -> date | None:
        day: date | None = self.cleaned_data["watched_until"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Nobody can have checked on a day that is still to come."))
        return day

    def moved(self, axis: str, refusal: Callable[[str, str, Collection[str]], str | None]) -> str:
        """The state that was chosen. Raises ValidationError where it cannot follow the recorded one."""
        wanted: str = self.cleaned_data[axis]
        if self.instance.pk and (reason := refusal(getattr(self.instance, axis), wanted, self.told(axis))):
            raise ValidationError(reason)
        return wanted

    def told(self, axis: str) -> set[str]:
        """The states that the events tell: those recorded, and those being added on the same page."""
        recorded = set(self.instance.events.values_list(axis, flat=True))
        # The events' own forms are read after this one, so what they tell is taken from what was posted.
        return recorded | {
            value
            for name, value in self.posted()
            if name.startswith("events-") and name.endswith(f"-{axis}") and "__prefix__" not in name
        }

    def posted(self) -> list[tuple[str, Any]]:
        return list(self.data.items()) if self.is_bound else []
