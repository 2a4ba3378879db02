from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from archive.models.search import SearchDocument, SearchWord
from archive.publishing import Publishable
from archive.search.findable import AlwaysPublic


class Command(BaseCommand):
    help = "Make the search index anew from what is published. Needed after a change of the rights of a publication."

    def handle(self, *args: Any, **options: Any) -> str:
        with transaction.atomic():
            SearchDocument.objects.all().delete()
            SearchWord.objects.all().delete()
            for record in public_records():
                record.refresh_search()
        return f"{SearchDocument.objects.count()} pages can be found."


def public_records() -> Iterator[Publishable | AlwaysPublic]:
    for model in apps.get_models():
        if issubclass(model, Publishable):
            yield from model._default_manager.filter(status=Publishable.Status.PUBLISHED)
        elif issubclass(model, AlwaysPublic):
            yield from model._default_manager.all()
