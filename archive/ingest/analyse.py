"""From the text of one capture to its items: the one entry to this package."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.ingest import publication
from archive.ingest.blocks import ENDNOTE, make_blocks
from archive.ingest.captions import find_image, joined
from archive.ingest.fields import Parts, stated_date, values_of
from archive.ingest.furniture import Widget, Zones, find_zones, furniture_spans
from archive.ingest.head import MAIL_HEADER, read_head
from archive.ingest.letters import Draft, find_letters, finished
from archive.ingest.lines import Line, read_lines
from archive.ingest.mastheads import end_of_masthead
from archive.ingest.model import Block, ImageFound, Item, Page, Span, Value
from archive.ingest.split import Start, ends_section, find_reprints, find_starts, item_span

_TO_READERS = re.compile(
    r"(?:dear )?(?:all|friends?|comrades?|supporters?|readers?|members?|colleagues?|brothers|sisters)\b", re.I
)


def analyse(text: str) -> list[Item]:
    """The items of a capture in order; the same text always gives the same items.

    Items are articles, letters, mailings or a petition widget; a reprint is a child of what it stands in.
    """
    return list(analyse_page(text).items)


def analyse_page(text: str) -> Page:
    """The items and, apart from them, the furniture of the page; blank text has neither."""
    lines = read_lines(text)
    zones = _without_masthead(lines, find_zones(lines))
    images = {i: image for i, line in enumerate(lines) if (image := find_image(line)) is not None}
    page = _Page(text, lines, zones, _end_of_texts(len(lines), zones, images), images)
    items = _items(page)
    widgets = [_widget(lines, zones.widget)] if zones.widget else []
    furniture = furniture_spans(lines, zones)
    if not items:
        furniture = sorted([*furniture, *(lines[i].span for i in range(zones.top, zones.bottom))])
    return Page((*widgets, *items), tuple(Block("furniture", span) for span in furniture))


@dataclass(slots=True)
class _Page:
    text: str
    lines: Sequence[Line]
    zones: Zones
    bottom: int  # the line after the last one of the texts; pictures may lie between it and the footer
    images: Mapping[int, ImageFound]


def _without_masthead(lines: Sequence[Line], zones: Zones) -> Zones:
    top = min(end_of_masthead(lines, zones.top), zones.bottom)
    return replace(zones, top=top) if top < zones.bottom else zones


def _end_of_texts(count: int, zones: Zones, images: Mapping[int, ImageFound]) -> int:
    """Pictures that have slid down to the footer are not within the text above them."""
    bottom = zones.bottom
    while zones.bottom < count and bottom - 1 > zones.top and bottom - 1 in images:
        bottom -= 1
    return bottom


def _items(page: _Page) -> list[Item]:
    lines, zones = page.lines, page.zones
    drafts = find_letters(lines, zones.top, page.bottom)
    starts = find_starts(lines, zones.top, page.bottom, in_letter=_lines_of(drafts), is_index=zones.is_index)
    site = publication.of_site(lines, drafts) if zones.is_index else None
    found = [
        (start, _parts(page, start.index, high, [d for d in drafts if start.index <= d.first < high]))
        for start, high in _with_ends(starts, page.bottom)
    ]
    in_order = zones.is_index and _newest_first([parts for _, parts in found])
    items: list[Item] = []
    newer: Value | None = None
    for start, parts in found:
        parts.site, parts.newer = site, newer if in_order else None
        is_last = parts.high == page.bottom
        item = _item(page, parts, start, slid=range(page.bottom, zones.bottom) if is_last else range(0))
        items.append(item)
        newer = _newer_of(newer, item.value("published"))
    return items


def _lines_of(drafts: Iterable[Draft]) -> frozenset[int]:
    return frozenset(i for draft in drafts for i in range(draft.first, draft.last + 1))


def _with_ends(starts: Sequence[Start], bottom: int) -> list[tuple[Start, int]]:
    ends = [*(start.index for start in starts[1:]), bottom]
    return list(zip(starts, ends, strict=True)) if starts else []


def _newest_first(found: Sequence[Parts]) -> bool:
    """Whether no item states a later date than one above it; pages of this kind list the newest first."""
    stated = [value.value for parts in found if (value := stated_date(parts)) is not None]
    return stated == sorted(stated, reverse=True)


def _newer_of(newer: Value | None, published: Value) -> Value | None:
    """The closest item above whose date has an end; one with an open end says nothing about those below."""
    has_end = bool(published.value) and not published.value.endswith("..")
    return published if has_end else newer


def _parts(page: _Page, low: int, high: int, drafts: list[Draft], *, is_child: bool = False) -> Parts:
    lines = page.lines
    head = read_head(lines, low, high, in_letter=_lines_of(drafts), index=page.zones.is_index)
    return Parts(
        lines=lines,
        low=low,
        high=high,
        head=head,
        drafts=drafts,
        is_child=is_child,
        aside=frozenset(i for i in page.images if low <= i < high),
        endnotes=frozenset(i for i in range(head.end, high) if ENDNOTE.match(lines[i].text)),
    )


def _item(page: _Page, parts: Parts, start: Start, *, slid: range = range(0)) -> Item:
    children = [] if parts.is_child else _children(page, parts)
    inside = frozenset(i for low, high, _ in children for i in range(low, high))
    parts.aside |= inside
    values = values_of(parts)
    spots = [*(i for i in range(parts.low, parts.high) if i in page.images), *slid]
    return Item(
        span=item_span(page.lines, parts.low, parts.high, len(page.text)),
        kind=next(value.value for value in values if value.field == "kind"),
        values=values,
        blocks=tuple(_blocks(page, parts)),
        letters=tuple(
            finished(page.lines, draft) for draft in parts.drafts if not _is_own_mail(page, parts, draft)
        ),
        images=joined([(i, page.images[i]) for i in spots]),
        children=tuple(child for _, _, child in children),
        reasons=(*start.reasons, *parts.head.reasons, *_flags(parts)),
    )


def _is_own_mail(page: _Page, parts: Parts, draft: Draft) -> bool:
    """Whether it is the mail itself, to those who read it, and not a letter that the mail tells of."""
    greetings = [page.lines[i].text for i in draft.lines_with("salutation")]
    has_header = any(MAIL_HEADER.match(page.lines[i].text) for i in parts.head.lines_with("dateline"))
    return has_header and any(_TO_READERS.match(text) for text in greetings)


def _flags(parts: Parts) -> list[str]:
    return ["no structure: one line without breaks"] if parts.high - parts.low == 1 else []


def _children(page: _Page, parts: Parts) -> list[tuple[int, int, Item]]:
    """The reprints that stand inside an item, each to its section mark, the next one or the item's end."""
    starts = [
        s for s in find_reprints(page.lines, parts.head.end, parts.high) if s.index not in parts.in_letters()
    ]
    children = []
    for start, end in _with_ends(starts, parts.high):
        marks = (i + 1 for i in range(start.index + 2, end) if ends_section(page.lines[i]))
        high = next(marks, end)
        drafts = [draft for draft in parts.drafts if start.index <= draft.first < high]
        child = _parts(page, start.index, high, drafts, is_child=True)
        children.append((start.index, high, _item(page, child, start)))
    return children


def _blocks(page: _Page, parts: Parts) -> list[Block]:
    roles = {i: kind for draft in parts.drafts for i, kind in draft.roles.items()}
    roles |= {i: "caption" for i in page.images if parts.low <= i < parts.high}
    roles |= parts.head.roles
    return make_blocks(page.lines, parts.low, parts.high, roles)


def _widget(lines: Sequence[Line], widget: Widget) -> Item:
    """A petition that the site shows on its pages: it states a title and nothing else."""
    reason = "the line between the call to sign and the form"
    values = [
        Value("kind", "widget", "stated", (lines[widget.first].span,), "a call to sign", "petition-widget/1"),
        Value("title", widget.title.text, "stated", (widget.title.span,), reason, "petition-widget/1"),
    ]
    for name in ("author", "publication", "published", "language"):
        values.append(Value(name, "", "absent", (), "a widget does not state it", "petition-widget/1"))
    blocks = [
        Block(
            "title" if lines[i] is widget.title else "furniture", lines[i].span, int(lines[i] is widget.title)
        )
        for i in range(widget.first, widget.last + 1)
    ]
    span = Span(lines[widget.first].start, lines[widget.last].end)
    return Item(span, "widget", tuple(values), tuple(blocks), reasons=widget.reasons)
