"""What a careful reader found in the source documents, in the terms of the analysis."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archive.ingest.analyse import analyse_page
from archive.ingest.model import Item, Page, Span


@dataclass(frozen=True)
class Source:
    """One source document with its analysis."""

    name: str
    text: str
    page: Page

    def items(self) -> list[Item]:
        return [item for top in self.page.items for item in (top, *top.children)]

    def item(self, reference: dict[str, Any]) -> Item:
        """The item with exactly this span."""
        return next(item for item in self.items() if item.span == span(reference))


@cache
def sources(shared: Path) -> dict[str, Source]:
    read = {}
    for path in sorted((shared / "sources").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        read[path.name] = Source(path.name, text, analyse_page(text))
    return read


@cache
def truth(shared: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((shared / "truth" / "source_truth.json").read_text(encoding="utf-8"))
    return facts


def span(reference: dict[str, Any]) -> Span:
    return Span(reference["start"], reference["end"])


def stripped(text: str, reference: dict[str, Any]) -> Span:
    """The span of a reference without the blanks at its ends, which the facts keep here and there."""
    place = span(reference)
    words = place.of(text)
    start = place.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
