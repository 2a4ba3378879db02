import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.table import Table

from archive.accuracy_page import accuracy_page
from archive.ingest.proposals import propose
from archive.ingest.reading import Refused
from archive.ingest.scoring import Score, lowest
from archive.ingest.truth_facts import scores_of
from archive.management.commands.proposals import add_authorities, authorities_of, captured, rendered


class Command(BaseCommand):
    help = (
        "Compare what the rules propose with what a careful reader found, field by field. Ends with an error "
        "when a field finds less than the floor, or when more than five in a hundred of its values are false."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("truth", type=Path, metavar="TRUTH.json", help="The facts of the reader.")
        parser.add_argument(
            "--sources",
            type=Path,
            metavar="DIR",
            help="Default: the folder sources beside that of the facts.",
        )
        parser.add_argument(
            "--floor", type=float, metavar="PERCENT", help="The least recall that every field must reach."
        )
        parser.add_argument(
            "--write", type=Path, metavar="PAGE.md", help="Also write the page about accuracy."
        )
        add_authorities(parser)

    def handle(self, *args: Any, truth: Path, **options: Any) -> str:
        facts = read_facts(truth)
        sources = options["sources"] or truth.resolve().parent.parent / "sources"
        try:
            captures = [captured(sources / source["source"]) for source in facts["sources"]]
        except (Refused, OSError) as error:
            raise CommandError(f"A source cannot be read: {error}") from error
        for capture, source in zip(captures, facts["sources"], strict=True):
            if capture.sha256 != source["sha256"]:
                raise CommandError(f"{capture.name} is not the document that the facts are about.")
        named, beside = scores_of(facts, propose(captures, authorities_of(options["authorities"])))
        self.print_table("Fields", named)
        self.print_table("Beside them", beside)
        for score in (*named, *beside):
            for note in score.notes:
                self.stdout.write(f"{score.name}: {note}")
        if options["write"]:
            options["write"].write_text(accuracy_page(named, beside), encoding="utf-8")
        return verdict(named, options["floor"])

    def print_table(self, title: str, scores: list[Score]) -> None:
        columns = ("field", "right", "wrong", "invented", "missed", "beside", "found %", "false %")
        table = Table(*columns, title=title)
        for score in scores:
            share = (f"{score.recall:.1%}", f"{score.false_share:.1%}")
            table.add_row(score.name, *map(str, score.counts.values()), *share)
        self.stdout.write(rendered(table, width=110))


def read_facts(path: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if "articles" not in facts or "sources" not in facts:
        raise CommandError(f"{path} holds no facts about sources.")
    return facts


def verdict(scores: list[Score], floor: float | None) -> str:
    """A sentence; CommandError where a field lies below the floor or has too many false values."""
    if floor is not None:
        low = [f"{s.name} finds {s.recall:.1%}" for s in scores if s.recall * 100 < floor]
        low += [f"{s.name} is false in {s.false_share:.1%}" for s in scores if s.false_share > 0.05]
        if low:
            raise CommandError(f"Below the floor of {floor:g} %: {'; '.join(low)}.")
    return f"The field that finds least finds {lowest(scores):.1f} % of what is there."
