"""Pushing records into the index. Each call replaces what the index held of the record."""

import unicodedata

from django.db import transaction

from archive.fold import fold_words
from archive.models.search import SearchDocument, SearchPassage
from archive.search.records import Passage, Searchable


def put(record: Searchable) -> None:
    """Makes the record findable, with its title as the first passage."""
    with transaction.atomic():
        remove(record.kind, record.key)
        document = SearchDocument.objects.create(
            kind=record.kind,
            key=record.key,
            address=record.address,
            language=record.language,
            title=record.title,
            dated=record.dated,
        )
        passages = [Passage(record.title), *(passage for passage in record.passages if passage.text.strip())]
        SearchPassage.objects.bulk_create(
            SearchPassage(
                document=document,
                position=position,
                text=passage.text,
                reference=passage.reference,
                folded=" ".join(comparable(passage.text)),
            )
            for position, passage in enumerate(passages)
        )


def remove(kind: str, key: str) -> None:
    SearchDocument.objects.filter(kind=kind, key=key).delete()


def comparable(text: str) -> list[str]:
    """The words of a text as the index compares them: names by their fold key, numbers as they stand."""
    return [word for word in fold_words(unicodedata.normalize("NFKC", text)) if word]
