from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaign.starter.loading import load
from campaign.starter.problems import Problem
from campaign.starter.toml_files import campaign_folder


class Command(BaseCommand):
    help = (
        "Loads a starter campaign from its files under campaign/starter/ and publishes it as shipped. "
        "Needs a migrated database; can be run again at any time: it updates what is still as shipped, "
        "never overwrites what was changed at the desk, and removes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", help="the name of its folder, as kazakhstan")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["campaign"]
        try:
            report = load(campaign_folder(name))
        except Problem as problem:
            raise CommandError(f"Nothing was loaded.\n{problem}") from problem
        for line in report.left_alone:
            self.stdout.write(f"Left alone: {line}.")
        self.stdout.write(report.sentence(name))
