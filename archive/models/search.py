from django.db import models


class SearchDocument(models.Model):
    """A published page as the search knows it; made anew from its record, never edited."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    language = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300)
    dated = models.DateField(null=True)
    analysis = models.CharField(max_length=40, blank=True)  # the rules by which its words were compared

    class Meta:
        ordering = ["kind", "key"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="archive_search_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchPassage(models.Model):
    """A stretch of that page's text, with the words as they are compared."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    text = models.TextField()
    reference = models.CharField(
        max_length=60, blank=True
    )  # of the citation address where these words light up
    folded = models.TextField()

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="archive_search_passage_once")
        ]

    def __str__(self) -> str:
        return self.text


class SearchWord(models.Model):
    """A word that some page has or had, by its fold key; `rebuild_search` forgets those of withdrawn pages."""

    key = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.key
