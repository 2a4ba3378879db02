"""Everything that the rules propose for a set of captures, one proposal for one value of one field.

The same captures and the same authority file always give the same proposals in the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.ingest.analyse import analyse_page
from archive.ingest.candidates import find_candidates
from archive.ingest.crosscheck import RULES as CONFLICTS
from archive.ingest.crosscheck import Conflict, Paragraph, dates_of_page, find_conflicts
from archive.ingest.date_values import Era, dates_in, era_of
from archive.ingest.demands import find_lists, find_sentences
from archive.ingest.letter_parts import parts_of
from archive.ingest.lines import Line, read_lines
from archive.ingest.mentioned_letters import RULE as MENTIONED_RULE
from archive.ingest.mentioned_letters import find_mentioned
from archive.ingest.mentions import AuthorityFile, Mention, confirmed
from archive.ingest.model import ImageFound, Item, LetterFound, Page, Span, Status, Value
from archive.ingest.quotations import find_quotations, find_slogans
from archive.ingest.shared import Place, find_shared

ITEM_FIELDS = ("title", "standfirst", "author", "translator", "publication", "published", "language", "kind")


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture to be read: its file name, the SHA-256 of its bytes, and its text."""

    name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that a rule proposes, or that it says to be absent; then value, span and exact are None.

    `parent` is what it is a part of: the letter, the picture, the list. `elsewhere` are the other places of a
    shared passage or a conflict, by capture.
    """

    capture: Captured
    item: Span | None
    field: str
    value: str | None
    status: Status
    span: Span | None
    rule: str
    reasons: tuple[str, ...]
    parent: Span | None = None
    elsewhere: tuple[tuple[Captured, Span], ...] = ()

    @property
    def exact(self) -> str | None:
        return self.span.of(self.capture.text) if self.span else None

    def as_json(self) -> dict[str, object]:
        """The object that `manage.py proposals --json` prints; spans are [start, end]."""
        row: dict[str, object] = {
            "capture": {"file": self.capture.name, "sha256": self.capture.sha256},
            "item": _pair(self.item),
            "field": self.field,
            "value": self.value,
            "status": self.status,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "exact": self.exact,
            "rule": self.rule,
            "reasons": list(self.reasons),
        }
        if self.parent:
            row["parent"] = _pair(self.parent)
        if self.elsewhere:
            row["elsewhere"] = [
                {"file": capture.name, "start": span.start, "end": span.end}
                for capture, span in self.elsewhere
            ]
        return row


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


@dataclass(slots=True)
class _Reading:
    """A capture under the rules: its lines, and for each its innermost item with the era of that."""

    capture: Captured
    page: Page
    lines: list[Line]
    item_of: list[Item | None] = field(default_factory=list)
    dates: list[list[Value]] = field(default_factory=list)
    mentions: list[list[Mention]] = field(default_factory=list)

    def lines_in(self, span: Span) -> list[Line]:
        return [line for line in self.lines if span.start <= line.start < span.end]

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
            self.capture, place, value.field, value.value or None, value.status, span, value.rule, reasons, parent
        )


def propose(captures: Sequence[Captured], authorities: AuthorityFile) -> list[Proposal]:
    """All proposals, capture by capture; shared passages and conflicts are looked for across all of them."""
    readings = [_read(capture, authorities) for capture in captures]
    across: list[list[Proposal]] = [[] for _ in readings]
    _add_shared(readings, across)
    _add_conflicts(readings, across)
    return [
        proposal
        for reading, found in zip(readings, across, strict=True)
        for proposal in (*_of_capture(reading), *found)
    ]


def _read(capture: Captured, authorities: AuthorityFile) -> _Reading:
    reading = _Reading(capture, analyse_page(capture.text), read_lines(capture.text))
    reading.item_of = list(_items_of(reading))
    eras = {item.span: era_of(item.value("published")) for item in _all_items(reading.page.items)}
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


def _items_of(reading: _Reading) -> Iterator[Item | None]:
    """The innermost item of each line; a widget is page furniture and none."""
    items = sorted(
        (item for item in _all_items(reading.page.items)), key=lambda item: (item.span.start, -item.span.end)
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


def _all_items(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if item.kind != "widget":
            yield item
            yield from _all_items(item.children)


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


def _of_capture(reading: _Reading) -> Iterator[Proposal]:
    for widget in reading.page.items:
        if widget.kind == "widget":
            title = widget.value("title")
            yield reading.propose(
                "petition", title.value, title.spans[0], title.rule, "; ".join(widget.reasons), item=None
            )
    for item in _all_items(reading.page.items):
        yield from _of_item(reading, item)
    for line, item, dates, mentions in zip(
        reading.lines, reading.item_of, reading.dates, reading.mentions, strict=True
    ):
        yield from _of_line(reading, line, item, dates, mentions)


def _of_item(reading: _Reading, item: Item) -> Iterator[Proposal]:
    given = {value.field for value in item.values}
    for value in item.values:
        if value.field in ITEM_FIELDS or value.field == "dateline":
            yield reading.of_value(value, item=item)
    for name in ITEM_FIELDS:
        if name not in given:
            yield reading.propose(
                name, "", None, f"{name}-none/1", f"no {name} is named", item=item, status="absent"
            )
    for child in item.children:
        title = child.value("title").value
        yield reading.propose(
            "child", title, child.span, "child/1", "; ".join(child.reasons), item=item, parent=item.span
        )
    own = _own_lines(reading, item)
    yield from _letters(reading, item)
    yield from _demands(reading, item, own)
    for image in item.images:
        yield from _image(reading, item, image)
    for block in item.blocks:
        if block.kind == "quotation":
            reason = "paragraphs in quotation marks from beginning to end"
            yield _words(reading, "quotation", block.span, "quotation-block/1", reason, item)
        elif block.kind == "endnote":
            reason = "a note below the text"
            yield _words(reading, "endnote", block.span, "endnote/1", reason, item)


def _own_lines(reading: _Reading, item: Item) -> list[Line]:
    """The lines of an item without those of its children."""
    return [
        line
        for line in reading.lines_in(item.span)
        if not any(child.span.start <= line.start < child.span.end for child in item.children)
    ]


def _words(reading: _Reading, name: str, span: Span, rule: str, reason: str, item: Item | None) -> Proposal:
    """A proposal whose value is its words."""
    return reading.propose(name, span.of(reading.capture.text), span, rule, reason, item=item)


def _letters(reading: _Reading, item: Item) -> Iterator[Proposal]:
    is_press = item.kind == "press_letter"
    era = None if is_press else era_of(item.value("published"))
    below = item.span.start
    places: list[str] = []
    for letter in item.letters:
        if any(child.span.contains(letter.span) for child in item.children):
            continue
        parts = parts_of(
            reading.lines_in(letter.span),
            letter,
            before=reading.lines_in(Span(below, letter.span.start)) if below < letter.span.start else [],
            era=era,
        )
        below = letter.span.end
        places += [value.value for value in parts.values if value.field in {"letter.country", "letter.city"}]
        yield _letter(reading, item, letter, is_press=is_press)
        for value in parts.values:
            yield reading.of_value(value, item=item, parent=letter.span)
    around = [
        line
        for line in _own_lines(reading, item)
        if not any(letter.span.start <= line.start < letter.span.end for letter in item.letters)
    ]
    for mentioned in find_mentioned(around, [place for place in places if place]):
        reason = "the text tells of it and does not give its words"
        yield reading.propose("letter", "mentioned", mentioned.span, MENTIONED_RULE, reason, item=item)
        for value in mentioned.values:
            yield reading.of_value(value, item=item, parent=mentioned.span)


def _letter(reading: _Reading, item: Item, letter: LetterFound, *, is_press: bool) -> Proposal:
    value = "press_letter" if is_press else "letter"
    return Proposal(
        *(reading.capture, item.span, "letter", value, "stated", letter.span, "letter/1", letter.reasons)
    )


def _demands(reading: _Reading, item: Item, own: Sequence[Line]) -> Iterator[Proposal]:
    listed: list[Span] = []
    for found in find_lists(own, item.blocks):
        listed.append(found.span)
        if found.lead:
            yield reading.propose(
                *("demand.lead", found.lead.of(reading.capture.text), found.lead, "demand-list/1"),
                "the line above a list of demands",
                item=item,
                parent=found.span,
            )
        for span in found.items:
            yield reading.propose(
                *("demand", span.of(reading.capture.text), span, "demand-list/1", found.reason),
                item=item,
                parent=found.span,
            )
    for line in own:
        letter = next((one for one in item.letters if one.span.start <= line.start < one.span.end), None)
        if line.bullet or any(span.contains(line.span) for span in listed):
            continue
        for span in find_sentences(line, in_letter=letter is not None):
            yield reading.propose(
                *("demand", span.of(reading.capture.text), span, "demand-sentence/1"),
                "a sentence that demands in so many words",
                item=item,
                parent=letter.span if letter else None,
            )


def _image(reading: _Reading, item: Item, image: ImageFound) -> Iterator[Proposal]:
    for name, span in (("alt", image.alt), ("caption", image.caption), ("credit", image.credit)):
        yield reading.propose(
            f"image.{name}",
            span.of(reading.capture.text) if span else "",
            span,
            "image-line/1",
            "a line that a picture left" if span else f"the line of the picture has no {name}",
            item=item,
            status="stated" if span else "absent",
            parent=image.span,
        )


def _of_line(
    reading: _Reading, line: Line, item: Item | None, dates: Sequence[Value], mentions: Sequence[Mention]
) -> Iterator[Proposal]:
    for value in dates:
        yield reading.of_value(value, item=item)
    for mention in mentions:
        yield reading.propose(
            f"mention.{mention.known.kind}",
            mention.known.name,
            mention.span,
            "mention-short/1" if mention.short else "mention/1",
            "a short form; the text also has the name in full" if mention.short else "a known spelling",
            item=item,
        )
    if item is None:
        return
    blocks = [block for block in item.blocks if block.kind == "quotation" and block.span.contains(line.span)]
    if not blocks:
        for span, reason in find_quotations(line):
            yield _words(reading, "quotation", span, "quotation-speech/1", reason, item)
        for span, reason in find_slogans(line):
            yield _words(reading, "slogan", span, "slogan/1", reason, item)
    for span in find_candidates(line, [mention.span for mention in mentions]):
        reason = "capitalised words that the authority file does not know"
        yield _words(reading, "candidate", span, "candidate/1", reason, item)


def _item_at(reading: _Reading, span: Span) -> Item | None:
    inside = [item for item in _all_items(reading.page.items) if item.span.contains(span)]
    return min(inside, key=lambda item: item.span.end - item.span.start, default=None)


def _add_shared(readings: Sequence[_Reading], across: list[list[Proposal]]) -> None:
    def placed(place: Place) -> tuple[Captured, Span]:
        return readings[place.text].capture, place.span

    for passage in find_shared([reading.lines for reading in readings]):
        reading = readings[passage.place.text]
        item = _item_at(reading, passage.place.span)
        across[passage.place.text].append(
            Proposal(
                reading.capture,
                item.span if item else None,
                "shared_passage",
                passage.digest,
                "stated",
                passage.place.span,
                "shared-passage/1",
                ("the same sentences stand elsewhere",),
                elsewhere=tuple(placed(place) for place in passage.others),
            )
        )


def _add_conflicts(readings: Sequence[_Reading], across: list[list[Proposal]]) -> None:
    paragraphs = [
        Paragraph(number, item.span if item else None, line, era_of(item.value("published")) if item else Era(), dates, mentions)
        for number, reading in enumerate(readings)
        for line, item, dates, mentions in zip(
            reading.lines, reading.item_of, reading.dates, reading.mentions, strict=True
        )
    ]
    for conflict in [*find_conflicts(paragraphs), *_page_dates(readings)]:
        for statement in conflict.statements:
            others = [one for one in conflict.statements if one is not statement]
            across[statement.text].append(
                Proposal(
                    readings[statement.text].capture,
                    statement.item,
                    "conflict",
                    statement.value,
                    "stated",
                    statement.span,
                    f"conflict-{conflict.kind}/1",
                    (CONFLICTS[conflict.kind], f"elsewhere: {', '.join(one.value for one in others)}"),
                    elsewhere=tuple((readings[one.text].capture, one.span) for one in others),
                )
            )


def _page_dates(readings: Sequence[_Reading]) -> Iterator[Conflict]:
    for number, reading in enumerate(readings):
        items = [item for item in reading.page.items if item.kind != "widget"]
        below = [
            (values[0].spans[0], values[0])
            for line, item, values in zip(reading.lines, reading.item_of, reading.dates, strict=True)
            if item is None and len(values) == 1 and values[0].spans[0] == line.span
        ]
        if len(items) == 1:
            conflict = dates_of_page(number, items[0].span, items[0].value("published"), below)
            if conflict:
                yield conflict
