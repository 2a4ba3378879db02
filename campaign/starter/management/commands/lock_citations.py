import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaign.starter.documents import LOCK, make_lock, texts_by_hash
from campaign.starter.problems import Problem
from campaign.starter.toml_files import campaign_folder


class Command(BaseCommand):
    help = (
        "Writes the hash of the words at every place that a starter campaign cites, so that it can be loaded "
        "without the documents and still be checked against them. Run it after changing a citation; "
        "it needs the documents."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", help="the name of its folder, as kazakhstan")
        parser.add_argument("documents", type=Path, help="the folder that holds the cited documents")

    def handle(self, *args: Any, **options: Any) -> None:
        place: Path = options["documents"]
        try:
            folder = campaign_folder(options["campaign"])
            if not place.is_dir():
                raise Problem(f"{place} is not a folder.")
            lock = make_lock(
                folder, texts_by_hash(sorted(path for path in place.iterdir() if path.is_file()))
            )
        except Problem as problem:
            raise CommandError(f"{LOCK} was not written.\n{problem}") from problem
        (folder / LOCK).write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
        count = sum(len(spans) for spans in lock.values())
        self.stdout.write(f"{LOCK} now holds the hashes of {count} places in {len(lock)} documents.")
