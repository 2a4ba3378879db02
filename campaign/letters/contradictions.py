"""Statements about one delivery that cannot both hold, each with the words on which it rests."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.evidence import Evidence
from campaign.letters.models import Delivery, LetterEvent


@dataclass(frozen=True)
class Telling:
    """One account of what happened at a door, with what it rests on."""

    event: LetterEvent
    evidence: list[Evidence]

    @property
    def quoted(self) -> Evidence | None:
        """The first evidence whose exact words may be shown."""
        return next((row for row in self.evidence if row.words), None)


def tellings_of(delivery: Delivery, evidence: Mapping[int, Evidence]) -> list[list[Telling]]:
    """Each pair of accounts that cannot both hold, the one that the recorded state follows first."""
    return [
        [Telling(event, [evidence[row.pk] for row in event.citations.all()]) for event in pair]
        for pair in delivery.contradictions
    ]
