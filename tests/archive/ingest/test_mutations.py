"""The sources cut, joined, shuffled and wrongly decoded: no proposal ever points beside its words.

DEEP=1 in the environment tries 2,000 of them instead of 300.
"""

import os
import random
from pathlib import Path

import pytest

from archive.authority_files import from_toml
from archive.ingest.mentions import AuthorityFile
from archive.ingest.proposals import Captured, Proposal, propose
from archive.ingest.reading import Refused, read_text

SEEDS = 2_000 if os.environ.get("DEEP") == "1" else 300
NAMES = Path(__file__).parents[3] / "campaign" / "starter" / "kazakhstan" / "authorities.toml"
ENCODINGS = ("utf-8", "utf-16", "cp1251", "latin-1", "koi8-r", "cp1254")


@pytest.fixture(scope="module")
def names() -> AuthorityFile:
    return from_toml(NAMES)


@pytest.fixture(scope="module")
def sources(shared: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((shared / "sources").glob("*.txt"))]


def mutated(chance: random.Random, sources: list[bytes]) -> bytes:
    data = chance.choice(sources)
    if chance.random() < 0.3:
        data += b"\n\n\n\n" + chance.choice(sources)
    act = chance.choice(["cut", "lines", "bytes", "encode", "join", "words", "crlf", "quotes"])
    if act == "bytes":
        noise = bytearray(data)
        for _ in range(chance.randrange(1, 50)):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        return bytes(noise)
    text = data.decode()
    if act == "encode":
        written = text.encode(chance.choice(ENCODINGS), errors="replace")
        return written.decode(chance.choice(ENCODINGS), errors="replace").encode()
    start = chance.randrange(len(text))
    text = text[start : start + chance.randrange(1, 12_000)]
    lines = text.split("\n")
    if act == "lines":
        chance.shuffle(lines)
    elif act == "words":
        lines = [" ".join(chance.sample(line.split(), len(line.split()))) for line in lines]
    elif act == "quotes":
        lines = [line.replace(" ", chance.choice([" ", " “", "” ", "\u00a0", " • "]), 3) for line in lines]
    return {"join": " ", "crlf": "\r\n"}.get(act, "\n").join(lines).encode()


def assert_sound(capture: Captured, proposals: list[Proposal]) -> None:
    size = len(capture.text)
    for one in proposals:
        assert one.status in {"stated", "inferred", "absent"}
        assert (one.status == "absent") <= (one.value is None and one.span is None)
        for span in (one.span, one.item, one.parent, *(place for _, place in one.elsewhere)):
            assert span is None or 0 <= span.start < span.end <= size
        if one.span:
            assert one.exact == capture.text[one.span.start : one.span.end]
        if one.field == "date":
            assert len((one.exact or "").splitlines()) == 1


def test_whatever_was_done_to_a_source_the_words_stand_where_a_proposal_says(
    sources: list[bytes], names: AuthorityFile
):
    read = 0
    for seed in range(SEEDS):
        data = mutated(random.Random(seed), sources)  # noqa: S311 - a seed that repeats is what is wanted
        try:
            text = read_text(data)
        except Refused:
            continue
        capture = Captured("a.txt", "0" * 64, text)
        assert_sound(capture, propose([capture], names))
        read += 1
    assert read > SEEDS // 2


def test_the_same_documents_give_the_same_proposals(sources: list[bytes], names: AuthorityFile):
    captures = [Captured(f"{i}.txt", "0" * 64, data.decode()) for i, data in enumerate(sources)]
    assert propose(captures, names) == propose(captures, names)
