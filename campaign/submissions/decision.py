"""What an editor decides on a report: which drafts come of it, and which pictures go with them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive import pictures
from campaign.submissions.acceptance import (
    MAKES_EVENT,
    MAKES_LETTER,
    Choice,
    Release,
    suggested_title,
    why_not,
)
from campaign.submissions.content import Report
from campaign.submissions.models import SentPhoto, Submission


class DecisionForm(forms.Form):
    title = forms.CharField(
        label=_("Title in our words"), max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    makes_letter = forms.BooleanField(label=_("Make a letter with its delivery"), required=False)
    makes_event = forms.BooleanField(label=_("Make an event"), required=False)

    def __init__(self, data: Any, files: Any, *, submission: Submission, report: Report) -> None:
        initial = {
            "title": suggested_title(submission, report),
            "makes_letter": submission.kind in MAKES_LETTER,
            "makes_event": submission.kind in MAKES_EVENT,
        }
        super().__init__(data, files, initial=initial)
        self.photos = list(submission.photos.all())
        self.releases: list[Release] = []
        for photo in self.photos:
            self.add_photo(photo)

    def add_photo(self, photo: SentPhoto) -> None:
        number = {"number": photo.position}
        text = forms.TextInput(attrs={"class": "vTextField"})
        fields: dict[str, forms.Field] = {
            "release": forms.BooleanField(label=_now("Release picture %(number)d") % number, required=False),
            "alt": forms.CharField(
                label=_now("What picture %(number)d shows") % number,
                required=False,
                max_length=300,
                widget=text,
            ),
            "credit": forms.CharField(
                label=_now("Who made picture %(number)d") % number,
                required=False,
                max_length=200,
                widget=text,
            ),
        }
        if photo.faces == SentPhoto.Faces.BLUR:
            fields["blurred"] = forms.FileField(
                label=_now("Picture %(number)d with blurred faces") % number, required=False
            )
        if photo.faces != SentPhoto.Faces.YES:
            fields["no_faces"] = forms.BooleanField(
                label=_now("I have looked: there are no faces in picture %(number)d") % number, required=False
            )
        for name, field in fields.items():
            self.fields[f"{name}_{photo.pk}"] = field

    def pictures(self) -> Iterator[dict[str, Any]]:
        """For the template: each picture with the fields that decide on it."""
        for photo in self.photos:
            names = [name for name in self.fields if name.endswith(f"_{photo.pk}")]
            yield {"photo": photo, "fields": [self[name] for name in names]}

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        data = self.cleaned_data
        for photo in self.photos:
            if data.get(f"release_{photo.pk}"):
                self.clean_release(photo)
        if self.releases and not (data.get("makes_letter") or data.get("makes_event")):
            raise ValidationError(
                _now("A picture needs a letter or an event to stand with: make one of the two.")
            )
        return data

    def clean_release(self, photo: SentPhoto) -> None:
        data = self.cleaned_data
        blurred = None
        if upload := data.get(f"blurred_{photo.pk}"):
            try:
                blurred = pictures.read(upload, upload.size)
            except pictures.Refused as refusal:
                self.add_error(f"blurred_{photo.pk}", str(refusal))
                return
        release = Release(
            photo=photo,
            alt=data.get(f"alt_{photo.pk}", ""),
            credit=data.get(f"credit_{photo.pk}", ""),
            blurred=blurred,
            shows_no_faces=bool(data.get(f"no_faces_{photo.pk}")),
        )
        if refusal_sentence := why_not(release):
            self.add_error(f"release_{photo.pk}", refusal_sentence)
            return
        self.releases.append(release)

    def choice(self) -> Choice:
        data = self.cleaned_data
        return Choice(
            title=data["title"],
            makes_letter=data["makes_letter"],
            makes_event=data["makes_event"],
            releases=self.releases,
        )
