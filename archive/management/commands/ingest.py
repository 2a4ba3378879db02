from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from archive.ingest.reading import Refused
from archive.ingest.writer import compare, ingest
from archive.models import Capture


class Command(BaseCommand):
    help = (
        "Store captured documents and propose what stands in them. Publishes nothing; the same file twice "
        "changes nothing. A file that cannot be read is refused with the reason, the others are stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="A text file.")
        parser.add_argument("--url", default="", help="Where the document was found; with one PATH only.")
        parser.add_argument("--captured-on", default="", help="When it was captured, as EDTF: 2022-01-14.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> str:
        if options["url"] and len(paths) > 1:
            raise CommandError("--url belongs to one document: name one PATH with it.")
        self.read: dict[int, Capture] = {}
        refused = [path for path in self.with_progress(paths) if not self.ingest_file(path, options)]
        if len(self.read) > 1 and not options["dry_run"] and (found := compare(list(self.read.values()))):
            self.stdout.write(f"Compared with one another: {found} contradictions and shared passages.")
        if refused:
            raise CommandError(
                f"{len(refused)} of {len(paths)} documents were refused; the reasons stand above."
            )
        would = "would be read" if options["dry_run"] else "read"
        return f"{len(paths)} documents {would}."

    def with_progress(self, paths: list[Path]) -> Any:
        if len(paths) == 1:
            return paths
        console = Console(stderr=True)
        return track(
            paths, "Reading captures", console=console, disable=not console.is_terminal, transient=True
        )

    def ingest_file(self, path: Path, options: dict[str, Any]) -> bool:
        try:
            outcome = ingest(
                path.read_bytes(),
                filename=path.name[:200],
                url=options["url"],
                captured_on=options["captured_on"],
                dry_run=options["dry_run"],
            )
        except (Refused, OSError) as error:
            self.stderr.write(f"{path}: {error}")
            return False
        if outcome.capture:
            self.read[outcome.capture.pk] = outcome.capture
        self.stdout.write(outcome.sentence(path.name))
        return True
