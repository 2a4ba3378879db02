"""Words that stand in more than one place: sentence by sentence, by hash, over all texts that are given."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.lines import Line
from archive.ingest.model import Span
from archive.ingest.tense import sentences

_MIN_WORDS = 8  # shorter sentences are alike by chance
_MOST_COPIES = 40  # beyond these it is a formula of the page, and listing them all would take square time
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one of the texts, by the number of the text."""

    text: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one paragraph that also stands elsewhere; `digest` is that of its words."""

    place: Place
    digest: str
    others: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: int
    line: int
    number: int
    span: Span
    key: str

    @property
    def following(self) -> tuple[int, int, int]:
        return self.text, self.line, self.number + 1


def find_shared(texts: Sequence[Sequence[Line]]) -> list[Passage]:
    """The passages in the order of the texts; each of two equal ones names the other."""
    paragraphs = [
        [_sentences(number, i, line) for i, line in enumerate(lines)] for number, lines in enumerate(texts)
    ]
    copies: dict[str, list[_Sentence]] = defaultdict(list)
    for lines in paragraphs:
        for line in lines:
            for sentence in line:
                if sentence.key and len(copies[sentence.key]) < _MOST_COPIES:
                    copies[sentence.key].append(sentence)
    shared = {key: found for key, found in copies.items() if len(found) > 1}
    return [passage for lines in paragraphs for line in lines for passage in _passages(line, shared)]


def _sentences(text: int, number: int, line: Line) -> list[_Sentence]:
    found = []
    for i, (start, words) in enumerate(sentences(line.text)):
        span = line.part(start, start + len(words.rstrip()))
        found.append(_Sentence(text, number, i, span, _key(words)))
    return found


def _key(words: str) -> str:
    plain = _WORDS.findall(words.casefold())
    return hashlib.sha256(" ".join(plain).encode()).hexdigest() if len(plain) >= _MIN_WORDS else ""


def _passages(line: Sequence[_Sentence], shared: dict[str, list[_Sentence]]) -> Iterator[Passage]:
    """Runs of sentences that stand elsewhere in the same order; each copy is held by its first and last one."""
    run: list[_Sentence] = []
    copies: list[tuple[_Sentence, _Sentence]] = []
    for sentence in line:
        others = [
            one
            for one in shared.get(sentence.key, ())
            if one.span != sentence.span or one.text != sentence.text
        ]
        place = {(one.text, one.line, one.number): one for one in others}
        going_on = [
            (first, place[last.following]) for first, last in copies if run and last.following in place
        ]
        if run and not going_on:
            yield _passage(run, copies)
            run = []
        if others:
            run = [*run, sentence]
            copies = going_on or [(one, one) for one in others]
    if run:
        yield _passage(run, copies)


def _passage(run: Sequence[_Sentence], copies: Sequence[tuple[_Sentence, _Sentence]]) -> Passage:
    digest = hashlib.sha256("".join(sentence.key for sentence in run).encode()).hexdigest()[:16]
    place = Place(run[0].text, Span(run[0].span.start, run[-1].span.end))
    others = {Place(first.text, Span(first.span.start, last.span.end)) for first, last in copies}
    return Passage(place, digest, tuple(sorted(others - {place})))
