"""Demands that one sentence strings together: "… demands: freedom of speech, the release of …"."""

import re
from collections.abc import Iterator

from archive.ingest.lines import Line
from archive.ingest.model import Span
from archive.ingest.tense import sentences

_LEAD = re.compile(
    r"\b(?:demands?|programme|platform)\b[^.,;:!?–—“”\"]{0,60}(?::| [–—-]) (?=[^\W\d_])"
    r"|\bdemands (?:that|which) (?:would |will )?include:? (?=[^\W\d_])"
    r"|\b(?:it|they|who|which) (?:would |will |also )?demand:? (?=(?:an?|the|free|full|good|jobs|no) )",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|told|will|would|did|does|do|can|could|may|might)\b", re.I
)
_ASKED = re.compile(
    r"(?:an?|the|free|freedom|full|fair|good|higher|better|immediate|independent|release|right|rights|jobs|equal|no"
    r"|public|public ownership|wages?|democratic|genuine\w*|for an?|for the|to) ",
    re.I,
)
_MAIN = re.compile(
    r"\b(?:key|main|central|first|chief|basic|only) (?:\w+ )?demands?\b[^.;:!?“”\"]{0,60}?"
    r"\b(?:is|are|was|were|remains?)\b"
    r" (?!not\b|unmet\b|still\b|rejected\b|ignored\b|met\b)",
    re.I,
)
_SEPARATOR = re.compile(r"[,;] (?:and )?")
_LONGEST, _FEWEST = 120, 3


def find_runs(line: Line) -> Iterator[Span]:
    """Each demand of a run of three or more; and the sentence that says what the main demand is."""
    for start, sentence in sentences(line.text):
        if "?" in sentence:
            continue
        if lead := _LEAD.search(sentence):
            yield from _run(line, start + lead.end(), start + len(sentence.rstrip(" .!")))
        elif _MAIN.search(sentence):
            yield line.part(start, start + len(sentence.rstrip(" .!")))


def _run(line: Line, low: int, high: int) -> Iterator[Span]:
    """The pieces between commas where each has the shape of something demanded; nothing when one has not."""
    pieces, place = [], low
    for separator in _SEPARATOR.finditer(line.text, low, high):
        pieces.append((place, separator.start()))
        place = separator.end()
    pieces.append((place, high))
    texts = [line.text[a:b] for a, b in pieces]
    asked = sum(bool(_ASKED.match(text)) for text in texts)
    is_plain = all(len(text) <= _LONGEST and not _SPEAKS.search(text) for text in texts)
    if len(texts) >= _FEWEST and is_plain and 2 * asked > len(texts):
        yield from (line.part(*piece) for piece in pieces)
