"""What the analysis of a capture proposes: items, values, blocks, letters and images, all by offset.

Offsets are Unicode code points into the decoded text of the capture; the end is exclusive.
"""

from dataclasses import dataclass
from typing import Literal

Status = Literal["stated", "inferred", "absent"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the capture's text, never empty."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Value:
    """One proposed value of a field; an absent one has neither text nor span.

    `reason` is a sentence part that an editor may show to a reader; `rule` is "name/version".
    """

    field: str
    value: str
    status: Status
    spans: tuple[Span, ...] = ()
    reason: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an item's text by what it is; a quotation may hold several paragraphs."""

    kind: str
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class LetterFound:
    """A letter that stands inside an item, from its heading or letterhead to its signature."""

    span: Span
    heading: Span | None
    date: Value
    salutation: Span | None
    closing: Span | None
    signature: Span | None
    letterhead: Span | None = None
    addressee: Span | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageFound:
    """What the text of a capture kept of a picture; it may stand in the footer, outside the item's span."""

    span: Span
    alt: Span | None
    caption: Span | None
    credit: Span | None


@dataclass(frozen=True, slots=True)
class Item:
    """An article, letter, mailing or widget of the captured page.

    Blocks are in order, do not overlap and cover what is not blank, but for the bullets of lists and for the
    children, which have blocks of their own.
    """

    span: Span
    kind: str
    values: tuple[Value, ...]
    blocks: tuple[Block, ...] = ()
    letters: tuple[LetterFound, ...] = ()
    images: tuple[ImageFound, ...] = ()
    children: tuple["Item", ...] = ()
    reasons: tuple[str, ...] = ()

    def value(self, field: str) -> Value:
        """The first value of a field; KeyError when the field was never looked at."""
        for value in self.values:
            if value.field == field:
                return value
        raise KeyError(field)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole capture: its items in order, and the page furniture that belongs to none of them."""

    items: tuple[Item, ...]
    furniture: tuple[Block, ...]
