"""How far the proposals agree with what a careful reader found, field by field.

A judgement is *right*, *wrong* (found, but another value or place), *invented* (nothing of the kind is there),
*missed*, or *beside* (real, but of a sort that the reader's list leaves out).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from archive.ingest.model import Span
from archive.ingest.proposals import Proposal

WIDER = timedelta(days=14)  # an inferred interval may reach so far beyond the true one on a closed side
_QUOTES = str.maketrans("’‘“”", "''\"\"")
RIGHT, WRONG, INVENTED, MISSED, BESIDE = "right", "wrong", "invented", "missed", "beside"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the reader found: a value at a place, or that there is none.

    `agrees` judges a proposed value where equality is not the measure; `asked` is false for a fact that may be
    found and need not be.
    """

    file: str
    value: str | None
    span: Span | None = None
    parent: Span | None = None
    agrees: Callable[[Proposal], bool] | None = None
    asked: bool = True

    def is_right(self, proposal: Proposal) -> bool:
        return self.agrees(proposal) if self.agrees else plain(proposal.value) == plain(self.value)


@dataclass(slots=True)
class Score:
    """The judgements on one field."""

    name: str
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((RIGHT, WRONG, INVENTED, MISSED, BESIDE), 0)
    )
    notes: list[str] = field(default_factory=list)

    def add(self, judgement: str, note: str = "") -> None:
        self.counts[judgement] += 1
        if judgement != RIGHT and judgement != BESIDE:
            self.notes.append(f"{judgement}: {note}")

    @property
    def recall(self) -> float:
        """Of all there is, the part that is found and right."""
        there = self.counts[RIGHT] + self.counts[WRONG] + self.counts[MISSED]
        return self.counts[RIGHT] / there if there else 1.0

    @property
    def false_share(self) -> float:
        """Of all that is proposed, the part that is not right."""
        false = self.counts[WRONG] + self.counts[INVENTED]
        return false / (false + self.counts[RIGHT]) if false else 0.0


def plain(value: str | None) -> str:
    """A value for comparing: without case, doubled blanks, and quotation marks of one or the other shape."""
    text = (value or "").translate(_QUOTES)
    return " ".join(text.casefold().split()).strip(" .,:")


def overlaps(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one.start < other.end and other.start < one.end)


def judge(
    name: str,
    facts: Sequence[Fact],
    proposals: Sequence[Proposal],
    *,
    several: bool = False,
    reuse: bool = False,
    beside: Callable[[Proposal], bool] | None = None,
) -> Score:
    """Match proposals with facts by file and place, each once; with `several`, a fact may be met in pieces, and
    with `reuse` a proposal may meet several facts.

    A fact without a place is met by the proposals of its parent. Absent facts are right where the proposal says
    absent, and are not asked for where nothing is proposed.
    """
    score = Score(name)
    left = list(proposals)
    used: set[int] = set()
    for fact in facts:
        if fact.value is None and fact.agrees is None:
            _judge_absent(score, fact, left)
            continue
        met = _meeting(fact, left, several=several)
        used |= {id(proposal) for proposal in met}
        if not reuse:
            left = [proposal for proposal in left if id(proposal) not in used]
        if not met:
            if fact.asked:
                score.add(MISSED, _told(fact.value))
        elif all(fact.is_right(proposal) for proposal in met):
            score.add(RIGHT)
        else:
            score.add(WRONG, f"{_told(met[0].value)} instead of {_told(fact.value)}")
    for proposal in left:
        if proposal.status != "absent" and id(proposal) not in used:
            is_beside = beside is not None and beside(proposal)
            score.add(BESIDE if is_beside else INVENTED, _told(proposal.value or proposal.exact))
    return score


def _judge_absent(score: Score, fact: Fact, left: list[Proposal]) -> None:
    for proposal in [one for one in left if _is_of(fact, one)]:
        left.remove(proposal)
        if proposal.status == "absent":
            score.add(RIGHT)
        else:
            score.add(INVENTED, _told(proposal.value))


def _is_of(fact: Fact, proposal: Proposal) -> bool:
    if proposal.capture.name != fact.file:
        return False
    return fact.parent is None or _same_place(proposal.parent or proposal.item, fact.parent)


def _same_place(one: Span | None, other: Span) -> bool:
    """Whether two readers mean one thing: the places share most of their length."""
    if one is None:
        return False
    common = min(one.end, other.end) - max(one.start, other.start)
    return common * 10 >= 8 * (max(one.end, other.end) - min(one.start, other.start))


def _meeting(fact: Fact, left: Iterable[Proposal], *, several: bool) -> list[Proposal]:
    of_fact = [one for one in left if _is_of(fact, one) and one.status != "absent"]
    if fact.span is not None:
        exact = [one for one in of_fact if one.span == fact.span]
        met = exact or [one for one in of_fact if overlaps(one.span, fact.span)]
    else:
        met = [one for one in of_fact if fact.is_right(one)] or of_fact
    return met if several else met[:1]


def _told(value: str | None) -> str:
    words = (value or "").split()
    return "“" + " ".join(words[:6]) + ("…”" if len(words) > 6 else "”")


def span_of(reference: dict[str, Any]) -> Span:
    return Span(reference["start"], reference["end"])


def interval_agrees(earliest: str | None, latest: str | None) -> Callable[[Proposal], bool]:
    """Whether an inferred interval holds the true one and is at most 14 days wider on a closed side."""

    def agrees(proposal: Proposal) -> bool:
        lower, upper = _bounds(proposal.value or "")
        return _side(lower, _day(earliest), 1) and _side(upper, _day(latest), -1)

    return agrees


def _side(found: date | None, true: date | None, sign: int) -> bool:
    """An open side is right only where the true one is open, too: it would be wider by more than any number."""
    if found is None or true is None:
        return found is true
    return timedelta(0) <= (true - found) * sign <= WIDER


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    lower, _, upper = edtf.partition("/")
    return _day(lower), _day(upper or lower)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def by_field(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.field].append(proposal)
    return found


def lowest(scores: Sequence[Score]) -> float:
    """The smallest recall of all fields, in percent."""
    return min((score.recall for score in scores), default=1.0) * 100
