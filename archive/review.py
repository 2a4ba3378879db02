"""The review queue of one capture: which proposals it shows, in which order, and its text with their words marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.ingest.model import Span
from archive.models import Capture, Proposal
from archive.models.proposal import FIELD_NAMES, ProposalQuerySet

AT_ONCE = 10
AROUND = 70
WHOLE = {"split", "child", "letter", "shared_passage"}
LOOKS = {"letter": "letter", "mention": "name"}
HEAD = {
    "title",
    "standfirst",
    "author",
    "translator",
    "publication",
    "dateline",
    "published",
    "language",
    "kind",
}


class ReviewFilter(forms.Form):
    """What of the queue is shown; its address alone rebuilds the view."""

    tier = forms.ChoiceField(
        label=_("Weight"), required=False, choices=[*Proposal.Tier.choices, ("all", _("all"))]
    )
    state = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[("open", _("open")), ("decided", _("decided"))]
    )
    article = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, capture: Capture, data: QueryDict) -> None:
        super().__init__({"tier": "must", "state": "open"} | data.dict())
        self.capture = capture
        asked = set(capture.proposals.values_list("field", flat=True))
        rules = sorted(set(capture.proposals.values_list("rule", flat=True)))
        fields = [(name, words) for name, words in FIELD_NAMES.items() if name in asked]
        self.fields["field"] = self.any_of(_("What it is about"), fields)
        self.fields["rule"] = self.any_of(_("Rule"), [(rule, rule) for rule in rules])
        self.order_fields(["tier", "field", "rule", "state"])

    def any_of(self, label: Any, choices: list[Any]) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, required=False, choices=[("", _("all")), *choices])

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The filters by name; one that is not on offer is not applied."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return {"tier": "must", "state": "open"} | chosen

    @property
    def query(self) -> str:
        return urlencode(self.chosen)

    def rows(self) -> ProposalQuerySet:
        """The proposals that were chosen, whether decided or not, in the order of the queue."""
        names = (
            ("field", "rule", "article")
            if self.chosen["tier"] == "all"
            else ("tier", "field", "rule", "article")
        )
        conditions = {name: self.chosen[name] for name in names if name in self.chosen}
        return self.capture.proposals.filter(**conditions).in_order()


@dataclass(frozen=True)
class Queue:
    """A place in the queue: the proposals from there on, and where in the whole that is."""

    shown: Sequence["Card"]
    position: int  # of the first one that is shown, from 1; 0 when none is left
    total: int
    left: int
    earlier: int | None
    later: int | None

    @property
    def current(self) -> "Card | None":
        return self.shown[0] if self.shown else None


@dataclass(frozen=True)
class Card:
    """A proposal with its number in the queue and the words around it."""

    proposal: Proposal
    number: int
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def look(self) -> str:
        """Which of the looks its words have in the text."""
        return look_of(self.proposal.field)


def look_of(field: str) -> str:
    if field in WHOLE:
        return "whole"
    if field in HEAD:
        return "head"
    return LOOKS.get(field.partition(".")[0], "claim")


def queue_at(chosen: ReviewFilter, at: int | None) -> Queue:
    """The queue from a proposal on; from the first one in the chosen state where there is no such proposal."""
    order = list(chosen.rows().values_list("pk", "state"))
    numbers = {pk: number for number, (pk, _state) in enumerate(order, start=1)}
    is_open = chosen.chosen["state"] == "open"
    wanted = [pk for pk, state in order if (state == Proposal.State.OPEN) == is_open]
    first = wanted.index(at) if at in wanted else 0
    pks = wanted[first : first + AT_ONCE]
    found = Proposal.objects.select_related("article", "decided_by").in_bulk(pks)
    return Queue(
        shown=[card_of(found[pk], numbers[pk], chosen.capture.text) for pk in pks if pk in found],
        position=numbers[pks[0]] if pks else 0,
        total=len(order),
        left=len(wanted),
        earlier=wanted[max(0, first - AT_ONCE)] if first else None,
        later=wanted[first + AT_ONCE] if first + AT_ONCE < len(wanted) else None,
    )


def next_after(chosen: ReviewFilter, pk: int) -> int | None:
    """The open proposal that comes after this one, or else the first one that was passed over."""
    order = list(chosen.rows().values_list("pk", "state"))
    place = next((i for i, (one, _state) in enumerate(order) if one == pk), -1)
    round_from_here = [*order[place + 1 :], *order[: max(place, 0)]]
    return next((one for one, state in round_from_here if state == Proposal.State.OPEN), None)


def card_of(proposal: Proposal, number: int, text: str) -> Card:
    if proposal.start is None or proposal.end is None:
        return Card(proposal, number)
    low, high = proposal.start, proposal.end
    return Card(
        proposal,
        number,
        before=text[max(0, low - AROUND) : low],
        words=shortened(text[low:high]),
        after=text[high : high + AROUND],
    )


def shortened(words: str) -> str:
    return words if len(words) <= 320 else f"{words[:200]} […] {words[-100:]}"


@dataclass(frozen=True)
class Stretch:
    """A piece of the text that lies in the same proposals from its first letter to its last."""

    text: str
    look: str
    is_current: bool
    begins: Sequence[tuple[int, int]] = ()  # key and number of the proposals whose words begin here


def marked_text(chosen: ReviewFilter, current: Proposal | None) -> Iterator[Stretch]:
    """The whole text with the words of every chosen proposal; inside one another, the shortest gives the look."""
    order = list(chosen.rows().values_list("pk", "state", "field", "start", "end"))
    is_open = chosen.chosen["state"] == "open"
    spans = [
        (Span(start, end), field, pk, number)
        for number, (pk, state, field, start, end) in enumerate(order, start=1)
        if start is not None and end is not None and (state == Proposal.State.OPEN) == is_open
    ]
    spans.sort(key=lambda span: (span[0].start, -span[0].end, span[2]))
    text = chosen.capture.text
    cuts = sorted({0, len(text), *(place for span, *_rest in spans for place in (span.start, span.end))})
    active: list[tuple[Span, str, int, int]] = []
    upcoming = 0
    for low, high in pairwise(cuts):
        active = [one for one in active if one[0].end > low]
        begins: list[tuple[int, int]] = []
        while upcoming < len(spans) and spans[upcoming][0].start == low:
            active.append(spans[upcoming])
            begins.append(spans[upcoming][2:])
            upcoming += 1
        inner = min(active, key=lambda one: one[0].end - one[0].start, default=None)
        is_current = current is not None and any(pk == current.pk for _span, _field, pk, _number in active)
        yield Stretch(text[low:high], look_of(inner[1]) if inner else "", is_current, begins)


def texts_in(capture: Capture, articles: Iterable[Any]) -> list[tuple[Any, int]]:
    """The articles of a capture, each with the number of decisions that it waits for."""
    waiting: dict[int, int] = {}
    for pk in capture.proposals.must_decide().values_list("article", flat=True):
        waiting[pk] = waiting.get(pk, 0) + 1
    return [(article, waiting.get(article.pk, 0)) for article in articles]
