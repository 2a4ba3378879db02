"""`manage.py proposals` and `manage.py score`."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from archive.ingest.model import Span
from archive.ingest.proposals import Captured, Proposal
from archive.ingest.scoring import Fact, interval_agrees, judge
from archive.models import Authority, AuthorityName

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "campaign" / "starter" / "kazakhstan" / "authorities.toml"
TEXT = (
    "Dockers vote to stay out\n\nBy Sara Lind\n\nIvar Dahl spoke in the hall on 3 May 2014, and nobody who was "
    "there has forgotten what he said about the harbour.\n"
)


def printed(*args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def dahl(db: None) -> Authority:
    dahl = Authority.objects.create(kind="person", slug="ivar-dahl", name="Ivar Dahl")
    AuthorityName.objects.create(authority=dahl, text="Ivar Dahl", language="en", kind="display")
    return dahl


def rows_of(*args: Any, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed("proposals", *args, json=True, **options).splitlines()]


def test_proposals_are_one_object_a_line_with_words_and_reasons(page: Path, dahl: Authority):
    rows = rows_of(str(page))
    [author] = [row for row in rows if row["field"] == "author"]
    assert author["capture"]["file"] == "page.txt"
    assert len(author["capture"]["sha256"]) == 64
    assert author["item"] == [0, len(TEXT)]
    assert (author["value"], author["status"]) == ("Sara Lind", "stated")
    assert TEXT[author["start"] : author["end"]] == author["exact"] == "Sara Lind"
    assert author["rule"] == "byline/1"
    assert author["reasons"] == ["named in the byline"]


def test_what_is_absent_has_neither_value_nor_place(page: Path, dahl: Authority):
    [published] = [row for row in rows_of(str(page)) if row["field"] == "translator"]
    assert published["status"] == "absent"
    assert [published[key] for key in ("value", "start", "end", "exact")] == [None] * 4


def test_names_come_from_the_database(page: Path, dahl: Authority):
    mentions = [row["value"] for row in rows_of(str(page)) if row["field"] == "mention.person"]
    assert mentions == ["Ivar Dahl"]


def test_names_come_from_a_file_when_one_is_given(page: Path, tmp_path: Path):
    names = tmp_path / "names.toml"
    names.write_text('[people.dahl]\nname = "I. Dahl"\nnames = [{ text = "Ivar Dahl" }]\n', encoding="utf-8")
    rows = rows_of(str(page), authorities=names)  # asks the database nothing: this test has none
    assert [row["value"] for row in rows if row["field"] == "mention.person"] == ["I. Dahl"]


def test_the_table_is_for_reading(page: Path):
    table = printed("proposals", str(page), authorities=NAMES, field=["author"])
    assert "Sara Lind" in table
    assert "named in the byline (byline/1)" in table
    assert "published" not in table


def test_what_cannot_be_read_is_refused_and_the_rest_printed(page: Path, tmp_path: Path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00")
    out = StringIO()
    with pytest.raises(CommandError, match="1 documents were refused"):
        call_command("proposals", str(tmp_path), json=True, authorities=NAMES, stdout=out, stderr=StringIO())
    assert '"file": "page.txt"' in out.getvalue()


def test_a_file_that_is_no_authority_file_is_named(page: Path, tmp_path: Path):
    (tmp_path / "names.toml").write_text("[people.dahl]\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"names\.toml is no authority file"):
        printed("proposals", str(page), authorities=tmp_path / "names.toml")


def proposal(value: str | None, start: int, end: int, status: Any = "stated") -> Proposal:
    span = Span(start, end) if value else None
    return Proposal(
        Captured("a.txt", "0" * 64, TEXT), Span(0, len(TEXT)), "x", value, status, span, "r/1", ()
    )


def counts(facts: list[Fact], proposals: list[Proposal]) -> tuple[int, ...]:
    return tuple(judge("x", facts, proposals).counts.values())[:4]


@pytest.mark.parametrize(
    ("facts", "proposals", "right_wrong_invented_missed"),
    [
        ([Fact("a.txt", "One", Span(0, 3))], [proposal("one", 0, 3)], (1, 0, 0, 0)),
        ([Fact("a.txt", "One", Span(0, 3))], [proposal("Two", 0, 3)], (0, 1, 0, 0)),
        ([Fact("a.txt", "One", Span(0, 3))], [], (0, 0, 0, 1)),
        ([Fact("a.txt", "One", Span(0, 3))], [proposal("One", 9, 12)], (0, 0, 1, 1)),
        ([Fact("b.txt", "One", Span(0, 3))], [proposal("One", 0, 3)], (0, 0, 1, 1)),
        ([Fact("a.txt", None)], [proposal(None, 0, 0, "absent")], (1, 0, 0, 0)),
        ([Fact("a.txt", None)], [proposal("One", 0, 3)], (0, 0, 1, 0)),
        ([Fact("a.txt", "One", Span(0, 3))], [proposal(None, 0, 0, "absent")], (0, 0, 0, 1)),
        ([Fact("a.txt", "One", Span(0, 3))], [proposal("One", 0, 3), proposal("One", 1, 3)], (1, 0, 1, 0)),
    ],
)
def test_a_judgement_tells_right_wrong_invented_and_missed_apart(
    facts: list[Fact], proposals: list[Proposal], right_wrong_invented_missed: tuple[int, ...]
):
    assert counts(facts, proposals) == right_wrong_invented_missed


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        ("2016-05-17/2016-05-21", True),
        ("2016-05-03/2016-05-21", True),  # 14 days wider
        ("2016-05-02/2016-05-21", False),  # 15
        ("2016-05-18/2016-05-21", False),  # leaves a day of the truth out
        ("2016-05-17/..", False),
        ("2016-05-17", False),
    ],
)
def test_an_inferred_interval_holds_the_true_one_and_little_more(value: str, is_right: bool):
    assert interval_agrees("2016-05-17", "2016-05-21")(proposal(value, 0, 1)) is is_right


def test_an_open_end_is_right_only_where_the_truth_is_open():
    assert interval_agrees("2022-01-27", None)(proposal("2022-01-27/..", 0, 1))
    assert not interval_agrees("2022-01-27", None)(proposal("2022-01-27/2022-02-27", 0, 1))


@pytest.fixture
def truth(shared: Path) -> str:
    return str(shared / "truth" / "source_truth.json")


def test_the_sources_score_above_the_floor(truth: str):
    table = printed("score", truth, authorities=NAMES, floor=85)
    row = next(line for line in table.splitlines() if "mention.person" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")][1:5] == ["226", "0", "0", "1"]


def test_below_the_floor_it_ends_with_an_error_that_names_the_field(truth: str):
    with pytest.raises(CommandError, match=r"Below the floor of 99\.9 %: letter\.country finds 85\.7%"):
        printed("score", truth, authorities=NAMES, floor=99.9)


def test_without_names_no_mention_is_found_and_the_floor_shows_it(truth: str, tmp_path: Path):
    (tmp_path / "none.toml").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match=r"mention\.person finds 0\.0%"):
        printed("score", truth, authorities=tmp_path / "none.toml", floor=85)


def test_another_document_under_the_name_of_a_source_is_not_scored(truth: str, shared: Path, tmp_path: Path):
    for path in (shared / "sources").glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b".")
    with pytest.raises(CommandError, match="is not the document that the facts are about"):
        printed("score", truth, sources=tmp_path, authorities=NAMES)


def test_a_file_without_facts_is_refused(page: Path):
    with pytest.raises(CommandError, match="cannot be read"):
        printed("score", str(page), authorities=NAMES)


def test_the_page_about_accuracy_is_the_one_that_the_rules_earn_today(truth: str, tmp_path: Path):
    printed("score", truth, authorities=NAMES, write=tmp_path / "accuracy.md")
    written = (tmp_path / "accuracy.md").read_text(encoding="utf-8")
    assert "the five documents are training material" in written
    assert written == (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"), (
        "docs/accuracy.md is old: write it anew with manage.py score --write docs/accuracy.md"
    )
