from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.events.zones import zone_choices, zones_of
from campaign.organisations.countries import country_choices, country_name
from campaign.web.form_signals import FormSignals

FURTHEST = timedelta(days=731)


def kind_choices() -> list[tuple[str, Any]]:
    return [(kind.value, str(kind.label).capitalize()) for kind in Event.GATHERINGS]


def with_empty(choices: list[Any], sentence: Any) -> list[Any]:
    return [("", sentence), *choices]


class PicketForm(FormSignals):
    """A picket to come, told to the editors without an account.

    `home_country` is the one that the campaign is about: for it, no place is taken in words.
    """

    action = forms.ModelChoiceField(
        queryset=Action.objects.none(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Which action does it belong to?"),
        empty_label=gettext_lazy("None of these"),
        blank=True,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=kind_choices, initial=Event.Kind.PICKET
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=lambda: with_empty(country_choices(), _("Choose a country")),
        error_messages={"required": gettext_lazy("Choose the country.")},
        widget=forms.Select(attrs={"autocomplete": "off"}),
    )
    city = forms.CharField(
        label=gettext_lazy("Town or city"),
        max_length=100,
        error_messages={"required": gettext_lazy("Write the town or city.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Place and meeting point"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: in front of the embassy, with street and number."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d"],
        help_text=gettext_lazy("As year-month-day: 2030-05-26."),
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("Write the day as year-month-day, for example 2030-05-26."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    start_time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        help_text=gettext_lazy("The clock of the place, as 18:00."),
        error_messages={"invalid": gettext_lazy("Write the time as 18:00.")},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: with_empty(list(zone_choices()), _("The only one of this country")),
        required=False,
        help_text=gettext_lazy(
            "Only where the country has more than one: choose a large city that shares it."
        ),
    )
    organiser = forms.CharField(
        label=gettext_lazy("Who organises it"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("An organisation, as it may be printed; no private names."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("How can we ask you?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "An e-mail address or a telephone number. Only editors see it, it is never published, and it is "
            "wiped after 90 days. Without it we may not be able to check what you write."
        ),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "email"}),
    )

    def __init__(self, *args: Any, home_country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home_country = home_country
        running = Action.objects.published().filter(closed=False).by_date()
        if running:
            self.fields["action"].queryset = running  # type: ignore[attr-defined]
        else:
            del self.fields["action"]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        today = timezone.now().date()
        if day < today - timedelta(days=1):  # there are places where it is still yesterday
            raise ValidationError(_("This day is over. Tell us about it by the contact form."))
        if day > today + FURTHEST:
            raise ValidationError(_("This day is more than two years away. Is the year right?"))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.refuse_a_place_at_home(data)
        self.complete_the_zone(data)
        return data

    def refuse_a_place_at_home(self, data: dict[str, Any]) -> None:
        if self.home_country and data.get("country") == self.home_country and data.get("place"):
            self.add_error(
                "place",
                _(
                    "In %(country)s a place that is written down can bring the police to it. We do not take it: "
                    "leave this field empty, and tell it only to people you trust."
                )
                % {"country": country_name(self.home_country)},
            )

    def complete_the_zone(self, data: dict[str, Any]) -> None:
        """Where a country has one zone, nobody need choose it."""
        zones = zones_of(data.get("country", ""))
        if data.get("time_zone") or "country" not in data:
            return
        if len(zones) == 1:
            data["time_zone"] = zones[0]
        elif data.get("start_time"):
            sentence = _("%(country)s has more than one time zone: choose that of the place.")
            self.add_error("time_zone", sentence % {"country": country_name(data["country"])})

    def proposal(self) -> dict[str, Any]:
        """What an EventProposal is made of."""
        names = ("kind", "country", "city", "place", "day", "start_time", "time_zone", "organiser", "contact")
        action = self.cleaned_data.get("action")
        return {"action": action} | {name: self.cleaned_data[name] for name in names}
