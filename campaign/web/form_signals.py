"""What tells a script from a person at an anonymous form: signals, never reasons to refuse."""

from datetime import timedelta

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

LEAST_TIME = timedelta(seconds=3)


def opening_stamp() -> str:
    """When the form was opened, signed; on a page from a cache it is a little older than the visit."""
    return signer().sign("")


def signer() -> TimestampSigner:
    return TimestampSigner(salt="campaign.web.form_signals")


class FormSignals(forms.Form):
    """Two fields that people neither see nor fill; put them on the page with `_form_signals.html`.

    What looks automatic is accepted in appearance and held: somebody's browser may have filled the field.
    """

    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=opening_stamp)

    def looks_automatic(self) -> bool:
        """Whether the hidden field is filled, or the form came back sooner than anybody can type."""
        return bool(self.cleaned_data.get("website")) or self.came_too_soon()

    def came_too_soon(self) -> bool:
        """Whether it was opened less than the least time ago, or carries no stamp of ours."""
        try:
            signer().unsign(self.cleaned_data.get("opened", ""), max_age=LEAST_TIME)
        except SignatureExpired:
            return False
        except BadSignature:
            return True
        return True
