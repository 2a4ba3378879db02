"""Records that are public as long as they exist: what the search knows of them follows each save."""

from typing import Any

from django.db import models

from archive.search.records import Searchable


class AlwaysPublic(models.Model):
    """Override `searchable()`; a record that is deleted from a queryset has to be taken out by its caller."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        self.refresh_search(before)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        from archive.search import index

        record = self.searchable()
        result = super().delete(*args, **kwargs)
        index.remove(record.kind, record.key)
        return result

    def searchable(self) -> Searchable:
        raise NotImplementedError

    def refresh_search(self, before: "AlwaysPublic | None" = None) -> None:
        """Brings the search in line with the record; `before` is what it was, perhaps at another address."""
        from archive.search import index  # its tables are models, and models are built on this module

        if before is not None:
            old = before.searchable()
            index.remove(old.kind, old.key)
        index.put(self.searchable())
