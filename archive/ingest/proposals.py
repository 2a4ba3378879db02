"""Everything that the rules propose for a set of captures, one proposal for one value of one field.

The same captures and the same authority file always give the same proposals in the same order.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from archive.ingest.across import proposals_across
from archive.ingest.candidates import find_candidates
from archive.ingest.date_values import era_of
from archive.ingest.demand_runs import find_runs
from archive.ingest.demands import find_lists, find_sentences
from archive.ingest.letter_parts import parts_of
from archive.ingest.lines import Line
from archive.ingest.mentioned_letters import RULE as MENTIONED_RULE
from archive.ingest.mentioned_letters import find_mentioned
from archive.ingest.mentions import AuthorityFile
from archive.ingest.model import ImageFound, Item, LetterFound, Span
from archive.ingest.proposal import Captured, Proposal
from archive.ingest.quotations import find_quotations, find_slogans
from archive.ingest.readings import Reading, all_items, read_capture
from archive.ingest.signatures import PLACEHOLDER

MODEL = re.compile(
    r"\b(?:model|sample|template|suggested|example|draft) (?:(?:protest|appeal|solidarity) )?(?:letter|text|e-?mail)\b"
    r"|образец письма|örnek mektup"
    r"|musterbrief|exempelbrev"
    r"|\byou (?:could|can|might|may) (?:write|use (?:this|the following|the) (?:text|letter))\b|\bwrite, for example\b",
    re.I,
)
ITEM_FIELDS = ("title", "standfirst", "author", "translator", "publication", "published", "language", "kind")
__all__ = ["Captured", "Proposal", "propose"]


def propose(captures: Sequence[Captured], authorities: AuthorityFile) -> list[Proposal]:
    """All proposals, capture by capture; shared passages and conflicts are looked for across all of them."""
    readings = [read_capture(capture, authorities) for capture in captures]
    return [
        proposal
        for reading, found in zip(readings, proposals_across(readings), strict=True)
        for proposal in (*_of_capture(reading), *found)
    ]


def _of_capture(reading: Reading) -> Iterator[Proposal]:
    for widget in reading.page.items:
        if widget.kind == "widget":
            title = widget.value("title")
            yield reading.propose(
                "petition", title.value, title.spans[0], title.rule, "; ".join(widget.reasons), item=None
            )
    for item in all_items(reading.page.items):
        yield from _of_item(reading, item)
    apart = frozenset(_apart(reading))
    for i, line in enumerate(reading.lines):
        yield from _of_line(reading, line, i, apart)


def _apart(reading: Reading) -> Iterator[int]:
    """The starts of the lines of block quotations and pictures."""
    for item in all_items(reading.page.items):
        spans = [block.span for block in item.blocks if block.kind == "quotation"]
        for span in [*spans, *(image.span for image in item.images)]:
            yield from (line.start for line in reading.lines_in(span))


def _of_item(reading: Reading, item: Item) -> Iterator[Proposal]:
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
    own = reading.lines_without(item.span, (child.span for child in item.children))
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


def _words(reading: Reading, name: str, span: Span, rule: str, reason: str, item: Item | None) -> Proposal:
    """A proposal whose value is its words."""
    return reading.propose(name, span.of(reading.capture.text), span, rule, reason, item=item)


def _letters(reading: Reading, item: Item) -> Iterator[Proposal]:
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
    apart = [*(letter.span for letter in item.letters), *(child.span for child in item.children)]
    around = reading.lines_without(item.span, apart)
    for mentioned in find_mentioned(around, [place for place in places if place]):
        reason = "the text tells of it and does not give its words"
        yield reading.propose("letter", "mentioned", mentioned.span, MENTIONED_RULE, reason, item=item)
        for value in mentioned.values:
            yield reading.of_value(value, item=item, parent=mentioned.span)


def _letter(reading: Reading, item: Item, letter: LetterFound, *, is_press: bool) -> Proposal:
    is_model = _is_model(reading, letter)
    value = "model_letter" if is_model else "press_letter" if is_press else "letter"
    reasons = (*letter.reasons, "a place for anybody's name") if is_model else letter.reasons
    return Proposal(
        *(reading.capture, item.span, "letter", value, "stated", letter.span, "letter/1", reasons)
    )


def _is_model(reading: Reading, letter: LetterFound) -> bool:
    """Whether it is there to be copied: announced as such, or to be signed by whoever sends it."""
    i = reading.range_of(letter.span).start
    above = [line.text for line in reading.lines[max(0, i - 2) : i]]
    signature = reading.lines_in(letter.signature) if letter.signature else []
    return any(MODEL.search(text) for text in above) or any(
        PLACEHOLDER.search(line.text) for line in signature
    )


def _demands(reading: Reading, item: Item, own: Sequence[Line]) -> Iterator[Proposal]:
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
    in_letter = {i: letter.span for letter in item.letters for i in reading.range_of(letter.span)}
    left_out = {line.start for span in listed for line in reading.lines_in(span)}
    for i in reading.range_of(item.span):
        line = reading.lines[i]
        if line.bullet or line.start in left_out or reading.item_of[i] is not item:
            continue
        whole = list(find_sentences(line, in_letter=i in in_letter))
        for span in whole:
            yield reading.propose(
                *("demand", span.of(reading.capture.text), span, "demand-sentence/1"),
                "a sentence that demands in so many words",
                item=item,
                parent=in_letter.get(i),
            )
        for span in find_runs(line):
            if any(one.contains(span) for one in whole):
                continue
            yield reading.propose(
                *("demand", span.of(reading.capture.text), span, "demand-run/1"),
                "one of the demands that a sentence strings together",
                item=item,
                parent=in_letter.get(i),
            )


def _image(reading: Reading, item: Item, image: ImageFound) -> Iterator[Proposal]:
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


def _of_line(reading: Reading, line: Line, i: int, apart: AbstractSet[int]) -> Iterator[Proposal]:
    """What one line holds; `apart` are the starts of lines that are quotations or pictures as a whole."""
    item, dates, mentions = reading.item_of[i], reading.dates[i], reading.mentions[i]
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
    if line.start not in apart:
        for span, reason in find_quotations(line):
            yield _words(reading, "quotation", span, "quotation-speech/1", reason, item)
        for span, reason in find_slogans(line):
            yield _words(reading, "slogan", span, "slogan/1", reason, item)
    for span in find_candidates(line, [mention.span for mention in mentions]):
        reason = "capitalised words that the authority file does not know"
        yield _words(reading, "candidate", span, "candidate/1", reason, item)
