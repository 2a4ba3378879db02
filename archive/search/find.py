"""From a question to passages, grouped by the page on which they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from archive.body import Segment
from archive.models.search import SearchDocument, SearchPassage
from archive.search.analysis import WORD, keys_of, stems_of
from archive.search.terms import NameWords, Term, terms_of

MOST_CANDIDATES = 1_000  # ranked; a word in half of all passages must not cost more than a rare one
MOST_PASSAGES = 3  # shown of one page
CONTEXT = 120  # characters shown before the first and after the last found word of a long passage

IN_SQLITE = "SELECT rowid FROM archive_search_fts WHERE archive_search_fts MATCH %s"


@dataclass
class Hit:
    """One page with the passages that answer the question, each in segments with the found words marked."""

    document: SearchDocument
    passages: list[tuple[SearchPassage, list[Segment]]] = field(default_factory=list)
    found: int = 0

    @property
    def is_in_title(self) -> bool:
        return self.passages[0][0].position == 0


def find(question: str, names: NameWords | None = None) -> list[Hit]:
    """The pages that answer, best first: those with the words in the title, then those with most passages.

    Every word must occur in one passage: as it is, as the beginning of a longer one from four letters on, or
    with another ending. Only the newest MOST_CANDIDATES passages are looked at.
    """
    terms = terms_of(question, NameWords.read() if names is None else names)
    if not terms:
        return []
    rows = matching(terms).select_related("document").order_by("-pk")[:MOST_CANDIDATES]
    hits: dict[int, Hit] = {}
    for passage in sorted(rows, key=lambda row: (row.document_id, row.position)):
        hit = hits.setdefault(passage.document_id, Hit(passage.document))
        hit.found += 1
        if len(hit.passages) < MOST_PASSAGES:
            segments = marked(passage.text, terms, passage.document.language)
            hit.passages.append((passage, shortened(segments)))
    return sorted(hits.values(), key=rank)


def rank(hit: Hit) -> tuple[bool, int, str, str]:
    return (not hit.is_in_title, -hit.found, hit.document.kind, hit.document.key)


def matching(terms: Iterable[Term]) -> QuerySet[SearchPassage]:
    """The passages in which every term occurs, by the database's own full-text index."""
    if connection.vendor == "postgresql":
        # Every form is a fold key or a stem: letters and digits, so nothing in it ends the quotation.
        question = " & ".join(f"({' | '.join(forms(term, chr(39), ':*'))})" for term in terms)
        condition = "to_tsvector('simple', archive_searchpassage.folded) @@ to_tsquery('simple', %s)"
    else:
        question = " AND ".join(f"({' OR '.join(forms(term, chr(34), '*'))})" for term in terms)
        condition = f"archive_searchpassage.id IN ({IN_SQLITE})"
    return SearchPassage.objects.extra(where=[condition], params=[question])  # noqa: S610 - constants; the question is a parameter


def forms(term: Term, quote: str, prefix: str) -> Iterator[str]:
    """The forms of a term as the database writes them."""
    yield from (f"{quote}{token}{quote}" for token in (*term.keys, *term.stems))
    yield from (f"{quote}{token}{quote}{prefix}" for token in term.beginnings)


def marked(text: str, terms: Iterable[Term], language: str) -> list[Segment]:
    """The text in segments, the words that match a term marked."""
    segments: list[Segment] = []
    position = 0
    for word in WORD.finditer(text):
        keys, stems = keys_of(word.group()), stems_of(word.group(), language)
        if not any(term.is_in(keys, stems) for term in terms):
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
