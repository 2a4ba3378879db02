"""Sentences that a letter has word for word in common with others of its action, or with its model letter."""

import re
from dataclasses import dataclass

from django.db.models import Q

from campaign.letters.models import Letter

SENTENCE_ENDS = re.compile(r"(?<=[.!?…؟])\s+|\n\s*\n")
SHORTEST = 6  # words: below it, two letters agree by custom ("Yours sincerely")
MOST_LETTERS = 50  # compared on one page: the newest


@dataclass(frozen=True)
class Shared:
    """Another letter, and how many sentences both have."""

    letter: Letter
    count: int


def shared_with(letter: Letter) -> list[Shared]:
    """The published letters with which it shares sentences, most first; one query."""
    own = sentences_of(letter)
    related = Q(parent=letter) | Q(action=letter.action_id, action__isnull=False)
    if letter.parent_id:
        related |= Q(pk=letter.parent_id) | Q(parent=letter.parent_id)
    if not own:
        return []
    others = Letter.objects.published().filter(related).exclude(pk=letter.pk).by_date()
    found = [
        Shared(other, len(own & sentences_of(other)))
        for other in others.select_related("text_citation")[:MOST_LETTERS]
    ]
    return sorted((row for row in found if row.count), key=lambda row: -row.count)


def sentences_of(letter: Letter) -> set[str]:
    """Its longer sentences, without regard to case and punctuation."""
    citation = letter.text_citation
    text = letter.text or (citation.exact if citation else "") or ""
    worded = (re.findall(r"\w+", sentence.casefold()) for sentence in SENTENCE_ENDS.split(text))
    return {" ".join(words) for words in worded if len(words) >= SHORTEST}
