import hashlib
import json
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from archive.authority_files import from_database, from_toml
from archive.ingest.mentions import AuthorityFile
from archive.ingest.proposals import Captured, Proposal, propose
from archive.ingest.reading import Refused, read_text


def add_authorities(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--authorities",
        type=Path,
        metavar="FILE",
        help="Take the known names from this authorities.toml instead of the database.",
    )


def authorities_of(path: Path | None) -> AuthorityFile:
    """The known names; CommandError when the file is no list of them."""
    if path is None:
        return from_database()
    try:
        return from_toml(path)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is no authority file: {error}") from error


def captured(path: Path) -> Captured:
    """A capture from a file. Raises Refused or OSError."""
    data = path.read_bytes()
    return Captured(path.name, hashlib.sha256(data).hexdigest(), read_text(data))


def rendered(table: Table, *, width: int | None) -> str:
    """A table as text, as wide as the terminal where `width` is None."""
    console = Console(width=width)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


class Command(BaseCommand):
    help = (
        "Print what the rules propose for captured documents; nothing is stored. Documents that are given "
        "together are also compared with one another."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="A text file, or a folder of them."
        )
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")
        parser.add_argument("--field", action="append", help="Only this field; may be given several times.")
        add_authorities(parser)

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        captures, refused = [], 0
        for path in files_of(paths):
            try:
                captures.append(captured(path))
            except (Refused, OSError) as error:
                refused += 1
                self.stderr.write(f"{path}: {error}")
        proposals = propose(captures, authorities_of(options["authorities"]))
        wanted = [one for one in proposals if not options["field"] or one.field in options["field"]]
        if options["json"]:
            for proposal in wanted:
                self.stdout.write(json.dumps(proposal.as_json(), ensure_ascii=False))
        else:
            self.print_table(wanted)
        if refused:
            raise CommandError(f"{refused} documents were refused; the reasons stand above.")

    def print_table(self, proposals: list[Proposal]) -> None:
        table = Table("capture", "item", "field", "status", "value", "place", "why")
        for one in proposals:
            item = f"{one.item.start}" if one.item else "–"
            place = f"{one.span.start}–{one.span.end}" if one.span else ""
            why = f"{'; '.join(one.reasons)} ({one.rule})"
            cells = (one.capture.name[:12], item, one.field, one.status, _short(one.value), place, why)
            table.add_row(*map(escape, cells))
        self.stdout.write(rendered(table, width=None if self.stdout.isatty() else 200))


def files_of(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.iterdir() if child.is_file())
        else:
            yield path


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= 60 else f"{text[:59]}…"
