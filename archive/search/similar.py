"""Words of published pages that are spelt almost like a word of the question: offered, never mixed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Q

from archive.models.search import SearchWord
from archive.search.analysis import WORD, keys_of
from archive.search.find import matching
from archive.search.terms import NameWords, Term

SHORTEST = 4  # letters: among shorter words everything is similar
TWO_MISTAKES_FROM = 8  # letters
MOST_COMPARED = 1_000
MOST_OFFERED = 5


@dataclass(frozen=True)
class Similar:
    """A word as a published page spells it."""

    word: str


def similar_to(terms: Iterable[Term], names: NameWords) -> list[Similar]:
    """The nearest words first; at most MOST_OFFERED, each looked up in what is published now.

    The list of words may still have some of a page that was withdrawn: such a word is not offered.
    """
    asked = [term for term in terms if len(term.keys[0]) >= SHORTEST]
    if not asked:
        return []
    wanted = reduce(or_, (may_be_near(term.keys[0]) for term in asked))
    stored = SearchWord.objects.filter(wanted).order_by("key").values_list("key", flat=True)[:MOST_COMPARED]
    near = sorted(
        (distance, key)
        for key in {*stored, *names.keys}
        if (distance := nearest(key, asked)) and not any(term.is_in([key], []) for term in asked)
    )
    offered = (as_written(key) for _distance, key in near[:MOST_OFFERED])
    return [Similar(word) for word in offered if word]


def mistakes(key: str) -> int:
    return 2 if len(key) >= TWO_MISTAKES_FROM else 1


def may_be_near(key: str) -> Q:
    """Cut into one piece more than there may be mistakes, one piece of the word is in the other unharmed."""
    pieces = mistakes(key) + 1
    cuts = [len(key) * number // pieces for number in range(pieces + 1)]
    parts = [key[start:end] for start, end in pairwise(cuts)]
    middle = reduce(or_, (Q(key__contains=part) for part in parts[1:-1]), Q(pk__in=[]))
    return Q(key__startswith=parts[0]) | middle | Q(key__endswith=parts[-1])


def nearest(key: str, asked: Iterable[Term]) -> int:
    """How many letters the word is away from the nearest word of the question; 0 if too many."""
    distances = [
        distance
        for term in asked
        if 0
        < (distance := edit_distance(key, term.keys[0], mistakes(term.keys[0])))
        <= mistakes(term.keys[0])
    ]
    return min(distances, default=0)


def edit_distance(first: str, second: str, most: int) -> int:
    """How many letters must be put in, taken out, exchanged or swapped with their neighbour; at most `most + 1`."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def as_written(key: str) -> str:
    """The word as the newest published passage spells it; empty if none has it."""
    text = matching([Term((key,))]).order_by("-pk").values_list("text", flat=True).first()
    return next((word for word in WORD.findall(text or "") if key in keys_of(word)), "")
