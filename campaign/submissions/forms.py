"""The form of a report: the same for a supporter, a steward and an editor who pastes an e-mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive import pictures
from archive.edtf import parse
from campaign.actions.models import Action
from campaign.organisations.countries import country_names
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState
from campaign.petitions.forms import CountrySelect
from campaign.submissions.content import MOST_NAMES, Report, read_names
from campaign.submissions.days import as_edtf
from campaign.submissions.models import SentPhoto, Submission
from campaign.web.form_signals import FormSignals

SLOTS = range(1, 7)
AT_THE_DOOR = [
    *(DeliveryState.HANDED_IN, DeliveryState.ACCEPTED, DeliveryState.RECEIVED, DeliveryState.LEFT),
    *(DeliveryState.REFUSED, DeliveryState.NO_ANSWER, DeliveryState.SENT, DeliveryState.RETURNED),
]
ANSWERS = [state for state in ResponseState if state != ResponseState.NONE]


@dataclass(frozen=True)
class Taken:
    """A picture that was read: repainted, as a JPEG without anything beside it."""

    jpeg: bytes
    width: int
    height: int
    upload_sha256: str


def take(upload: Any) -> Taken:
    """Reads an upload. Raises ValidationError with one sentence for whoever sent it."""
    try:
        repainted = pictures.read(upload, upload.size)
    except pictures.Refused as refusal:
        raise ValidationError(str(refusal), code="refused") from refusal
    output = BytesIO()
    repainted.canvas.save(output, "JPEG", quality=92)
    return Taken(output.getvalue(), repainted.canvas.width, repainted.canvas.height, repainted.upload_sha256)


def area(label: Any, rows: int, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={
            "max_length": _("Shorten this to %(limit_value)d characters; it has %(show_value)d now.")
        },
        **options,
    )


def chosen(label: Any, states: Any, **options: Any) -> forms.ChoiceField:
    choices = [("", _("Nothing to choose, or not known")), *((state.value, state.label) for state in states)]
    return forms.ChoiceField(label=label, required=False, choices=choices, **options)


class ReportForm(FormSignals):
    kind = forms.ChoiceField(
        label=_("What do you report?"),
        choices=Submission.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you report.")},
    )
    action = forms.ModelChoiceField(
        Action.objects.none(), label=_("Part of which action?"), required=False, to_field_name="slug"
    )
    mission = forms.ModelChoiceField(
        Mission.objects.none(), label=_("To which embassy or office?"), required=False, to_field_name="slug"
    )
    addressee = forms.CharField(
        label=_("Or to whom else?"),
        required=False,
        max_length=200,
        help_text=_("A newspaper, a ministry, a company."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=200,
        help_text=_("The town is enough."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    country = forms.CharField(label=_("Country"), required=False, widget=CountrySelect)
    date = forms.CharField(
        label=_("When?"),
        required=False,
        max_length=60,
        help_text=_(
            "Like 26 May 2016, 26.5.2016 or 2016-05-26; 2016-05 for a month. Leave it empty if unsure."
        ),
    )
    channel = forms.ChoiceField(
        label=_("Which way did it go?"), choices=Channel.choices, required=False, initial=Channel.NOT_STATED
    )
    delivery_state = chosen(_("What happened at the door, or to the post?"), AT_THE_DOOR)
    response_state = chosen(_("Was there an answer?"), ANSWERS)
    happened = area(
        _("What happened, in your words"),
        6,
        5000,
        help_text=_("Who came, who opened, what was said. Name nobody who has not agreed to be named."),
    )
    text = area(
        _("The text of the letter, resolution or reply"), 10, 20_000, help_text=_("Or add a scan below.")
    )
    names = area(
        _("Names to print"),
        4,
        4000,
        help_text=_("One person a line: name, role, organisation. Leave out whoever has not agreed."),
    )
    may_print = forms.BooleanField(
        label=_("Everybody whom I name here has agreed to be printed"), required=False
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        required=False,
        max_length=300,
        help_text=_("An e-mail address or a number. Kept encrypted, never published, removed after 90 days."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].queryset = Action.objects.published().by_date()  # type: ignore[attr-defined]
        self.fields["mission"].queryset = Mission.objects.order_by("name")  # type: ignore[attr-defined]
        self.taken: dict[int, Taken] = {}
        self.held: dict[int, SentPhoto] = {}
        self.tokens: dict[int, str] = {}
        for slot in SLOTS:
            self.add_slot(slot)

    def add_slot(self, slot: int) -> None:
        self.fields[f"photo_{slot}"] = forms.FileField(
            label=_now("Photo or scan %(number)d") % {"number": slot},
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            error_messages={"empty": _("This file is empty; choose another one.")},
        )
        self.fields[f"faces_{slot}"] = forms.ChoiceField(
            label=_now("Faces in photo %(number)d") % {"number": slot},
            required=False,
            choices=[("", _("Choose if there is a picture")), *SentPhoto.Faces.choices],
        )
        self.fields[f"held_{slot}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields[f"remove_{slot}"] = forms.BooleanField(
            label=_now("Leave photo %(number)d out") % {"number": slot}, required=False
        )

    def slots(self) -> Iterator[dict[str, Any]]:
        """For the template: the fields of each picture, and the picture that is kept already."""
        for slot in SLOTS:
            yield {
                "number": slot,
                "photo": self[f"photo_{slot}"],
                "faces": self[f"faces_{slot}"],
                "remove": self[f"remove_{slot}"],
                "token": self.tokens.get(slot, ""),
            }

    @property
    def has_more_photos(self) -> bool:
        """Whether something is chosen, kept or wrong in a slot after the first."""
        names = {f"{name}_{slot}" for slot in SLOTS[1:] for name in ("photo", "faces")}
        return bool(names & set(self.errors) or any(slot > 1 for slot in self.tokens))

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].upper()
        if country and country not in country_names("en"):
            raise ValidationError(_now("Choose a country from the list."))
        return country

    def clean_date(self) -> str:
        text = as_edtf(self.cleaned_data["date"])
        earliest = parse(text).earliest if text else None
        if earliest and earliest > timezone.localdate() + timedelta(days=1):
            raise ValidationError(_now("This day is still to come. Report what has happened."))
        return text

    def clean_names(self) -> str:
        names: str = self.cleaned_data["names"]
        people = read_names(names)
        if len(people) > MOST_NAMES:
            raise ValidationError(
                _now("Name %(most)d people at most; for more send us a message.") % {"most": MOST_NAMES}
            )
        if any(len(part) > 200 for one in people for part in (one.name, one.role, one.organisation)):
            raise ValidationError(_now("One of the lines is too long: write one person a line."))
        return names

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        for slot in SLOTS:
            self.clean_slot(slot)
        data = self.cleaned_data
        if data.get("names", "").strip() and not data.get("may_print"):
            self.add_error("may_print", _now("Tick that everybody named has agreed, or take the names out."))
        if not (self.errors or data.get("happened") or data.get("text") or self.taken or self.held):
            self.add_error("happened", _now("Tell us what happened, paste the text, or add a photo."))
        return data

    def clean_slot(self, slot: int) -> None:
        data = self.cleaned_data
        if data.get(f"remove_{slot}"):
            return
        if upload := data.get(f"photo_{slot}"):
            try:
                self.taken[slot] = take(upload)
            except ValidationError as error:
                self.add_error(f"photo_{slot}", error)
                return
        elif token := data.get(f"held_{slot}"):
            photo = SentPhoto.objects.held(token).first()
            if photo is None:
                self.add_error(f"photo_{slot}", _now("This picture is no longer kept; choose it again."))
                return
            self.held[slot], self.tokens[slot] = photo, token
        else:
            return
        if not data.get(f"faces_{slot}"):
            self.add_error(f"faces_{slot}", _now("Say for each picture whether faces in it may be shown."))

    def hold(self) -> None:
        """Keeps for a day what was read of the pictures, so that a correction need not send them again."""
        for slot, taken in self.taken.items():
            photo = photo_of(taken, slot)
            self.tokens[slot] = photo.keep(taken.jpeg)
            photo.save()
        self.taken = {}

    def report(self) -> Report:
        data = self.cleaned_data
        return Report(
            addressee=data["addressee"],
            place=data["place"],
            country=data["country"],
            date=data["date"],
            channel=data["channel"] or Channel.NOT_STATED,
            delivery_state=data["delivery_state"],
            response_state=data["response_state"],
            happened=data["happened"].strip(),
            text=data["text"].strip(),
            names=read_names(data["names"]),
        )

    def receive(self, **fields: Any) -> Submission:
        """Stores the report with its pictures, all of it or nothing."""
        data = self.cleaned_data
        submission = Submission(kind=data["kind"], action=data["action"], mission=data["mission"], **fields)
        submission.keep(self.report(), data["contact"].strip())
        with transaction.atomic():
            submission.save()
            for slot, taken in self.taken.items():
                photo = photo_of(taken, slot)
                photo.keep(taken.jpeg)
                self.give(photo, submission, slot)
            for slot, photo in self.held.items():
                self.give(photo, submission, slot)
        return submission

    def give(self, photo: SentPhoto, submission: Submission, slot: int) -> None:
        photo.submission, photo.position = submission, slot
        photo.faces = self.cleaned_data[f"faces_{slot}"]
        photo.save()


def photo_of(taken: Taken, slot: int) -> SentPhoto:
    return SentPhoto(position=slot, width=taken.width, height=taken.height, upload_sha256=taken.upload_sha256)
