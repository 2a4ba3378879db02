"""The files of a starter campaign: what the shipped ones may contain, and what is said when one is broken."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, FieldProvenance
from archive.models.citation import hash_words
from campaign.letters.models import Letter
from campaign.prisoners.models import Person
from campaign.starter.documents import LOCK, make_lock, places_in, read_documents, read_place, texts_by_hash
from campaign.starter.loading import load, read_items
from campaign.starter.problems import Problem
from campaign.starter.toml_files import campaign_folder, read_toml

Edit = Callable[[str, str, str], None]
SHIPPED = campaign_folder("kazakhstan")


def written_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from written_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from written_texts(part)
    elif isinstance(value, str):
        yield value


# ── What is shipped ──────────────────────────────────────────────────────────────────────────────────────


def test_every_citation_is_the_words_that_were_locked(shared: Path) -> None:
    texts = texts_by_hash(sorted((shared / "sources").glob("*.txt")))
    assert json.loads((SHIPPED / LOCK).read_text()) == make_lock(SHIPPED, texts)


def test_no_citation_begins_or_ends_inside_a_word(shared: Path) -> None:
    texts = texts_by_hash(sorted((shared / "sources").glob("*.txt")))
    documents = read_documents(SHIPPED)
    for path in sorted(SHIPPED.glob("*.toml")):
        for value in places_in(read_toml(path)):
            place = read_place(value)
            text = texts[documents.sha256(place.document)]
            for cut in (place.start, place.end):
                around = text[max(cut - 1, 0) : cut + 1]
                assert not around.isalnum() or len(around) < 2, (
                    path.name,
                    value,
                    text[place.start : place.end],
                )


def test_spans_of_letters_and_articles_are_those_of_a_careful_reader(shared: Path) -> None:
    truth = json.loads((shared / "truth" / "source_truth.json").read_text())
    hashes = {row["source"]: row["sha256"] for row in truth["sources"]}

    def spans(rows: list[dict[str, Any]]) -> set[tuple[str, int, int]]:
        found = [row["span"] for row in rows if row["span"]]
        return {(hashes[span["source"]], span["start"], span["end"]) for span in found}

    items = read_items(SHIPPED, read_documents(SHIPPED))
    articles = [item.normal for item in items if item.collection.plural == "articles"]
    letters = [item.normal["text_citation"] for item in items if item.collection.plural == "letters"]
    assert {(row["capture_sha256"], row["start"], row["end"]) for row in articles} == spans(truth["articles"])
    assert {tuple(row[:3]) for row in letters if row} == spans(truth["letters"])


def test_what_is_stated_of_articles_and_letters_is_what_the_careful_reader_found(shared: Path) -> None:
    truth = json.loads((shared / "truth" / "source_truth.json").read_text())
    items = read_items(SHIPPED, read_documents(SHIPPED))
    shipped = {
        (item.normal["capture_sha256"], item.normal["start"]): item.normal
        for item in items
        if item.collection.plural == "articles"
    }
    hashes = {row["source"]: row["sha256"] for row in truth["sources"]}
    for article in truth["articles"]:
        ours = shipped[hashes[article["source"]], article["span"]["start"]]
        status = {row["field"]: row["status"] for row in ours["provenance"]}
        assert ours["title"] == (article["title"]["value"] or "")
        assert ours["authors"] == (article["author"]["value"] or "")
        assert status["title"] == article["title"]["status"]
        assert status["author"] == article["author"]["status"]
        assert status["publication"] == article["publication"]["status"]
        if article["date"]["status"] == "stated":
            assert (ours["published"], status["published"]) == (article["date"]["value"], "stated")
        else:
            inferred = article["date"]["inferred"]
            bounds = "/".join((inferred.get("not_before", ""), inferred.get("not_after", "")))
            assert (ours["published"], status["published"]) == (inferred.get("value", bounds), "inferred")


def test_who_is_named_without_being_held_is_not_in_the_directory() -> None:
    everything = " ".join(read_toml(SHIPPED / "people.toml"))
    for name in ("balgabayeva", "kamiyev", "masimov"):
        assert name not in everything
    assert len(read_toml(SHIPPED / "people.toml")) == 7


def test_no_text_of_ours_runs_along_with_a_source(shared: Path) -> None:
    """The texts are facts in our own words: never 14 words in a row of somebody else's."""

    def words(text: str) -> list[str]:
        return "".join(c.casefold() if c.isalnum() else " " for c in text).split()

    runs = set()
    for path in sorted((shared / "sources").glob("*.txt")):
        source = words(path.read_text(encoding="utf-8"))
        runs |= {tuple(source[i : i + 14]) for i in range(len(source) - 13)}
    for path in sorted(SHIPPED.glob("*.toml")):
        for text in written_texts(read_toml(path)):
            ours = words(text)
            assert not runs & {tuple(ours[i : i + 14]) for i in range(len(ours) - 13)}, (path.name, text)


