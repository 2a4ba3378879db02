"""Names of the authority file in running text."""

import pytest

from archive.ingest.candidates import find_candidates
from archive.ingest.lines import read_lines
from archive.ingest.mentions import AuthorityFile, Known, Spelling, confirmed


def known(name: str, kind: str = "person", *spellings: str, short: str = "") -> Known:
    forms = [Spelling(text) for text in (name, *spellings)]
    return Known(name, kind, name, (*forms, *([Spelling(short, short=True)] if short else [])))


NAMES = AuthorityFile(
    [
        known("Ivar Dahl", "person", "Dahl", "Даль", short="Ivar"),
        known("Mona Dahlberg"),
        known("Lena", "person"),
        known("Dagny Strand", "person", "Strand"),
        known("Dock Workers' Union", "organisation", "Dock Workers"),
        known("“Free” Port Party", "organisation"),
        known("New Norvik", "place"),
        known("Norvik", "place", "Nordvik"),
    ]
)


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], m.known.name) for m in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Ivar Dahl spoke.", [("Ivar Dahl", "Ivar Dahl")]),
        ("In Dahl’s cell and Ivar Dahl's letter", [("Dahl’s", "Ivar Dahl"), ("Ivar Dahl's", "Ivar Dahl")]),
        ("President Dahl and Comrade Strand", [("Dahl", "Ivar Dahl"), ("Strand", "Dagny Strand")]),
        ("From New Norvik to Norvik’s gate", [("New Norvik", "New Norvik"), ("Norvik", "Norvik")]),
        ("The Dock Workers’ Union met", [("Dock Workers’ Union", "Dock Workers' Union")]),
        ("IVAR DAHL IN NORVIK", [("IVAR DAHL", "Ivar Dahl"), ("NORVIK", "Norvik")]),
        (
            "the anti-Dahl camp, the Dahl/Strand talks",
            [("Dahl", "Ivar Dahl"), ("Dahl", "Ivar Dahl"), ("Strand", "Dagny Strand")],
        ),
        ("о товарище Даль говорили", [("Даль", "Ivar Dahl")]),
        ("the “Free” Port Party won", [("“Free” Port Party", "“Free” Port Party")]),
    ],
)
def test_a_name_is_found_whole_and_longest(text: str, found: list[tuple[str, str]]):
    assert found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Mona Dahlbergs and Norviker",
        "They met Bolette Dahl there",  # a relative is somebody else
        "Lenaism and post-Lenaist thought",
        "see https://norvik.example/Norvik or Dahl@norvik.example",
        "a strand of hair, and dahl for dinner",
    ],
)
def test_what_only_looks_like_a_name_is_left(text: str):
    assert found_in(text) == []


def test_two_names_that_a_hyphen_binds_are_both_found():
    assert found_in("after the Dahl-Strand talks") == [
        ("Dahl-Strand", "Ivar Dahl"),
        ("Strand", "Dagny Strand"),
    ]


def test_a_short_form_counts_only_beside_the_full_one():
    alone, beside = NAMES.find("Ivar came."), NAMES.find("Ivar Dahl spoke. Then Ivar left.")
    assert confirmed(alone) == []
    assert [mention.short for mention in confirmed(beside)] == [False, True]


def test_unknown_names_are_candidates_and_known_ones_are_not():
    text = "In the hall Ines Rocha spoke with Ivar Dahl about the Ministry of Ports in Germany."
    [line] = read_lines(text)
    spans = [mention.span for mention in NAMES.find(text)]
    assert [span.of(text) for span in find_candidates(line, spans)] == ["Ines Rocha", "Ministry of Ports"]
