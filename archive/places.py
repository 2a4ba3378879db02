"""Places that something published names: confirmed by an editor, or found by one of their recorded names."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.db.models import Q, QuerySet

from archive.body import Segment
from archive.models import Article, Authority, AuthorityName, Mention, SearchDocument, SearchPassage
from archive.search.find import Hit, marked, shortened
from archive.search.terms import Term

MOST_MENTIONS = 200
MOST_PASSAGES = 100  # of those that were found by the name alone

# The recorded names of each place, as phrases, against the full-text index. A short form counts only in a text
# that has a longer one, which no single passage can tell: it finds nothing here.
NAMED = """archive_authority.id IN (
    SELECT name.authority_id FROM archive_authorityname name
    WHERE name.kind <> 'short' AND name.fold_key <> '' AND EXISTS (%s)
)"""
IN_SQLITE = "SELECT 1 FROM archive_search_fts WHERE archive_search_fts MATCH '\"' || name.fold_key || '\"'"
IN_POSTGRESQL = (
    "SELECT 1 FROM archive_searchpassage passage "
    "WHERE to_tsvector('simple', passage.folded) @@ phraseto_tsquery('simple', name.fold_key)"
)


def named_places() -> QuerySet[Authority]:
    """Those that a published text names; others have no page, so that no draft shows through."""
    places = Authority.objects.filter(kind=Authority.Kind.PLACE)
    condition = NAMED % (IN_POSTGRESQL if connection.vendor == "postgresql" else IN_SQLITE)
    found = places.extra(where=[condition])  # noqa: S610 - constants
    confirmed = Mention.objects.filter(article__status=Article.Status.PUBLISHED).values("authority")
    return places.filter(Q(pk__in=found.values("pk")) | Q(pk__in=confirmed)).order_by("name")


@dataclass(frozen=True)
class Passages:
    """Where a place is named: what editors have confirmed, by article, and what was found by its spelling."""

    confirmed: list[Hit]
    unchecked: list[Hit]


def passages_of(place: Authority) -> Passages:
    names = [name.fold_key for name in place.names.all() if name.kind != AuthorityName.Kind.SHORT]
    terms = [Term((word,)) for key in names for word in key.split()]
    mentions = list(
        place.mentions.filter(article__status=Article.Status.PUBLISHED).select_related("article")[
            :MOST_MENTIONS
        ]
    )
    confirmed = confirmed_hits(mentions, terms)
    known = {passage.pk for hit in confirmed for passage, _segments in hit.passages}
    found = [passage for passage in by_name(names) if passage.pk not in known]
    return Passages(confirmed, hits_of(found, terms))


def confirmed_hits(mentions: Iterable[Mention], terms: list[Term]) -> list[Hit]:
    """The articles with the passages that hold a mention, as far as the rights let visitors read them."""
    spans: dict[str, list[Mention]] = {}
    for mention in mentions:
        spans.setdefault(mention.article.slug, []).append(mention)
    documents = SearchDocument.objects.filter(kind="article", key__in=spans)
    hits = []
    for document in documents.order_by("-dated", "key").prefetch_related("passages"):
        hit = Hit(document, found=len(spans[document.key]))
        for passage in document.passages.all():
            if any(holds(passage, mention) for mention in spans[document.key]):
                hit.passages.append((passage, segments_of(passage, terms, document)))
        hits.append(hit)
    return hits


def holds(passage: SearchPassage, mention: Mention) -> bool:
    """Whether the passage's reference, as "0123456789ab:10-20", spans the mention."""
    start, _, end = passage.reference.partition(":")[2].partition("-")
    return bool(end) and int(start) <= mention.start and mention.end <= int(end)


def by_name(keys: Iterable[str]) -> list[SearchPassage]:
    """The newest passages in which one of the names stands as it is recorded."""
    wanted = sorted({key for key in keys if key})
    if not wanted:
        return []
    if connection.vendor == "postgresql":
        question = " | ".join("(" + " <-> ".join(f"'{word}'" for word in key.split()) + ")" for key in wanted)
        condition = "to_tsvector('simple', archive_searchpassage.folded) @@ to_tsquery('simple', %s)"
    else:
        question = " OR ".join(f'"{key}"' for key in wanted)
        condition = (
            "archive_searchpassage.id IN "
            "(SELECT rowid FROM archive_search_fts WHERE archive_search_fts MATCH %s)"
        )
    rows = SearchPassage.objects.extra(where=[condition], params=[question])  # noqa: S610 - constants
    return list(rows.select_related("document").order_by("-pk")[:MOST_PASSAGES])


def hits_of(passages: Iterable[SearchPassage], terms: list[Term]) -> list[Hit]:
    ordered = sorted(passages, key=lambda row: (row.document.kind, row.document.key, row.position))
    hits = []
    for _key, rows in groupby(ordered, key=lambda row: row.document_id):
        members = list(rows)
        document = members[0].document
        shown = [(row, segments_of(row, terms, document)) for row in members]
        hits.append(Hit(document, shown, len(members)))
    return hits


def segments_of(passage: SearchPassage, terms: list[Term], document: SearchDocument) -> list[Segment]:
    return shortened(marked(passage.text, terms, document.language))
