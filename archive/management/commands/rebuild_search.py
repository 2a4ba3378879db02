from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from archive.models import SearchDocument
from archive.publishing import Publishable


class Command(BaseCommand):
    help = (
        "Make the search index anew from what is published. Needed after a change of fold keys or of rights."
    )

    def handle(self, *args: Any, **options: Any) -> str:
        with transaction.atomic():
            SearchDocument.objects.all().delete()
            for model in apps.get_models():
                if issubclass(model, Publishable):
                    for record in model._default_manager.filter(status=Publishable.Status.PUBLISHED):
                        record.refresh_search()
        return f"{SearchDocument.objects.count()} pages can be found."
