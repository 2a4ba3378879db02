"""From received bytes to rows: a capture, the citations it proves, and drafts of what nobody has described yet."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from archive.ingest.analyse import analyse_page
from archive.ingest.model import Item, Page, Span, Value
from archive.ingest.proposing import refused_spans, settle, store_comparison, store_proposals
from archive.ingest.reading import read_text
from archive.models import Article, Block, Capture, Citation, FieldProvenance

SAME_ITEM = 0.9  # two readers may disagree on blank lines and headings at an item's edge, not on more


@dataclass(frozen=True)
class Outcome:
    """What one document brought: rows that are new with this call."""

    capture: Capture | None
    is_new: bool
    described: int  # articles known before, to which this document is now the evidence
    drafted: int  # articles found in it that nobody knew
    proven: int  # citations whose exact words are now held
    proposed: int = 0  # readings that nobody has been asked about
    to_decide: int = 0  # of all that were ever proposed, those that hold back a publication

    def sentence(self, name: str) -> str:
        if not self.is_new and not (self.described or self.drafted or self.proven or self.proposed):
            return f"{name}: held already; nothing to do."
        return (
            f"{name}: {self.described} known articles got their text, {self.drafted} drafts were proposed, "
            f"{self.proven} citations were matched; {self.to_decide} proposals must be decided."
        )


def ingest(
    data: bytes,
    *,
    filename: str = "",
    url: str = "",
    captured_on: str = "",
    added_by: User | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Stores the document and proposes what stands in it; publishes nothing. The same bytes twice change nothing.

    Raises archive.ingest.reading.Refused for what cannot be read; then nothing is stored.
    """
    text = read_text(data)
    page = analyse_page(text)
    with transaction.atomic():
        capture, is_new = Capture.objects.get_or_create(
            sha256=hashlib.sha256(data).hexdigest(),
            defaults={
                "original": data,
                "text": text,
                "filename": filename,
                "url": url,
                "captured_on": captured_on,
                "added_by": added_by,
            },
        )
        outcome = attach(capture, page, is_new=is_new)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def attach(capture: Capture, page: Page | None = None, *, is_new: bool = False) -> Outcome:
    """Gives the known articles of a capture their text, drafts the unknown ones, and fills its citations.

    What the rules read beyond that is stored for an editor to decide.
    """
    page = page or analyse_page(capture.text)
    described = drafted = 0
    known = articles_of(capture)
    refused = refused_spans(capture)
    for item, parent in with_parents(page.items):
        article = same_item(known, item.span)
        if article is None:
            if item.span in refused:
                continue
            article = draft(capture, item, parent=same_item(known, parent.span) if parent else None)
            known.append(article)
            drafted += 1
        elif article.blocks.all():
            continue
        else:
            described += 1
        store_blocks(article, item)
    proven = Citation.objects.all().fill(capture.sha256, capture.text)
    if described or proven:
        for article in Article.objects.published().filter(capture_sha256=capture.sha256):
            article.refresh_search()
    proposed = store_proposals(capture, page, lambda span: same_item(known, span))
    settle(capture)
    return Outcome(
        capture,
        is_new=is_new,
        described=described,
        drafted=drafted,
        proven=proven,
        proposed=proposed,
        to_decide=capture.proposals.must_decide().count(),
    )


def compare(captures: Sequence[Capture]) -> int:
    """Proposes the contradictions and copied passages among documents; returns how many are new."""
    with transaction.atomic():
        known = {capture.sha256: articles_of(capture) for capture in captures}
        found = store_comparison(
            captures, lambda capture: lambda span: same_item(known[capture.sha256], span)
        )
        for capture in captures:
            settle(capture)
    return found


def articles_of(capture: Capture) -> list[Article]:
    return list(Article.objects.filter(capture_sha256=capture.sha256).prefetch_related("blocks"))


def with_parents(items: Iterable[Item], parent: Item | None = None) -> Iterator[tuple[Item, Item | None]]:
    """Each item before its children. A petition widget is page furniture, not an article."""
    for item in items:
        if item.kind != "widget":
            yield item, parent
            yield from with_parents(item.children, item)


def same_item(articles: Iterable[Article], span: Span) -> Article | None:
    """The article that covers the same stretch of the capture, but for its edges."""
    for article in articles:
        if article.start is None or article.end is None:
            continue
        common = min(article.end, span.end) - max(article.start, span.start)
        longest = max(article.end - article.start, span.end - span.start)
        if common >= SAME_ITEM * longest:
            return article
    return None


def store_blocks(article: Article, item: Item) -> None:
    Block.objects.bulk_create(
        Block(
            article=article,
            position=position,
            kind=block.kind,
            start=block.span.start,
            end=block.span.end,
            level=block.level,
        )
        for position, block in enumerate(item.blocks)
    )


def draft(capture: Capture, item: Item, *, parent: Article | None) -> Article:
    """An article as the rules read it, for an editor to check: a draft, never public."""
    first = {value.field: value for value in reversed(item.values)}
    authors = [value.value for value in item.values if value.field == "author" and value.value]
    article = Article(
        slug=free_slug(text_of(first, "title") or f"untitled {capture.sha256[:8]} {item.span.start}"),
        kind=item.kind if item.kind in Article.Kind.values else Article.Kind.ARTICLE,
        title=text_of(first, "title")[:300],
        standfirst=text_of(first, "standfirst"),
        authors=", ".join(authors)[:300],
        translator=text_of(first, "translator")[:200],
        dateline=text_of(first, "dateline")[:200],
        published=text_of(first, "published"),
        language=text_of(first, "language") or "und",
        note=publication_note(first.get("publication")),
        capture_sha256=capture.sha256,
        start=item.span.start,
        end=item.span.end,
        parent=parent,
    )
    article.save()
    store_provenance(article, capture, item)
    return article


def text_of(values: dict[str, Value], field: str) -> str:
    return values[field].value if field in values else ""


def publication_note(value: Value | None) -> str:
    """The rules read a name; which publication of the archive that is, an editor decides."""
    return f"Publication as read: {value.value} ({value.status})." if value and value.value else ""


def store_provenance(article: Article, capture: Capture, item: Item) -> None:
    stored: dict[str, FieldProvenance] = {}
    for value in item.values:
        if value.field not in FieldProvenance.Field.values:
            continue
        row = stored.get(value.field)
        if row is None:
            row = stored[value.field] = FieldProvenance.objects.create(
                article=article,
                field=value.field,
                status=value.status,
                reason=value.reason or ("read by a rule" if value.status == "inferred" else ""),
                rule=value.rule[:80],
            )
        row.citations.add(*(Citation.objects.at(capture, span.start, span.end) for span in value.spans))


def free_slug(text: str) -> str:
    """An address made of the text that no article has yet."""
    base = slugify(text)[:100] or "article"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
