from typing import Any

from django.core.management.base import BaseCommand

from archive.fold import FOLD_VERSION
from archive.models import AuthorityName
from archive.search import index


class Command(BaseCommand):
    help = "Renew the keys of names and of the search index that older rules have made. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> str:
        names = list(AuthorityName.objects.exclude(fold_version=FOLD_VERSION))
        for name in names:
            name.save()
        return f"{len(names)} names and {index.renew()} pages have new keys."
