"""The forms of the signing flow."""

from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaign.organisations.countries import country_names
from campaign.petitions.mailboxes import can_be_written_to, likely_meant
from campaign.petitions.models import Signature
from campaign.petitions.names import LONGEST_NAME, clean_name
from campaign.petitions.signing import Answers
from campaign.petitions.tokens import CODE_LENGTH
from campaign.web.form_signals import FormSignals

WRONG_ADDRESS = gettext_lazy("This e-mail address cannot be right. It needs a form like name@example.org.")


class CountrySelect(forms.Select):
    """The countries as one string for each language: a template for each would take most of the page's time.

    The option of the country that the petition is about is marked, and with it the note for people there.
    """

    home_country = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = country_options(get_language() or "en")
        for code, mark in ((value, "selected"), (self.home_country, "data-home")):
            if code and code in country_names("en"):
                options = options.replace(f'value="{code}"', f'value="{code}" {mark}')
        attributes = format_html_join("", ' {}="{}"', self.build_attrs(self.attrs, attrs).items())
        return format_html(
            '<select name="{}"{}><option value="">{}</option>{}</select>',
            name,
            attributes,
            _("I would rather not say"),
            mark_safe(options),  # noqa: S308 - made of escaped parts below
        )


@lru_cache(maxsize=16)
def country_options(language: str) -> str:
    return format_html_join("", '<option value="{}">{}</option>', country_names(language).items())


class NameField(forms.CharField):
    """Any name in any script."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "name", "dir": "auto", "spellcheck": "false"})
        super().__init__(
            label=gettext_lazy("Your name"), max_length=None, strip=False, widget=widget, **kwargs
        )
        self.widget.attrs["maxlength"] = 2 * LONGEST_NAME  # browsers count some letters twice
        self.error_messages["required"] = gettext_lazy("Type your name.")

    def clean(self, value: Any) -> str:
        return clean_name(super().clean(value))


class AddressField(forms.EmailField):
    """The signer's own e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"})
        super().__init__(label=gettext_lazy("Your e-mail address"), max_length=254, widget=widget, **kwargs)
        self.error_messages |= {
            "required": gettext_lazy("Type your e-mail address."),
            "invalid": WRONG_ADDRESS,
            "max_length": WRONG_ADDRESS,
        }

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if not can_be_written_to(address):
            raise ValidationError(WRONG_ADDRESS)
        return address


class SignatureForm(FormSignals):
    """Name, address, who may see the name, consent; nothing else is asked."""

    name = NameField()
    email = AddressField(help_text=gettext_lazy("Never shown. You get one message, to confirm."))
    country = forms.CharField(
        label=gettext_lazy("Country"),
        required=False,
        widget=CountrySelect(attrs={"autocomplete": "country"}),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see my name?"),
        choices=Signature.Audience.choices,
        initial=Signature.Audience.NOBODY,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may see your name.")},
    )
    consent = forms.BooleanField(
        label=gettext_lazy("I agree"),
        error_messages={
            "required": gettext_lazy(
                "We may keep your signature only if you agree: tick the box, or do not sign."
            )
        },
    )
    wants_updates = forms.BooleanField(
        label=gettext_lazy("Write to me when there is news of this petition"), required=False
    )

    address_choices: tuple[str, ...] = ()  # filled when the mail domain looks like a slip

    def __init__(self, *args: Any, home_country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].widget.home_country = home_country

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].upper()
        if country and country not in country_names("en"):
            raise ValidationError(_("Choose a country from the list."))
        return country

    def clean_email(self) -> str:
        """The address as typed. Where its domain looks like a slip, the signer chooses."""
        email: str = self.cleaned_data["email"]
        meant = likely_meant(email)
        if meant is None:
            return email
        chosen = self.data.get("address_choice")
        if chosen in (email, meant):
            return str(chosen)
        self.address_choices = (meant, email)
        raise ValidationError(_("Look at your e-mail address once more: which of the two is right?"))

    def answers(self, *, language: str) -> Answers:
        data = self.cleaned_data
        return Answers(
            name=data["name"],
            email=data["email"],
            language=language,
            audience=Signature.Audience(data["audience"]),
            country=data["country"],
            wants_updates=data["wants_updates"],
            hold_reason=self.hold_reason(),
        )

    def hold_reason(self) -> Signature.HoldReason:
        if self.cleaned_data["website"]:
            return Signature.HoldReason.HONEYPOT
        return Signature.HoldReason.HASTE if self.came_too_soon() else Signature.HoldReason.NONE


class CheckEmailForm(forms.Form):
    """The address again: with the code it confirms, alone it asks for another message."""

    email = AddressField()
    code = forms.CharField(
        label=gettext_lazy("Code from the message"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Eight letters and digits. Leave it empty to get the message again."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        code = "".join(filter(str.isalnum, self.cleaned_data["code"].upper()))
        if code and len(code) != CODE_LENGTH:
            raise ValidationError(_("The code has eight letters and digits, as in ABCD-2345."))
        return code


class FindSignatureForm(forms.Form):
    """The address to which the private links go."""

    email = AddressField()


class PublicNameForm(forms.Form):
    """The name that a signer wants to be seen."""

    name = NameField(help_text=gettext_lazy("As it shall stand on this site."))
