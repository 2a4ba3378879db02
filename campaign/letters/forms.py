from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaign.letters.models import Delivery
from campaign.letters.moves import (
    ATTEMPT_ENDED,
    States,
    allowed_delivery_moves,
    allowed_response_moves,
    delivery_refusal,
    response_refusal,
)


class DeliveryFormSet(forms.BaseInlineFormSet):
    """The deliveries on a letter's page: one new row for each mission."""

    def clean(self) -> None:
        super().clean()
        new = [
            form.cleaned_data["mission"]
            for form in self.extra_forms
            if form.has_changed() and form.is_valid() and form.cleaned_data.get("mission")
        ]
        if len(new) != len(set(new)):
            raise ValidationError(_("Record one attempt at a mission at a time."))


class DeliveryForm(forms.ModelForm):
    """A delivery whose two states move as their tables allow, each refusal with its reason."""

    class Meta:
        model = Delivery
        fields = [
            *("letter", "mission", "channel", "delivery_state", "response_state", "watched_until", "note"),
            "responsible",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.offer("delivery_state", allowed_delivery_moves)
            self.offer("response_state", allowed_response_moves)

    def offer(self, axis: str, allowed: Callable[[str, Collection[str]], States]) -> None:
        """Only legal moves stand in the list; the field still knows the others, to refuse them with a reason."""
        if axis not in self.fields:
            return
        legal = allowed(getattr(self.instance, axis), self.told(axis))
        select = self.fields[axis].widget
        if isinstance(select, forms.Select):
            select.choices = [(value, label) for value, label in select.choices if value in legal]

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
        """The states that the events tell: those recorded, and those being added on the same page.

        Of an attempt that ended only those count that contradict its end.
        """
        events = self.instance.events.all()
        contradicts = Q(contradicts__isnull=False) | Q(contradicted_by__isnull=False)
        has_ended = axis == "delivery_state" and self.instance.delivery_state in ATTEMPT_ENDED
        recorded = set((events.filter(contradicts) if has_ended else events).values_list(axis, flat=True))
        # The events' own forms are read after this one, so what they tell is taken from what was posted.
        posted = dict(self.posted())
        return recorded | {
            str(value)
            for name, value in posted.items()
            if name.startswith("events-")
            and name.endswith(f"-{axis}")
            and "__prefix__" not in name
            and (not has_ended or posted.get(f"{name.removesuffix(axis)}contradicts"))
        }

    def posted(self) -> list[tuple[str, Any]]:
        return list(self.data.items()) if self.is_bound else []
