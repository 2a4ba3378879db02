"""The two forms of `/letters/write/`: what it is about, by GET; the words, by POST only."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.actions.models import Demand
from campaign.letters.addressees import MINISTRY, NEAREST, NEWSPAPER
from campaign.letters.writing import Words, key_of
from campaign.organisations.countries import country_choices
from campaign.organisations.models import Mission
from campaign.prisoners.models import Person

LONGEST_TEXT = 6000


class ChoiceForm(forms.Form):
    """To whom, from which country, for whom and for what."""

    to = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        error_messages={
            "required": gettext_lazy("Choose to whom you write."),
            "invalid_choice": gettext_lazy("This addressee is not on our list. Choose one that is."),
        },
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Your country"),
        required=False,
        help_text=gettext_lazy("Only for the nearest embassy and for your own ministry."),
        error_messages={
            "invalid_choice": gettext_lazy("This country is not on our list. Choose one that is.")
        },
    )
    person = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("This person is not in our directory. Choose somebody who is.")
        },
    )
    demand = forms.ChoiceField(
        label=gettext_lazy("For what"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("This demand is not on our list. Choose one that is.")
        },
    )

    def __init__(
        self, data: Any = None, *, missions: list[Mission], people: list[Person], demands: list[Demand]
    ) -> None:
        super().__init__(data)
        names = [(mission.slug, mission.name) for mission in missions]
        elsewhere = [
            (NEAREST, _("The nearest embassy for my country")),
            (NEWSPAPER, _("A newspaper")),
            (MINISTRY, _("The foreign ministry of my own country")),
        ]
        self.choices_of("to", [("", "—"), *elsewhere, *([(_("In our register"), names)] if names else [])])
        self.choices_of("country", [("", _("I would rather not say")), *country_choices()])
        self.choices_of(
            "person", [("", _("Nobody in particular")), *((who.slug, who.name) for who in people)]
        )
        by_action = groupby(demands, key=lambda demand: demand.action)
        groups = [
            (action.title, [(key_of(demand), demand.text) for demand in group]) for action, group in by_action
        ]
        self.choices_of("demand", [("", _("No demand in particular")), *groups])

    def choices_of(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("to") in (NEAREST, MINISTRY) and not data.get("country") and "country" not in self.errors:
            self.add_error("country", _("Choose your country, so that we know which one you mean."))
        chosen = {"person", "demand"} & self.errors.keys() or data.get("person") or data.get("demand")
        if not chosen:
            self.add_error("person", _("Choose a person or a demand."))
        return data


class WordsForm(forms.Form):
    """The visitor's own words. Nothing of it is kept."""

    recipient = forms.CharField(
        label=gettext_lazy("Address of the addressee"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Up to six lines. What you leave empty stays blank, to be filled in by hand."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the addressee"),
        required=False,
        help_text=gettext_lazy("Only if you send an e-mail; you can also type it in your mail program."),
        error_messages={
            "invalid": gettext_lazy(
                "This e-mail address cannot be right. Correct it, or leave the field empty."
            )
        },
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    subject = forms.CharField(
        label=gettext_lazy("What it is about, in one line"),
        max_length=150,
        error_messages={
            "required": gettext_lazy("Say in one line what it is about."),
            "max_length": gettext_lazy("Shorten this line to 150 characters."),
        },
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your letter"),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy(
            "From the greeting to the closing words, as you would say it. What many send word for word "
            "is counted once. One page is enough, about 2,000 letters."
        ),
        error_messages={
            "required": gettext_lazy("Write your letter."),
            "max_length": gettext_lazy("Shorten your letter to 6,000 characters."),
        },
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name below the letter"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}),
    )
    sender = forms.CharField(
        label=gettext_lazy("Your address, above the letter"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Up to six lines. Whoever wants an answer by post needs one."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean_recipient(self) -> str:
        return self.address_lines("recipient")

    def clean_sender(self) -> str:
        return self.address_lines("sender")

    def address_lines(self, name: str) -> str:
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        if len(lines) > 6:
            raise forms.ValidationError(_("Shorten this address to six lines."))
        return "\n".join(lines)

    @property
    def words(self) -> Words:
        return Words(**self.cleaned_data)
