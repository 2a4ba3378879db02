from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from campaign.prisoners.custody import ends_before_it_begins, overlaps
from campaign.prisoners.models import CustodyPeriod, Person


class Command(BaseCommand):
    help = (
        "Looks through the custody periods of everybody in the directory, published or not, and names what an"
        " editor should look at: periods that overlap, that end before they begin, or that stay open although"
        " a later one follows. Changes nothing; ends with an error when it found something."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        people = list(Person.objects.prefetch_related("custody_periods"))
        found = [(person, finding) for person in people for finding in findings(person)]
        for person, finding in found:
            self.stdout.write(f"{person}: {finding}")
        if found:
            raise CommandError(ngettext("%d finding.", "%d findings.", len(found)) % len(found))
        return ngettext("%d person, no finding.", "%d people, no finding.", len(people)) % len(people)


def findings(person: Person) -> Iterator[str]:
    """One sentence for each thing in the person's record that cannot be right, or is probably unfinished."""
    periods = list(person.custody_periods.all())
    for overlap in overlaps(periods):
        yield str(overlap)
    for period in periods:
        if ends_before_it_begins(period):
            yield f"“{period}” ends before it begins."
    for earlier, later in pairwise(periods):
        if is_left_open(earlier, later):
            yield f"“{earlier}” has no end, but “{later}” follows it: close it."


def is_left_open(earlier: CustodyPeriod, later: CustodyPeriod) -> bool:
    if earlier.ended or earlier.began_earliest is None or later.began_earliest is None:
        return False
    return earlier.began_earliest < later.began_earliest
