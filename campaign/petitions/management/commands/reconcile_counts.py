from typing import Any

from django.core.management.base import BaseCommand

from campaign.petitions.counting import reconcile
from campaign.petitions.models import Petition


class Command(BaseCommand):
    help = (
        "Compare the counters of every petition with its counted signatures and repair what differs, one "
        "sentence each. Safe while people sign; run it nightly."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        petitions = list(Petition.objects.order_by("pk").values_list("pk", flat=True))
        repairs = [repair for petition_id in petitions for repair in reconcile(petition_id)]
        for repair in repairs:
            self.stdout.write(repair)
        checked = "1 petition" if len(petitions) == 1 else f"{len(petitions)} petitions"
        if repairs:
            return f"{len(repairs)} counters were repaired: {checked} checked."
        return f"Every counter agrees with its signatures: {checked} checked."
