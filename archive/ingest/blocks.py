"""Each line of an item as a block: headings, lists, quotations and end notes told from paragraphs."""

import re
from collections.abc import Mapping, Sequence

from archive.ingest.furniture import is_furniture_line
from archive.ingest.lines import Line
from archive.ingest.model import Block, Span

ENDNOTE = re.compile(
    r"(?:notes?|footnotes?|n\.?b\.?|p\.?s\.?|update|correction|editor[’']?s[’']? note)\s*[:.]\s", re.I
)
_MARK = re.compile(r"(?:[<>*#~=_–—-]\s?){1,12}$")
_OPENING, _CLOSING = '“"«„', '”"»'
_AFTER_QUOTE = re.compile(r"[\s.,]*(?:\[[^\]]{0,40}\]|\([^()]{0,80}\))?[\s.]*$")
_MAY_END = _CLOSING + ".,)]"
_HEADING_MAX, _HEADING_WORDS, _BODY_MIN = 110, 16, 80
_LEAD_MAX, _QUOTATION_MOST, _ATTRIBUTION_MAX = 200, 20, 120


def make_blocks(lines: Sequence[Line], low: int, high: int, roles: Mapping[int, str]) -> list[Block]:
    """The blocks of lines [low, high); `roles` are the kinds already known by line."""
    kinds = _kinds(lines, low, high, dict(roles))
    blocks: list[Block] = []
    for i in range(low, high):
        kind = kinds.get(i, "")
        if kind == "+":  # goes on from the line before
            blocks[-1] = Block(blocks[-1].kind, Span(blocks[-1].span.start, lines[i].end), blocks[-1].level)
        elif kind:
            blocks.append(Block(kind, _block_span(lines[i], kind), {"title": 1, "heading": 2}.get(kind, 0)))
    return blocks


def _block_span(line: Line, kind: str) -> Span:
    return line.part(line.bullet if kind == "list_item" else 0, len(line.text))


def _kinds(lines: Sequence[Line], low: int, high: int, kinds: dict[int, str]) -> dict[int, str]:
    _mark_lists(lines, low, high, kinds)
    _mark_quotations(lines, low, high, kinds)
    _mark_endnotes(lines, low, high, kinds)
    for i in range(low, high):
        if i in kinds:
            continue
        if _MARK.fullmatch(lines[i].text) or is_furniture_line(lines[i]):
            kinds[i] = "furniture"
        elif _is_wrapped_heading(lines, i, high, kinds):
            kinds[i], kinds[i + 1] = "heading", "+"
        elif _is_heading(lines, i, high, kinds):
            kinds[i] = "heading"
        else:
            kinds[i] = "paragraph"
    return kinds


def _mark_lists(lines: Sequence[Line], low: int, high: int, kinds: dict[int, str]) -> None:
    """List items by their mark or as bare addresses under a lead; the lead is a line that ends in a colon."""
    for i in range(low, high):
        is_item = bool(lines[i].bullet) or (
            _is_address(lines[i]) and i > low and (_leads(lines[i - 1]) or kinds.get(i - 1) == "list_item")
        )
        if is_item and kinds.get(i, "letter_paragraph") == "letter_paragraph":
            kinds[i] = "list_item"
            leads = i > low and _leads(lines[i - 1]) and len(lines[i - 1].text) <= _LEAD_MAX
            if leads and kinds.get(i - 1, "letter_paragraph") == "letter_paragraph":
                kinds[i - 1] = "list_lead"


def _is_address(line: Line) -> bool:
    return bool(re.match(r"(?:https?://|www\.)\S+$", line.text))


def _leads(line: Line) -> bool:
    return line.text.endswith(":")


def _mark_quotations(lines: Sequence[Line], low: int, high: int, kinds: dict[int, str]) -> None:
    """Paragraphs in quotation marks from beginning to end, set apart or announced by a colon before."""
    i = low
    while i < high:
        end = _quotation_end(lines, i, high, kinds) if i not in kinds and i > low else 0
        if not end:
            i += 1
            continue
        kinds[i] = "quotation"
        kinds.update(dict.fromkeys(range(i + 1, end), "+"))
        i = end


def _quotation_end(lines: Sequence[Line], i: int, high: int, kinds: Mapping[int, str]) -> int:
    """Each paragraph of a long quotation opens with a mark, only the last one closes it; 0 if none is."""
    announced = _leads(lines[i - 1])
    k = i
    while k < min(high, i + _QUOTATION_MOST) and k not in kinds and lines[k].text[0] in _OPENING:
        if _closes(lines[k].text):
            whole = announced or (
                k == i and len(lines[i].text) >= _BODY_MIN and _is_one_quotation(lines[i].text)
            )
            return k + 1 if whole else 0
        if not announced or _closed_midway(lines[k].text):
            return 0
        k += 1
    return 0


def _closes(text: str) -> bool:
    if text[-1] not in _MAY_END:
        return False
    place = max(text.rfind(mark) for mark in _CLOSING)
    return place > 0 and len(text) - place <= _ATTRIBUTION_MAX and bool(_AFTER_QUOTE.match(text, place + 1))


def _is_one_quotation(text: str) -> bool:
    return _closes(text) and not _closed_midway(text[: max(text.rfind(mark) for mark in _CLOSING)])


def _closed_midway(text: str) -> bool:
    """Whether the first quotation mark is closed before the end of the text."""
    closing = {"“": "”", "„": "“", "«": "»", '"': '"'}[text[0]]
    depth = 0
    for char in text:
        if char == text[0] and not (char == closing and depth):
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                return True
    return False


def _mark_endnotes(lines: Sequence[Line], low: int, high: int, kinds: dict[int, str]) -> None:
    """A note in the last third, and what follows it when only notes follow."""
    for i in range(high - 1, low + (high - low) * 2 // 3 - 1, -1):
        if i not in kinds and i > low and ENDNOTE.match(lines[i].text):
            kinds[i] = "endnote"


def _is_heading(lines: Sequence[Line], i: int, high: int, kinds: Mapping[int, str]) -> bool:
    """A short line, no sentence and no list lead, with a paragraph under it."""
    return _has_heading_shape(lines[i]) and _stands_above_text(lines, i, i + 1, high, kinds)


def _has_heading_shape(line: Line) -> bool:
    text = line.text
    if (
        len(text) > _HEADING_MAX
        or len(text.split()) > _HEADING_WORDS
        or text.endswith((".", ",", ":", ";", "…"))
    ):
        return False
    first = next((c for c in text if c.isalnum()), "")
    return bool(first) and not first.islower() and "://" not in text and "@" not in text


def _stands_above_text(
    lines: Sequence[Line], i: int, under: int, high: int, kinds: Mapping[int, str]
) -> bool:
    if under >= high or kinds.get(under, "paragraph") not in {"paragraph", "quotation"}:
        return False
    text = lines[under].text
    return len(text) >= _BODY_MIN and len(text) > len(lines[i].text) and not lines[under].bullet


def _is_wrapped_heading(lines: Sequence[Line], i: int, high: int, kinds: Mapping[int, str]) -> bool:
    """One heading over two lines: the second follows at once and goes on in small letters."""
    if i + 2 >= high or i + 1 in kinds or lines[i].blank_before == 0 or lines[i + 1].blank_before:
        return False
    first, second = lines[i], lines[i + 1]
    return (
        _has_heading_shape(first)
        and len(second.text) <= _HEADING_MAX
        and second.text[0].islower()
        and not second.text.endswith((".", ",", ":", ";"))
        and lines[i + 2].blank_before > 0
        and _stands_above_text(lines, i, i + 2, high, kinds)
    )
