"""Our own reports on the public page: an edition's text with its looks, its pictures, its corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Self

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.body import NOT_IN_BODY, Body, Part, Segment, groups_of
from archive.ingest.model import Span
from archive.models import Article, Edition, Picture
from archive.rich_text import Run


@dataclass(frozen=True)
class SetSegment(Segment):
    """A piece of a block in one look."""

    run: Run = field(default_factory=lambda: Run(""))

    @property
    def html(self) -> SafeString:
        words = mark_safe(self.run.html())  # noqa: S308 - it escapes the text and the address
        if not self.is_marked:
            return words
        return format_html('<mark id="c">{}</mark>' if self.is_first_mark else "<mark>{}</mark>", words)


@dataclass(frozen=True)
class OwnText:
    """A report of ours as its page shows it: the newest edition, or the one whose words an address names."""

    edition: Edition
    is_newest: bool
    corrected_on: Sequence[date]
    pictures: Sequence[Picture]

    @classmethod
    def of(cls, article: Article, reference: str = "") -> Self | None:
        """None for what others wrote. Needs `article.report` selected to ask nothing of the database then."""
        if not hasattr(article, "report"):
            return None
        editions = list(article.editions.select_related("capture"))
        if not editions:
            return None
        prefix = reference.partition(":")[0]
        named = [one for one in editions if len(prefix) == 12 and one.capture.sha256.startswith(prefix)]
        edition = (named or editions)[-1]
        pictures = list(article.pictures.filter(is_released=True))
        return cls(edition, edition == editions[-1], [one.made_on for one in editions[1:]], pictures)

    def body(self, marked: Span | None) -> Body:
        return Body(is_held=True, is_full=True, groups=groups_of(self.parts(marked)))

    def parts(self, marked: Span | None) -> Iterator[Part]:
        seen_mark = False
        for kind, start, end, level in self.edition.blocks:
            part = Part(kind, self.segments(Span(start, end), marked, seen_mark=seen_mark), level)
            seen_mark = seen_mark or part.is_marked
            if kind not in NOT_IN_BODY or part.is_marked:
                yield part

    def segments(self, block: Span, marked: Span | None, *, seen_mark: bool) -> list[Segment]:
        """The block cut wherever a look or the mark begins or ends."""
        looks = [look for look in self.edition.looks if look[0] < block.end and look[1] > block.start]
        edges = {block.start, block.end}
        for start, end in [*(look[:2] for look in looks), *([(marked.start, marked.end)] if marked else [])]:
            edges |= {edge for edge in (start, end) if block.start < edge < block.end}
        cuts = sorted(edges)
        pieces: list[Segment] = []
        for start, end in pairwise(cuts):
            names = {look[2] for look in looks if look[0] <= start and end <= look[1]}
            is_marked = marked is not None and marked.start <= start and end <= marked.end
            text = self.edition.capture.text[start:end]
            href = next((name for name in names if name not in ("strong", "em")), "")
            run = Run(text, is_strong="strong" in names, is_emphasised="em" in names, href=href)
            pieces.append(SetSegment(text, is_marked, is_marked and not seen_mark, run))
            seen_mark = seen_mark or is_marked
        return pieces
