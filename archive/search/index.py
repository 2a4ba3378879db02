"""Pushing records into the index. Each call replaces what the index held of the record."""

from collections.abc import Iterable

from django.db import transaction

from archive.models.search import SearchDocument, SearchPassage, SearchWord
from archive.search.analysis import ANALYSIS, indexed, keys_of
from archive.search.records import Passage, Searchable

LONGEST_WORD = 40  # what is longer is no word that anybody misspells


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
            analysis=ANALYSIS,
        )
        passages = [Passage(record.title), *(passage for passage in record.passages if passage.text.strip())]
        SearchPassage.objects.bulk_create(
            SearchPassage(
                document=document,
                position=position,
                text=passage.text,
                reference=passage.reference,
                folded=indexed(passage.text, record.language),
            )
            for position, passage in enumerate(passages)
        )
        add_words(passage.text for passage in passages)


def remove(kind: str, key: str) -> None:
    SearchDocument.objects.filter(kind=kind, key=key).delete()


def add_words(texts: Iterable[str]) -> None:
    """In one order, so that two writers do not wait for each other's rows."""
    words = {word for text in texts for word in keys_of(text) if len(word) <= LONGEST_WORD}
    rows = [SearchWord(key=word) for word in sorted(words) if not word.isdigit()]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)


def renew() -> int:
    """Indexes anew every page whose words were compared by older rules; returns how many."""
    documents = SearchDocument.objects.exclude(analysis=ANALYSIS)
    renewed = 0
    for document in documents.iterator():
        with transaction.atomic():
            passages = list(document.passages.all())
            for passage in passages:
                passage.folded = indexed(passage.text, document.language)
            SearchPassage.objects.bulk_update(passages, ["folded"], batch_size=200)
            add_words(passage.text for passage in passages)
            document.analysis = ANALYSIS
            document.save(update_fields=["analysis"])
        renewed += 1
    return renewed
