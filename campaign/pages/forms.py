from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from campaign.pages.models import MessageContent
from campaign.web.form_signals import FormSignals


class ContactForm(FormSignals):
    """A message to the campaign: only the message itself is asked for."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want an answer."),
        error_messages={
            "invalid": _("This e-mail address cannot be right. Correct it, or leave the field empty.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        error_messages={
            "required": _("Write your message."),
            "max_length": _("Shorten your message to 5,000 characters."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_about(self) -> str:
        return page_of_this_site(self.cleaned_data["about"])

    def content(self) -> MessageContent:
        data = self.cleaned_data
        return MessageContent(name=data["name"], email=data["email"], message=data["message"])


def page_of_this_site(path: str) -> str:
    """The path, if it is one of ours and fits; else nothing: it is only a hint for the reader."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path.partition("?")[0] if is_ours and len(path) <= 200 else ""
