"""From a question to passages, grouped by the page on which they stand."""

import re
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from archive.body import Segment
from archive.models.search import SearchDocument, SearchPassage
from archive.search.index import comparable

MOST_CANDIDATES = 1_000  # ranked; a word in half of all passages must not cost more than a rare one
MOST_PASSAGES = 3  # shown of one page
CONTEXT = 120  # characters shown before the first and after the last found word of a long passage
PREFIX_FROM = 4  # letters: a shorter word has to match whole
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass
class Hit:
    """One page with the passages that answer the question, each in segments with the found words marked."""

    document: SearchDocument
    passages: list[tuple[SearchPassage, list[Segment]]] = field(default_factory=list)
    found: int = 0


def find(question: str, *, kind: str = "") -> list[Hit]:
    """The pages that answer, best first: those with the words in the title, then those with most passages.

    Every word must occur in one passage; a word of four letters or more also matches longer ones that begin so.
    """
    tokens = comparable(question)
    if not tokens:
        return []
    rows = matching(tokens).select_related("document").order_by("-pk")
    if kind:
        rows = rows.filter(document__kind=kind)
    hits: dict[int, Hit] = {}
    for passage in sorted(rows[:MOST_CANDIDATES], key=lambda row: (row.document_id, row.position)):
        hit = hits.setdefault(passage.document_id, Hit(passage.document))
        hit.found += 1
        if len(hit.passages) < MOST_PASSAGES:
            hit.passages.append((passage, shortened(marked(passage.text, tokens))))
    return sorted(hits.values(), key=rank)


def rank(hit: Hit) -> tuple[bool, int, str, str]:
    in_title = hit.passages[0][0].position == 0
    return (not in_title, -hit.found, hit.document.kind, hit.document.key)


def matching(tokens: list[str]) -> QuerySet[SearchPassage]:
    """The passages in which every token occurs, by the database's own full-text index."""
    if connection.vendor == "postgresql":
        terms = " & ".join(f"'{beginning(token)}':*" if is_prefix(token) else f"'{token}'" for token in tokens)
        return SearchPassage.objects.extra(  # noqa: S610 - the condition is ours, the terms are a parameter
            where=["to_tsvector('simple', archive_searchpassage.folded) @@ to_tsquery('simple', %s)"],
            params=[terms],
        )
    terms = " AND ".join(f'"{beginning(token)}"*' if is_prefix(token) else f'"{token}"' for token in tokens)
    return SearchPassage.objects.extra(  # noqa: S610 - the condition is ours, the terms are a parameter
        where=[
            "archive_searchpassage.id IN (SELECT rowid FROM archive_search_fts WHERE archive_search_fts MATCH %s)"
        ],
        params=[terms],
    )


def marked(text: str, tokens: list[str]) -> list[Segment]:
    """The text in segments, the words that match a token marked."""
    segments: list[Segment] = []
    position = 0
    for word in WORD.finditer(text):
        if not any(matches(key, token) for key in comparable(word.group()) for token in tokens):
            continue
        if word.start() > position:
            segments.append(Segment(text[position : word.start()]))
        segments.append(Segment(word.group(), is_marked=True))
        position = word.end()
    if position < len(text):
        segments.append(Segment(text[position:]))
    return segments


def shortened(segments: list[Segment]) -> list[Segment]:
    """The segments with what lies far from every found word left out, an ellipsis in its place."""
    last = len(segments) - 1
    short = []
    for number, segment in enumerate(segments):
        before, after = number > 0, number < last  # a found word stands on that side
        room = CONTEXT * (before + after)
        if segment.is_marked or not room or len(segment.text) <= room:
            short.append(segment)
            continue
        head = segment.text[:CONTEXT].rsplit(" ", 1)[0] + " " if before else ""
        tail = " " + segment.text[-CONTEXT:].split(" ", 1)[-1] if after else ""
        short.append(Segment(f"{head}…{tail}"))
    return short


def matches(key: str, token: str) -> bool:
    return key == token or (is_prefix(token) and key.startswith(beginning(token)))


def is_prefix(token: str) -> bool:
    return len(token) >= PREFIX_FROM


def beginning(token: str) -> str:
    """The token without a final i, which a longer name folds away: Nazarbay, but Nazarbayev."""
    return token[:-1] if token.endswith("i") and len(token) > PREFIX_FROM else token
