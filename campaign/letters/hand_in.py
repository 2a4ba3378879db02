"""One page for an editor at the door: which letter, what happened, when. Small, and safe over a bad line."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaign.letters.models import Delivery, Letter, LetterEvent
from campaign.letters.moves import allowed_delivery_moves, allowed_response_moves
from campaign.organisations.models import Mission
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState

# What can happen at a door, most wanted first.
AT_THE_DOOR = (
    *(DeliveryState.ACCEPTED, DeliveryState.RECEIVED, DeliveryState.LEFT),
    *(DeliveryState.REFUSED, DeliveryState.NO_ANSWER, DeliveryState.ATTEMPTED),
)
SAID_AT_THE_DOOR = (
    *(ResponseState.NONE, ResponseState.VERBAL, ResponseState.PROMISED_FORWARD),
    *(ResponseState.PROMISED_REPLY, ResponseState.ACKNOWLEDGED, ResponseState.DENIED),
    ResponseState.COUNTER_ACTION,
)
LETTERS_OFFERED = 100  # the newest: the page has to be small


LETTERS = Letter.objects.exclude(status="withdrawn").sent_ones()


class TargetForm(forms.Form):
    """Which letter is brought to which door."""

    letter = forms.ModelChoiceField(label=_("Letter"), queryset=LETTERS)
    mission = forms.ModelChoiceField(label=_("Mission"), queryset=Mission.objects.all())


@dataclass(frozen=True)
class Target:
    """A letter at a door, with its last attempt there if there was one."""

    letter: Letter
    mission: Mission
    last: Delivery | None

    @property
    def begins_anew(self) -> bool:
        """Whether what is told now is the next attempt, in a row of its own."""
        return self.last is not None and self.last.can_begin_anew

    @property
    def number(self) -> int:
        """Of the attempt that is told now."""
        if self.last is None:
            return 1
        return self.last.attempt + 1 if self.begins_anew else self.last.attempt

    @property
    def states(self) -> list[tuple[str, Any]]:
        """The legal next states that can happen at a door."""
        here = self.last.delivery_state if self.last and not self.begins_anew else DeliveryState.PLANNED
        legal = allowed_delivery_moves(here)
        return [(state.value, state.label) for state in AT_THE_DOOR if state in legal and state != here]

    @property
    def answers(self) -> list[tuple[str, Any]]:
        here = self.last.response_state if self.last and not self.begins_anew else ResponseState.NONE
        legal = allowed_response_moves(here) | {ResponseState.NONE}  # none: nothing new was said
        return [(state.value, state.label) for state in SAID_AT_THE_DOOR if state in legal]


def target_of(letter: Letter, mission: Mission) -> Target:
    attempts = Delivery.objects.filter(letter=letter, mission=mission)
    return Target(letter, mission, attempts.order_by("-attempt").first())


class HandInForm(forms.Form):
    """What happened at the door; only legal moves are offered."""

    delivery_state = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    response_state = forms.ChoiceField(label=_("What did they say?"), required=False)
    text = forms.CharField(
        label=_("In a sentence or two"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Visitors read this. No name of anybody who did not agree to it."),
    )
    who = forms.CharField(
        label=_("Who brought it"),
        max_length=200,
        required=False,
        help_text=_("A group, not private names."),
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, target: Target, data: Any = None) -> None:
        now = timezone.localtime()
        super().__init__(data, initial={"day": now.date(), "time": now.time(), "entry": uuid.uuid4()})
        self.target = target
        offered = {"delivery_state": target.states, "response_state": target.answers}
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate() + timedelta(days=1):  # it may be tomorrow already elsewhere
            raise ValidationError(_("This day is still to come."))
        return day

    def record(self, user: Any) -> Delivery:
        """Writes the event and the states that it tells; told a second time, it finds the first.

        Raises ValidationError when somebody recorded something else meanwhile.
        """
        told = self.cleaned_data
        answer = told["response_state"]
        with transaction.atomic():
            delivery = self.attempt(user)
            delivery.move(
                delivery_state=told["delivery_state"],
                response_state="" if answer == ResponseState.NONE else answer,
                text=told["text"],
                who=told["who"],
                date=told["day"].isoformat(),
                at_time=told["time"],
                entry=told["entry"],
            )
        return delivery

    def attempt(self, user: Any) -> Delivery:
        """The row of this attempt: the one that is under way, the next after one that ended, or the first."""
        last = self.target.last
        if last is None:
            delivery = Delivery(letter=self.target.letter, mission=self.target.mission)
            delivery.channel, delivery.responsible = Channel.IN_PERSON, user
            delivery.save()
            return delivery
        if self.target.begins_anew:
            return last.next_attempt(channel=Channel.IN_PERSON, responsible=user)
        return last


def told_before(data: Any) -> Delivery | None:
    """The delivery to which this very form was sent already, over a line that lost the answer."""
    try:
        entry = uuid.UUID(data.get("entry", ""))
    except ValueError:
        return None
    event = LetterEvent.objects.filter(entry=entry).select_related("delivery").first()
    return event.delivery if event else None


def hand_in(request: HttpRequest) -> HttpResponse:
    """Chooses a letter and a door, then takes down what happened there."""
    if not request.user.has_perms(["letters.change_delivery", "letters.add_letterevent"]):
        raise PermissionDenied
    chosen = TargetForm(request.GET if "letter" in request.GET else None)
    if not chosen.is_valid():
        return choose(request, chosen)
    target = target_of(chosen.cleaned_data["letter"], chosen.cleaned_data["mission"])
    form = HandInForm(target, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if before := told_before(request.POST):
            return done(before)
        if form.is_valid():
            try:
                return done(form.record(request.user))
            except IntegrityError:  # the same form twice at one moment
                form.add_error(None, _("Somebody else recorded something meanwhile; look again."))
            except ValidationError as error:
                form.add_error(None, error)
    return render(request, "admin/letters/hand_in.html", {"form": form, "target": target})


def done(delivery: Delivery) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:letters_delivery_hand_in')}?done={delivery.pk}")


def choose(request: HttpRequest, form: TargetForm) -> HttpResponse:
    """The doors at which something is planned or has to be tried again, and a form for any other."""
    letters = form.fields["letter"]
    if isinstance(letters, forms.ModelChoiceField):
        letters.queryset = LETTERS.order_by("-pk")[:LETTERS_OFFERED]
    number = request.GET.get("done", "")
    context = {
        "form": form,
        "doors": open_doors(),
        "done": Delivery.objects.select_related("letter", "mission").filter(pk=number).first()
        if number.isdecimal() and len(number) < 19
        else None,
    }
    return render(request, "admin/letters/hand_in_choose.html", context)


def open_doors() -> QuerySet[Delivery]:
    """Attempts that are planned or under way, the newest first."""
    waiting = Q(delivery_state__in=(DeliveryState.PLANNED, DeliveryState.ATTEMPTED), mission__isnull=False)
    rows = Delivery.objects.filter(waiting).exclude(letter__status="withdrawn")
    return rows.select_related("letter", "mission").order_by("-pk")[:20]
