"""An article's text as a reader may see it: its blocks grouped for the page, the cited words marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.ingest.model import Span
from archive.models import Article, Block, Capture, Citation, Edition, Publication

REFERENCE = re.compile(r"([0-9a-f]{12}):(\d{1,9})-(\d{1,9})")

# What the head of the page says already, or what belongs to the site that was captured.
NOT_IN_BODY = {Block.Kind.TITLE, Block.Kind.BYLINE, Block.Kind.FURNITURE}
LETTER = {
    Block.Kind.LETTER_HEADING,
    Block.Kind.LETTERHEAD,
    Block.Kind.LETTER_DATE,
    Block.Kind.LETTER_ADDRESSEE,
    Block.Kind.SALUTATION,
    Block.Kind.LETTER_PARAGRAPH,
    Block.Kind.CLOSING,
    Block.Kind.SIGNATURE,
}


class BadReference(ValueError):
    """The `?c=` of an address is not a span of this article."""


def parse_reference(text: str, article: Article | Edition) -> Span:
    """The span that `?c=` names. Raises BadReference with a sentence for the reader's page."""
    match = REFERENCE.fullmatch(text)
    if not match:
        raise BadReference("malformed")
    span = Span(int(match[2]), int(match[3]))
    inside = Span(article.start or 0, article.end or 0)
    if match[1] != article.capture_sha256[:12] or span.start >= span.end or not inside.contains(span):
        raise BadReference("elsewhere")
    return span


@dataclass(frozen=True)
class Segment:
    """A piece of a block, either all marked or not at all."""

    text: str
    is_marked: bool = False
    is_first_mark: bool = False


@dataclass
class Part:
    """A block with its text in segments."""

    kind: str
    segments: list[Segment]
    level: int = 0

    @property
    def is_marked(self) -> bool:
        return any(segment.is_marked for segment in self.segments)


@dataclass
class Group:
    """Parts that belong together: a letter, a list, a quotation of several paragraphs, or a single part."""

    kind: str
    parts: list[Part] = field(default_factory=list)

    def inner(self) -> list["Group"]:
        """A letter's own lists and paragraphs, in order."""
        runs = ((kind, list(run)) for kind, run in groupby(self.parts, key=group_kind))
        return [Group(kind, parts) for kind, parts in runs]


def segments(text: str, start: int, end: int, marked: Span | None, *, is_first: bool = True) -> list[Segment]:
    """The text from start to end, cut where the marked span begins and ends."""
    if marked is None or marked.end <= start or marked.start >= end:
        return [Segment(text[start:end])]
    begins, ends = max(start, marked.start), min(end, marked.end)
    pieces = [
        Segment(text[start:begins]),
        Segment(text[begins:ends], is_marked=True, is_first_mark=is_first),
        Segment(text[ends:end]),
    ]
    return [piece for piece in pieces if piece.text]


def parts_of(blocks: Iterable[Block], text: str, marked: Span | None) -> Iterator[Part]:
    seen_mark = False
    for block in blocks:
        cut = segments(text, block.start, block.end, marked, is_first=not seen_mark)
        part = Part(block.kind, cut, block.level)
        seen_mark = seen_mark or part.is_marked
        if block.kind not in NOT_IN_BODY or part.is_marked:
            yield part


def group_kind(part: Part) -> str:
    if part.kind in LETTER:
        return "letter"
    return {"list_item": "list", "quotation": "quotation", "epigraph": "quotation"}.get(part.kind, part.kind)


def groups_of(parts: Iterable[Part]) -> list[Group]:
    """Neighbouring parts of one kind together.

    A letter lasts from its first part to its signature, with the lists and quotations inside it.
    """
    groups: list[Group] = []
    in_letter = False
    for part in parts:
        kind = group_kind(part)
        begins = part.kind == Block.Kind.LETTER_HEADING or not in_letter
        if kind == "letter":
            if begins:
                groups.append(Group("letter"))
            groups[-1].parts.append(part)
            in_letter = True
        elif in_letter and kind in INSIDE_A_LETTER and not signed(groups[-1]):
            groups[-1].parts.append(part)
        else:
            in_letter = False
            if not (kind in ("list", "quotation") and groups and groups[-1].kind == kind):
                groups.append(Group(kind))
            groups[-1].parts.append(part)
    return groups


