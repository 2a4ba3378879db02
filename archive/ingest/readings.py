"""A capture as the rules for proposals see it: line by line, each with its item, its dates and its mentions."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.ingest.analyse import analyse_page
from archive.ingest.date_values import Era, dates_in, era_of
from archive.ingest.lines import Line, read_lines
from archive.ingest.mentions import AuthorityFile, Mention, confirmed
from archive.ingest.model import Item, Page, Span, Status, Value
from archive.ingest.proposal import Captured, Proposal


@dataclass(slots=True)
class Reading:
    """A capture under the rules: its lines, and for each its innermost item, its dates and its mentions."""

    capture: Captured
    page: Page
    lines: list[Line]
    item_of: list[Item | None] = field(default_factory=list)
    dates: list[list[Value]] = field(default_factory=list)
    mentions: list[list[Mention]] = field(default_factory=list)

    def range_of(self, span: Span) -> range:
        """The numbers of the lines that begin in a span."""
        low = bisect_left(self.lines, span.start, key=lambda line: line.start)
        return range(low, bisect_left(self.lines, span.end, lo=low, key=lambda line: line.start))

    def lines_in(self, span: Span) -> list[Line]:
        lines = self.range_of(span)
        return self.lines[lines.start : lines.stop]

    def item_at(self, place: int) -> Item | None:
        """The innermost item of the line in which a place lies."""
        i = bisect_right(self.lines, place, key=lambda line: line.start) - 1
        return self.item_of[i] if i >= 0 else None

    def lines_without(self, span: Span, others: Iterable[Span]) -> list[Line]:
        """The lines in a span that begin in none of the others."""
        left_out = {i for other in others for i in self.range_of(other)}
        return [self.lines[i] for i in self.range_of(span) if i not in left_out]

    def propose(
        self,
        name: str,
        value: str,
        span: Span | None,
        rule: str,
        reason: str,
        *,
        item: Item | None,
        status: Status = "stated",
        parent: Span | None = None,
    ) -> Proposal:
        place = item.span if item else None
        return Proposal(
            self.capture, place, name, value or None, status, span, rule, (reason,) if reason else (), parent
        )

    def of_value(self, value: Value, *, item: Item | None, parent: Span | None = None) -> Proposal:
        span = value.spans[0] if value.spans else None
        reasons = (value.reason,) if value.reason else ()
        place = item.span if item else None
        return Proposal(
            self.capture,
            place,
            value.field,
            value.value or None,
            value.status,
            span,
            value.rule,
            reasons,
            parent,
        )


def read_capture(capture: Captured, authorities: AuthorityFile) -> Reading:
    reading = Reading(capture, analyse_page(capture.text), read_lines(capture.text))
    reading.item_of = list(_items_of(reading))
    eras = {item.span: era_of(item.value("published")) for item in all_items(reading.page.items)}
    near: Item | None = None
    found: dict[Span | None, list[Mention]] = {}
    for line, item in zip(reading.lines, reading.item_of, strict=True):
        near = item or near
        era = eras[near.span] if near else Era()
        reading.dates.append(list(dates_in(line, capture.text, era)))
        for mention in authorities.find(line.text):
            moved = Mention(mention.known, line.part(mention.span.start, mention.span.end), mention.short)
            found.setdefault(item.span if item else None, []).append(moved)
    reading.mentions = _by_line(reading.lines, found)
    return reading


def _items_of(reading: Reading) -> Iterator[Item | None]:
    """The innermost item of each line; a widget is page furniture and none."""
    items = sorted(
        (item for item in all_items(reading.page.items)), key=lambda item: (item.span.start, -item.span.end)
    )
    open_items: list[Item] = []
    i = 0
    for line in reading.lines:
        while i < len(items) and items[i].span.start <= line.start:
            open_items.append(items[i])
            i += 1
        while open_items and open_items[-1].span.end <= line.start:
            open_items.pop()
        yield open_items[-1] if open_items else None


def all_items(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if item.kind != "widget":
            yield item
            yield from all_items(item.children)


def _by_line(lines: Sequence[Line], found: dict[Span | None, list[Mention]]) -> list[list[Mention]]:
    """The confirmed mentions of every item, line by line."""
    kept = sorted(
        (mention for mentions in found.values() for mention in confirmed(mentions)), key=lambda m: m.span
    )
    rows: list[list[Mention]] = []
    i = 0
    for line in lines:
        row: list[Mention] = []
        while i < len(kept) and kept[i].span.start < line.end:
            row.append(kept[i])
            i += 1
        rows.append(row)
    return rows
