from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from campaign.prisoners.custody import read_day


class DayForm(forms.Form):
    """The day for which a page is asked: `?as_of=`; without it, today."""

    as_of = forms.CharField(
        label=_("As of"), required=False, max_length=40, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_as_of(self) -> date:
        return read_day(self.cleaned_data["as_of"])

    @property
    def is_for_today(self) -> bool:
        """Whether the address names no day, so that the page always shows today."""
        return not self.data.get("as_of", "").strip()
