from typing import Any

from django.core.management.base import BaseCommand

from campaign.petitions.retention import prune_signatures


class Command(BaseCommand):
    help = (
        "Delete signatures that were not confirmed within 14 days. The worker does it hourly; run it at will."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        count = prune_signatures()
        if count == 1:
            return "1 signature that was never confirmed is deleted."
        return f"{count} signatures that were never confirmed are deleted."
