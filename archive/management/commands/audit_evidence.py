from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.audit import State, audit


class Command(BaseCommand):
    help = (
        "Check that every public fact cites and that the cited words stand in the captures. "
        "Fails on a wrong citation and on a fact without one; a capture that is awaited is no failure."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit()
        counts = ", ".join(f"{found.count(state)} {state}" for state in State)
        self.stdout.write(f"{found.facts} public facts; {len(found.citations)} citations: {counts}.")
        for heading, lines in (("Wrong", found.wrong), ("No citation", found.bare)):
            if lines:
                self.stdout.write(f"\n{heading}:")
                self.stdout.writelines(f"  {line}" for line in lines)
        if not found.is_clean:
            raise CommandError(f"{len(found.wrong)} wrong, {len(found.bare)} without a citation.")
