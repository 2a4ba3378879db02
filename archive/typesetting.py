"""A report as the plain text of a capture of our own, with where each part stands in it and how it looks."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from archive.ingest.model import Span
from archive.models import Block, Report
from archive.rich_text import Piece, Run, pieces_of


@dataclass
class SetText:
    """Grows line by line. `blocks` and `looks` are what Edition keeps; `places` are the spans of fields."""

    text: str = ""
    blocks: list[list[object]] = field(default_factory=list)
    looks: list[list[object]] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    words_sha256: str = ""

    def line(self, kind: str, words: str, *, before: str = "", after: str = "", level: int = 0) -> Span:
        """Writes a line; its span is that of the words, without what stands before and after them."""
        start = len(self.text) + len(before)
        self.text += f"{before}{words}{after}\n"
        span = Span(start, start + len(words))
        self.blocks.append([kind, span.start, span.end, level])
        return span

    def piece(self, piece: Piece, number: int) -> None:
        mark = ""
        if piece.kind == Block.Kind.LIST_ITEM:
            mark = f"{number}. " if piece.is_numbered else "- "
        level = piece.level or int(piece.is_numbered)  # of a list item: whether it has a number
        place = self.line(piece.kind, piece.text, before=mark, level=level).start
        for run in piece.runs:
            self.looks += [[place, place + len(run.text), look] for look in looks_of(run)]
            place += len(run.text)


def looks_of(run: Run) -> list[str]:
    looks = (("strong", run.is_strong), ("em", run.is_emphasised), (run.href, bool(run.href)))
    return [look for look, is_on in looks if is_on]


def set_report(
    report: Report, *, authors: str, publication: str, published_on: date, corrected_on: date | None
) -> SetText:
    """The text from its title to the line that says when it was published, and when corrected."""
    result = SetText()
    result.places["title"] = result.line(Block.Kind.TITLE, one_line(report.title))
    if standfirst := one_line(report.standfirst):
        result.places["standfirst"] = result.line(Block.Kind.STANDFIRST, standfirst)
    result.places["author"] = result.line(Block.Kind.BYLINE, authors, before="By ")
    number = 0
    for piece in pieces_of(report.text):
        number = number + 1 if piece.is_numbered else 0
        result.text += "" if number > 1 else "\n"
        result.piece(piece, number)
    result.words_sha256 = hashlib.sha256(result.text.encode()).hexdigest()
    result.text += "\n"
    kind = Block.Kind.FURNITURE
    day = published_on.isoformat()
    result.places["publication"] = result.line(kind, publication, before="Published by ")
    result.places["published"] = result.line(kind, day, before="Published on ")
    if corrected_on:
        result.line(kind, corrected_on.isoformat(), before="Corrected on ")
    return result


def one_line(text: str) -> str:
    return " ".join(text.split())
