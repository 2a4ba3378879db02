from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaign.operations.catalogues import CatalogueError, compile_catalogue, stale_catalogues


class Command(BaseCommand):
    help = "Compile each translation whose .po is newer than its .mo. Needs no gettext; can be run again."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> str:
        stale = list(stale_catalogues(Path(folder) for folder in settings.LOCALE_PATHS))
        for source in stale:
            try:
                compile_catalogue(source)
            except CatalogueError as error:
                raise CommandError(str(error)) from error
        if not stale:
            return "All translations were compiled already."
        languages = ", ".join(source.parent.parent.name for source in stale)
        return f"Compiled the translations into: {languages}."