@pytest.mark.django_db
def test_absent_means_empty_and_empty_means_absent() -> None:
    load(SHIPPED)
    columns = {"author": "authors", "publication": "publication_id"}
    for row in FieldProvenance.objects.select_related("article"):
        value = getattr(row.article, columns.get(row.field, row.field))
        assert (row.status == "absent") == (not value), (row.article.slug, row.field)
    for article in Article.objects.prefetch_related("provenance"):
        fields = {row.field for row in article.provenance.all()}
        assert {"title", "author", "publication", "published", "language"} <= fields, article.slug
    for letter in Letter.objects.all():
        assert (letter.date_status == "absent") == (not letter.date), letter.slug


@pytest.mark.django_db
def test_every_fact_about_a_person_rests_on_something() -> None:
    load(SHIPPED)
    for person in Person.objects.with_sources():
        for row in (*person.custody_periods.all(), *person.facts.all()):
            assert row.citations.all() or row.external_sources.all(), (person, row)
        assert all(row.citations.all() for row in person.designations.all()), person
        assert person.basis_note, person


# ── What is said of a broken file ────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "letters",
            'title = "Letter to the embassy in Berlin"',
            'titel = "Letter"',
            r"letters.toml, berlin-2016: unknown field 'titel'; known are action, addressee, cite",
        ),
        (
            "letters",
            'addressee = "Editor"',
            'addressee = "Editor"\npeople = ["nobody"]',
            r"letters.toml, press-2016: there is no person in the directory 'nobody'",
        ),
        (
            "events",
            'date = "2012-06-04"',
            'date = "4 June 2012"',
            r"events.toml, convictions-2012-06-04: date: ",
        ),
        (
            "petitions",
            'cite = [["page-2016"',
            'cite = [["page-2017"',
            r"petitions.toml, urgent-action-for-vadim-kuramshin: 'page-2017' is not a document of",
        ),
        (
            "petitions",
            'cite = [["page-2016", 25, 42]',
            'cite = [["page-2016", 25, 43]',
            r"petitions.toml, .*: the words at page-2016 25-43 have no hash in citations.lock.json: run",
        ),
        (
            "petitions",
            'cite = [["page-2016", 25, 42]',
            'cite = [["page-2016", 42, 25]',
            r"petitions.toml, .*: \['page-2016', 42, 25\] is not a citation",
        ),
        ("site", 'home_country = "KZ"', 'home_country = "KZ', r"site.toml is not TOML: .*line"),
        ("site", 'home_country = "KZ"', 'home_country = "Kasachstan"', r"site.toml, profile: home_country: "),
        ("people", 'status = "serving"', 'status = "in prison"', r"people.toml, roza-tuletaeva: status: "),
        ("documents", 'sha256 = "313c', 'sha256 = "', r"documents.toml, struggle-2019: sha256 must be"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_entry(
    folder: Path, edit: Edit, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    with pytest.raises(Problem, match=said):
        load(folder)
    assert not Person.objects.exists(), "half of a campaign was loaded"


@pytest.mark.django_db
def test_all_mistakes_are_named_at_once(folder: Path, edit: Edit) -> None:
    edit("letters", 'title = "Letter to the embassy in Berlin"', 'titel = "Letter"')
    edit("petitions", 'title = "Urgent', 'titel = "Urgent')
    (folder / "poems.toml").write_text("")
    with pytest.raises(Problem) as caught:
        load(folder)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.django_db
def test_words_that_the_archive_has_otherwise_are_refused(folder: Path) -> None:
    lock = json.loads((folder / LOCK).read_text())
    load(folder)
    sha256 = read_documents(folder).sha256("page-2016")
    lock[sha256]["25-42"] = hash_words("something else")
    (folder / LOCK).write_text(json.dumps(lock))
    with (folder / "petitions.toml").open("a", encoding="utf-8") as file:
        file.write('\n[another]\ntitle = "Another"\ncite = [["page-2016", 25, 42]]\n')
    with pytest.raises(
        Problem, match=r"petitions.toml, another: the archive has other words at page-2016 25-42"
    ):
        load(folder)


# ── Locking ──────────────────────────────────────────────────────────────────────────────────────────────


def test_locking_needs_every_cited_document(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cites .*, but no file there has its SHA-256"):
        call_command("lock_citations", "kazakhstan", tmp_path)


def test_a_place_behind_the_end_of_its_document_is_refused(folder: Path) -> None:
    data = b"Forty characters and a few more of a document that nobody wrote."
    (folder / "documents.toml").write_text(f'[short]\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n')
    for path in folder.glob("*.toml"):
        if path.stem not in ("documents", "petitions"):
            path.unlink()
    (folder / "petitions.toml").write_text('[one]\ntitle = "One"\ncite = [["short", 0, 500]]\n')
    with pytest.raises(Problem, match=r"petitions.toml: short ends before 500"):
        make_lock(folder, {hashlib.sha256(data).hexdigest(): data.decode()})
