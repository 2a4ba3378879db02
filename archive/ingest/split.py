"""Where the items of a page begin: each candidate gets points, and each point has its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.bylines import byline_names, inline_byline, name_and_place
from archive.ingest.furniture import is_furniture_line
from archive.ingest.head import REPRINT, could_be_title, is_standfirst
from archive.ingest.lines import Line
from archive.ingest.mastheads import posted_titles
from archive.ingest.model import Span

_ENOUGH_ON_INDEX, _ENOUGH_ELSEWHERE = 3, 6
_HEAD_LINES = 4
_TITLE_MIN, _TITLE_WORDS, _TITLE_MAX = 28, 4, 120
_BODY_MIN = 80
_SECTION_ENDS = ("<>", "###", "∎", "■")


@dataclass(frozen=True, slots=True)
class Start:
    """The first line of an item and why it is one."""

    index: int
    reasons: tuple[str, ...]
    score: int = 0


def find_starts(
    lines: Sequence[Line], low: int, high: int, *, in_letter: frozenset[int], is_index: bool
) -> list[Start]:
    """The items of lines [low, high); at least one when there are lines at all."""
    if low >= high:
        return []
    starts = [Start(low, ("the first text of the page",))]
    posted = [i for i in posted_titles(lines, low, high) if i not in in_letter]
    if len(posted) >= 2 and posted[0] == low:
        return starts + [Start(i, ("a title, and under it the day of posting",)) for i in posted[1:]]
    strong = _candidates(lines, low, high, in_letter, _ENOUGH_ELSEWHERE)
    if is_index:
        return starts + _candidates(lines, low, high, in_letter, _ENOUGH_ON_INDEX)
    return starts + (strong if len(strong) >= 2 else [])


def _candidates(
    lines: Sequence[Line], low: int, high: int, in_letter: frozenset[int], enough: int
) -> list[Start]:
    found: list[Start] = []
    i = _after_head(lines, low, high)
    while i < high:
        start = _score(lines, i, high, in_letter)
        if start is not None and start.score >= enough:
            found.append(start)
            i = _after_head(lines, i, high)
        else:
            i += 1
    return found


def _after_head(lines: Sequence[Line], i: int, high: int) -> int:
    """The lines under a title cannot be titles: go on after the first paragraph or the next few lines."""
    for k in range(i + 1, min(high, i + 1 + _HEAD_LINES)):
        if len(lines[k].text) >= _BODY_MIN * 2:
            return k + 1
    return min(high, i + 1 + _HEAD_LINES)


def _score(lines: Sequence[Line], i: int, high: int, in_letter: frozenset[int]) -> Start | None:
    """The points of one line, None when it cannot begin an item."""
    line = lines[i]
    if i in in_letter or not could_be_title(line) or len(line.text) > _TITLE_MAX or is_furniture_line(line):
        return None
    if not _has_body(lines, i, high):
        return None
    points = [*_gap(line), *_length(line), *_standfirst(lines, i, high, in_letter), *_byline(lines, i, high)]
    heads = {"a standfirst", "a byline"} & {reason for _, reason in points}
    if line.text.endswith(".") and not heads:
        return None
    return Start(i, tuple(reason for _, reason in points), sum(point for point, _ in points))


def _has_body(lines: Sequence[Line], i: int, high: int) -> bool:
    following = lines[i + 1 : min(high, i + 2 + _HEAD_LINES)]
    return any(len(line.text) >= _BODY_MIN and len(line.text) > len(lines[i].text) for line in following)


def _gap(line: Line) -> list[tuple[int, str]]:
    if not line.gap_before:
        return []
    return [(3, "a wide gap before it")] if line.blank_before >= 5 else [(2, "a gap before it")]


def _length(line: Line) -> list[tuple[int, str]]:
    is_long = len(line.text) >= _TITLE_MIN and len(line.text.split()) >= _TITLE_WORDS
    return [(1, "longer than the headings of sections")] if is_long else []


def _standfirst(lines: Sequence[Line], i: int, high: int, in_letter: frozenset[int]) -> list[tuple[int, str]]:
    k = i + 1
    if k >= high or k in in_letter or lines[k].gap_before or lines[i + 1].text == lines[i].text:
        return []
    under = k + 1
    is_above_text = under < high and (under in in_letter or not lines[under].gap_before)
    return [(2, "a standfirst")] if is_above_text and is_standfirst(lines, k, high, index=True) else []


def _byline(lines: Sequence[Line], i: int, high: int) -> list[tuple[int, str]]:
    for k in range(i + 1, min(high, i + 3)):
        if k > i + 1 and (lines[k].gap_before or lines[k - 1].gap_before):
            break
        text = lines[k].text
        if byline_names(text) or name_and_place(text) or (len(text) <= 200 and inline_byline(text)):
            return [(3, "a byline")]
    return []


def find_reprints(lines: Sequence[Line], low: int, high: int) -> list[Start]:
    """Titles in the course of an item under which a line says where the text is reprinted from."""
    found = []
    for i in range(low, high - 2):
        under = lines[i + 1]
        if could_be_title(lines[i]) and len(under.text) <= 200 and REPRINT.match(under.text):
            found.append(Start(i, ("a title, and under it the place it is reprinted from",)))
    return found


def ends_section(line: Line) -> bool:
    """Whether a mark that closes a section ends the line."""
    return line.text.endswith(_SECTION_ENDS)


def item_span(lines: Sequence[Line], start: int, end: int, text_end: int) -> Span:
    """From the first line to where the line after the last one begins."""
    return Span(lines[start].start, lines[end].raw_start if end < len(lines) else text_end)
