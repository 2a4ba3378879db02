from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.prisoners.custody import read_day


class DayInput(forms.TextInput):
    input_type = "date"


class DayForm(forms.Form):
    """The day for which a page is asked: `?as_of=`; without it, today."""

    as_of = forms.CharField(label=_("As of"), required=False, widget=DayInput)

    def clean_as_of(self) -> date:
        return read_day(self.cleaned_data["as_of"])

    def clean(self) -> None:
        """Shows what cannot be read as the text that it is: a browser's date field would swallow it."""
        if self.errors:
            self.fields["as_of"].widget.input_type = "text"

    @property
    def is_for_today(self) -> bool:
        """Whether the address names no day, so that the page always shows today."""
        return not self.data.get("as_of", "").strip()
