"""The lines of a capture, stripped for tests and with their place kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.model import Span

_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile(r"\s")
_SURE_BULLET = re.compile(r"[•●▪◦‣∙■□*]\s+(?=\S)")
_WEAK_BULLET = re.compile(r"(?:[-–—]|\d{1,2}[.)])\s+(?=\S)")
GAP = 3  # so many blank lines in a row are an empty paragraph, which pages use to part things


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `text` is stripped and has a plain space for every other space, so text[i] stands at start + i.
    """

    start: int
    end: int
    raw_start: int
    text: str
    blank_before: int
    bullet: int = 0  # length of a list mark with its space, in characters

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def gap_before(self) -> bool:
        return self.blank_before >= GAP

    def part(self, start: int, end: int) -> Span:
        """The span in the capture of a slice of this line's text."""
        return Span(self.start + start, self.start + end)


def read_lines(text: str) -> list[Line]:
    """All lines that are not blank, hard-wrapped paragraphs joined, list marks found."""
    return _mark_bullets(_join_wrapped(_split(text)))


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    blank = position = 0
    ends = [(m.start(), m.end()) for m in _NEWLINE.finditer(text)]
    for stop, after in [*ends, (len(text), len(text))]:
        raw = text[position:stop]
        words = raw.strip()
        if words:
            start = position + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(words), position, _SPACE.sub(" ", words), blank))
            blank = 0
        else:
            blank += 1
        position = after
    return lines


def _join_wrapped(lines: list[Line]) -> list[Line]:
    """Join the lines of a paragraph where a page is wrapped at a margin, as plain-text mail is."""
    if not _is_wrapped(lines):
        return lines
    margin = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    parts: list[list[Line]] = []
    for line in lines:
        flows_on = line.blank_before == 0 and not _SURE_BULLET.match(line.text)
        if parts and flows_on and len(parts[-1][-1].text) > margin * 0.7:
            parts[-1].append(line)
        else:
            parts.append([line])
    return [_joined(part) for part in parts]


def _joined(part: list[Line]) -> Line:
    """One line of several; the spaces between keep the offsets true."""
    pieces = [part[0].text]
    for before, line in pairwise(part):
        pieces.append(" " * (line.start - before.end) + line.text)
    return replace(part[0], end=part[-1].end, text="".join(pieces))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    if len(lines) < 12:
        return False
    short = sum(len(line.text) <= 90 for line in lines)
    flowing = sum(line.blank_before == 0 for line in lines)
    full = sum(len(line.text) >= 55 for line in lines)
    return short >= len(lines) * 0.95 and flowing >= len(lines) * 0.5 and full >= len(lines) * 0.5


def _mark_bullets(lines: list[Line]) -> list[Line]:
    """A dot is a list mark by itself; a dash or a number only beside another one."""
    sure = [_length(_SURE_BULLET, line) for line in lines]
    weak = [_length(_WEAK_BULLET, line) for line in lines]
    marked = []
    for i, line in enumerate(lines):
        beside = (i > 0 and weak[i - 1]) or (i + 1 < len(lines) and weak[i + 1])
        bullet = sure[i] or (weak[i] if beside else 0)
        marked.append(replace(line, bullet=bullet) if bullet else line)
    return marked


def _length(mark: re.Pattern[str], line: Line) -> int:
    match = mark.match(line.text)
    return match.end() if match else 0