INSIDE_A_LETTER = {"list", "quotation", "list_lead"}


def signed(letter: Group) -> bool:
    return letter.parts[-1].kind == Block.Kind.SIGNATURE


@dataclass(frozen=True)
class Body:
    """What of the text a page shows."""

    is_held: bool
    is_full: bool
    groups: Sequence[Group] = ()
    passages: Sequence[Part] = ()
    mark_is_refused: bool = False


def rights_of(article: Article) -> str:
    return article.publication.rights if article.publication else Publication.Rights.EXCERPT


def body_of(article: Article, capture: Capture | None, marked: Span | None) -> Body:
    """The whole text, the standfirst with the cited passages, or nothing, as the publication's rights say.

    A mark outside what may be shown is refused rather than widening what is shown.
    """
    rights = rights_of(article)
    if capture is None:
        return Body(is_held=False, is_full=rights == Publication.Rights.FULL)
    if rights == Publication.Rights.FULL:
        blocks = list(article.blocks.all()) or [whole(article)]
        return Body(is_held=True, is_full=True, groups=groups_of(parts_of(blocks, capture.text, marked)))
    if rights == Publication.Rights.LINK:
        return Body(is_held=True, is_full=False, mark_is_refused=marked is not None)
    return excerpt_of(article, capture.text, marked)


def whole(article: Article) -> Block:
    """An article whose parts nobody has told apart yet: one block."""
    return Block(kind=Block.Kind.PARAGRAPH, start=article.start or 0, end=article.end or 1)


def excerpt_of(article: Article, text: str, marked: Span | None) -> Body:
    standfirst = [block for block in article.blocks.all() if block.kind == Block.Kind.STANDFIRST]
    cited = cited_spans(article)
    is_allowed = marked is None or any(span.contains(marked) for span in cited)
    shown = [
        Part("passage", segments(text, span.start, span.end, marked if is_allowed else None))
        for span in cited
    ]
    return Body(
        is_held=True,
        is_full=False,
        groups=groups_of(parts_of(standfirst, text, None)),
        passages=with_one_anchor(shown),
        mark_is_refused=not is_allowed,
    )


def cited_spans(article: Article) -> list[Span]:
    """The passages of the article that speak for or against anything; one inside a longer one is shown with it.

    A mere mention, as of a name or a letter, does not widen what an excerpt shows.
    """
    rows = Citation.objects.of_capture(article.capture_sha256).exclude(exact=None)
    rows = rows.exclude(stance=Citation.Stance.MENTIONS)
    inside = rows.filter(start__gte=article.start, end__lte=article.end).order_by("start", "-end")
    spans: list[Span] = []
    for start, end in inside.values_list("start", "end"):
        if not (spans and spans[-1].end >= end):
            spans.append(Span(start, end))
    return spans


def with_one_anchor(parts: list[Part]) -> list[Part]:
    """Passages can overlap; an address leads to the first mark only."""
    seen = False
    for part in parts:
        if part.is_marked and seen:
            part.segments = [Segment(segment.text, segment.is_marked) for segment in part.segments]
        seen = seen or part.is_marked
    return parts


def findable_passages(article: Article) -> Iterator[tuple[str, str]]:
    """What of the text a visitor may find, each with the reference under which the page marks it."""
    capture = article.capture()
    rights = rights_of(article)
    if capture is None or rights == Publication.Rights.LINK:
        return
    if rights == Publication.Rights.FULL:
        spans = [
            Span(block.start, block.end) for block in article.blocks.all() if block.kind not in NOT_IN_BODY
        ]
    else:
        spans = cited_spans(article)
    for span in spans:
        yield capture.text[span.start : span.end], f"{article.capture_sha256[:12]}:{span.start}-{span.end}"
