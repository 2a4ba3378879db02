"""From what the rules propose to rows that wait for an editor, each asked once and never again."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from archive.authority_files import from_database
from archive.edtf import EdtfError, parse
from archive.ingest.across import proposals_across
from archive.ingest.model import Item, Page, Span
from archive.ingest.proposal import Captured
from archive.ingest.proposal import Proposal as Read
from archive.ingest.proposals import propose
from archive.ingest.readings import all_items, read_capture
from archive.ingest.tiers import Tier, tier_of
from archive.models import Article, Authority, Capture, Citation, Proposal

ArticleAt = Callable[[Span], Article | None]


def store_proposals(capture: Capture, page: Page, article_at: ArticleAt) -> int:
    """Stores what the rules propose for one document; returns how many were never asked before."""
    captured = captured_from(capture)
    texts = list(all_items(page.items))
    splits = [split(captured, item) for item in texts]
    read = [*splits, *propose([captured], from_database())]
    weigh = Weighing(has_several_texts=len(texts) > 1, with_profile=names_with_profile())
    return store(capture, [(one, weigh.tier(one)) for one in read], article_at)


def store_comparison(captures: Sequence[Capture], article_at: Callable[[Capture], ArticleAt]) -> int:
    """Stores the contradictions and copied passages among documents; returns how many are new."""
    authorities = from_database()
    readings = [read_capture(captured_from(capture), authorities) for capture in captures]
    return sum(
        store(capture, [(one, tier_of(one.field, one.status)) for one in found], article_at(capture))
        for capture, found in zip(captures, proposals_across(readings), strict=True)
    )


def captured_from(capture: Capture) -> Captured:
    return Captured(capture.filename, capture.sha256, capture.text)


def split(captured: Captured, item: Item) -> Read:
    """That a text begins and ends here, with the reasons of the score."""
    return Read(captured, item.span, "split", "item", "inferred", item.span, "split/1", item.reasons)


def names_with_profile() -> frozenset[str]:
    people = Authority.objects.filter(kind=Authority.Kind.PERSON).with_a_record()
    return frozenset(people.values_list("name", flat=True))


@dataclass
class Weighing:
    """Gives each proposal its tier: of a person's mentions in one text, only the first is a question."""

    has_several_texts: bool
    with_profile: frozenset[str]

    def __post_init__(self) -> None:
        self.asked: set[tuple[Span | None, str | None]] = set()

    def tier(self, one: Read) -> Tier:
        if one.field == "split":
            return "must" if self.has_several_texts else "silent"
        if one.field == "mention.person" and one.item and one.value in self.with_profile:
            is_first = (one.item, one.value) not in self.asked
            self.asked.add((one.item, one.value))
            return "must" if is_first else "shown"
        return tier_of(one.field, one.status)


def store(capture: Capture, read: Iterable[tuple[Read, Tier]], article_at: ArticleAt) -> int:
    """Writes the rows that are not there yet; returns their number."""
    known = set(capture.proposals.values_list("field", "place_start", "place_end", "value_sha256"))
    new: dict[tuple[str, int, int, str], Proposal] = {}
    for one, tier in read:
        row = row_of(capture, one, tier)
        if row.key not in known and row.key not in new:
            row.article = article_at(one.item) if one.item else None
            new[row.key] = row
    Proposal.objects.bulk_create(new.values(), ignore_conflicts=True, batch_size=200)
    return len(new)


def row_of(capture: Capture, one: Read, tier: Tier) -> Proposal:
    value = one.value or ""
    place = one.span or one.parent or one.item
    return Proposal(
        capture=capture,
        item_start=one.item.start if one.item else None,
        item_end=one.item.end if one.item else None,
        field=one.field,
        value=value,
        value_sha256=hashlib.sha256(value.encode()).hexdigest(),
        status=one.status,
        start=one.span.start if one.span else None,
        end=one.span.end if one.span else None,
        exact=one.exact or "",
        parent_start=one.parent.start if one.parent else None,
        parent_end=one.parent.end if one.parent else None,
        place_start=place.start if place else 0,
        place_end=place.end if place else 0,
        rule=one.rule[:80],
        reasons=list(one.reasons),
        tier=tier,
    )


def refused_spans(capture: Capture) -> list[Span]:
    """Where an editor has said that no text of its own stands."""
    rejected = capture.proposals.filter(field="split", state=Proposal.State.REJECTED)
    return [Span(start, end) for start, end in rejected.values_list("place_start", "place_end")]


def settle(capture: Capture) -> int:
    """Takes as known what an article of the starter campaign says already, so that no editor is asked."""
    shipped = capture.proposals.open().filter(article__origin=Article.Origin.STARTER)
    cited = cited_places(capture)
    known = [
        proposal.pk
        for proposal in shipped.select_related("article__publication", "article__parent")
        if says_already(proposal, cited)
    ]
    rows = Proposal.objects.open().filter(pk__in=known)
    return rows.update(state=Proposal.State.ACCEPTED, decided_at=timezone.now())


def cited_places(capture: Capture) -> list[Span]:
    spans = Citation.objects.of_capture(capture.sha256).values_list("start", "end")
    return [Span(start, end) for start, end in spans]


def says_already(proposal: Proposal, cited: Iterable[Span]) -> bool:
    """Whether the article has the value, or a record cites the very words of a letter, a person or a conflict."""
    article, field = proposal.article, proposal.field
    if article is None:
        return False
    if field == "split":
        return True
    if field == "published":
        return includes(proposal.value, article.published)
    if field in KNOWN_VALUES:
        return bool(KNOWN_VALUES[field](article) == proposal.value)
    if proposal.tier != Proposal.Tier.MUST or proposal.start is None or proposal.end is None:
        return False
    words = Span(proposal.start, proposal.end)
    if field in ("conflict", "child"):
        return any(span.start < words.end and words.start < span.end for span in cited)
    return any(span.contains(words) for span in cited)


KNOWN_VALUES: dict[str, Callable[[Article], str]] = {
    "title": lambda article: article.title,
    "standfirst": lambda article: article.standfirst,
    "author": lambda article: article.authors,
    "translator": lambda article: article.translator,
    "dateline": lambda article: article.dateline,
    "language": lambda article: article.language,
    "kind": lambda article: article.kind,
}


def includes(read: str, known: str) -> bool:
    """Whether a date that was read has the known one within it: the record then says the same or more."""
    if not read or not known:
        return read == known
    try:
        wide, narrow = parse(read), parse(known)
    except EdtfError:
        return False
    starts = wide.earliest is None or (narrow.earliest is not None and wide.earliest <= narrow.earliest)
    ends = wide.latest is None or (narrow.latest is not None and narrow.latest <= wide.latest)
    return starts and ends
