from typing import Any

from django.core.management.base import BaseCommand

from campaign.petitions.retention import anonymise_signatures


class Command(BaseCommand):
    help = (
        "Empty the signatures of petitions that closed more than 90 days ago: names, addresses and keys go, "
        "counts and countries stay. The worker does it hourly; run it at will. It cannot be undone."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        count = anonymise_signatures()
        return "1 signature is emptied." if count == 1 else f"{count} signatures are emptied."
