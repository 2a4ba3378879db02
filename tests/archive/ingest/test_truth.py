"""The analysis against what a careful reader found in the five source documents."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.ingest.model import Block, Item, Span
from archive.ingest.rules import RULE_IDS
from tests.archive.ingest.truth import Source, sources, span, stripped, truth

KINDS = {
    "article": "article",
    "report with embedded letters": "report",
    "letter to the press": "press_letter",
    "report": "report",
    "mailing-list article": "mailing",
    "reprinted excerpt inside s3-a1": "reprint",
    "translated article": "translation",
}
WIDER = timedelta(days=14)  # what an inferred bound may be off on a closed side


@pytest.fixture(scope="session")
def read(shared: Path) -> dict[str, Source]:
    return sources(shared)


@pytest.fixture(scope="session")
def articles(shared: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = truth(shared)["articles"]
    return found


def pairs(
    read: dict[str, Source], articles: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], Source, Item]]:
    return [(a, read[a["source"]], read[a["source"]].item(a["span"])) for a in articles]


def blocks_of(item: Item, kind: str) -> list[Block]:
    return [block for block in item.blocks if block.kind == kind]


def test_the_items_are_the_articles_and_the_widget(
    shared: Path, read: dict[str, Source], articles: list[Any]
):
    widgets = [i for source in read.values() for i in source.page.items if i.kind == "widget"]
    found = {(s.name, i.span) for s in read.values() for i in s.items() if i.kind != "widget"}
    assert found == {(a["source"], span(a["span"])) for a in articles}
    [petition] = truth(shared)["petitions"]
    assert [w.value("title").value for w in widgets] == [petition["title"]["value"]]
    assert [w.span.start for w in widgets] == [petition["call"]["start"]]


def test_the_reprint_is_a_child(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article in articles:
        if "parent" in article:
            source = read[article["source"]]
            parent = next(a for a in articles if a["id"] == article["parent"])
            assert [child.span for child in source.item(parent["span"]).children] == [span(article["span"])]


def test_the_kinds_agree(read: dict[str, Source], articles: list[dict[str, Any]]):
    assert {a["id"]: i.kind for a, _, i in pairs(read, articles)} == {
        a["id"]: KINDS[a["kind"]] for a in articles
    }


def test_titles_are_those_stated_and_none_else(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, source, item in pairs(read, articles):
        title, known = item.value("title"), article["title"]
        assert (title.value, title.status) == (known["value"] or "", known["status"])
        if title.value:
            assert title.spans[0] == span(known["ref"])
            assert title.spans[0].of(source.text) == title.value


def test_authors_are_those_named_and_none_else(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, source, item in pairs(read, articles):
        authors = [v for v in item.values if v.field == "author" and v.value]
        assert [v.value for v in authors] == [v for v in [article["author"]["value"]] if v]
        assert all(s.of(source.text) == v.value for v in authors for s in v.spans)


def test_translators_are_those_named_and_none_else(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, _, item in pairs(read, articles):
        known = article.get("translator", {}).get("value")
        assert [v.value for v in item.values if v.field == "translator"] == [v for v in [known] if v]


def test_publications_agree_in_value_and_status(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, _, item in pairs(read, articles):
        found, known = item.value("publication"), article["publication"]
        assert (found.value, found.status) == (known["value"] or "", known["status"])


def test_languages_agree(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, _, item in pairs(read, articles):
        found, known = item.value("language"), article["language"]
        assert (found.value, found.status) == (known["value"], known["status"])


def test_stated_dates_are_those_stated_and_none_else(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, _, item in pairs(read, articles):
        found = item.value("published")
        stated = found.value if found.status == "stated" else ""
        assert stated == (article["date"]["value"] or "")


def test_inferred_dates_hold_the_true_ones_and_little_more(
    read: dict[str, Source], articles: list[dict[str, Any]]
):
    for article, _, item in pairs(read, articles):
        found, known = item.value("published"), article["date"].get("inferred")
        if found.status != "inferred":
            assert found.status == "stated" or known is None, f"{article['id']} could have been inferred"
            continue
        assert known, f"{article['id']}: {found.value} rests on nothing"
        lower, upper = bounds(found.value)
        earliest, latest = [day(known.get("value") or known.get(k)) for k in ("not_before", "not_after")]
        assert_side(lower, earliest, sign=1)
        assert_side(upper, latest, sign=-1)


def assert_side(found: date | None, true: date | None, *, sign: int) -> None:
    """An open side holds everything; a closed one may lie outside the true one by two weeks."""
    if found is None or true is None:
        assert found is None
    else:
        assert timedelta(0) <= (true - found) * sign <= WIDER


def bounds(edtf: str) -> tuple[date | None, date | None]:
    lower, _, upper = edtf.partition("/")
    return day(lower), day(upper or lower)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != ".." else None


def test_standfirsts_notes_epigraphs_and_endnotes_agree(
    read: dict[str, Source], articles: list[dict[str, Any]]
):
    for article, _, item in pairs(read, articles):
        for kind in ("standfirst", "editor_note", "epigraph", "endnote"):
            known = [span(article[kind])] if kind in article else []
            assert [block.span for block in blocks_of(item, kind)] == known, (article["id"], kind)


def test_headings_and_quotations_agree(read: dict[str, Source], articles: list[dict[str, Any]]):
    for article, source, item in pairs(read, articles):
        headings = [stripped(source.text, h.get("ref", h)) for h in article["headings"]]
        assert [block.span for block in blocks_of(item, "heading")] == headings, article["id"]
        quotations = [span(q["ref"]) for q in article.get("block_quotations", [])]
        assert [block.span for block in blocks_of(item, "quotation")] == quotations, article["id"]


def test_letters_and_their_parts_agree(shared: Path, read: dict[str, Source]):
    known = [letter for letter in truth(shared)["letters"] if letter["span"]]
    found = {(s.name, lt.span): (s, lt) for s in read.values() for i in s.page.items for lt in i.letters}
    assert found.keys() == {(letter["span"]["source"], span(letter["span"])) for letter in known}
    for letter in known:
        source, got = found[letter["span"]["source"], span(letter["span"])]
        stated = letter["date"]["value"] if letter["date"]["status"] == "stated" else ""
        assert got.date.value == (stated or "")
        for part, place in (
            ("heading", got.heading),
            ("closing", got.closing),
            ("salutation", got.salutation),
        ):
            if letter.get(part):
                assert place == stripped(source.text, letter[part]), (letter["id"], part)
        for sender in letter["senders"]:
            if "ref" in sender:
                assert got.signature is not None
                assert got.signature.contains(span(sender["ref"]))


def test_images_fall_into_the_three_parts(shared: Path, read: dict[str, Source]):
    known = truth(shared)["images"]
    found = [(s, i, image) for s in read.values() for i in s.page.items for image in i.images]
    assert len(found) == len(known)
    for (source, item, image), fact in zip(found, known, strict=True):
        article = next(a for a in truth(shared)["articles"] if a["id"] == fact["article"])
        assert (source.name, item.span) == (article["source"], span(article["span"]))
        parts = [fact[part] and span(fact[part]["ref"]) for part in ("alt_text", "caption", "credit")]
        assert [image.alt, image.caption, image.credit] == parts


def test_page_furniture_is_in_no_item(shared: Path, read: dict[str, Source]):
    chrome = [c["ref"] for c in truth(shared)["page_chrome"] if c["what"] != "petition widget"]
    chrome += [
        line["ref"]
        for a in truth(shared)["articles"]
        for c in a.get("chrome", [])
        for line in c.get("lines", [])
    ]
    for reference in chrome:
        source, place = read[reference["source"]], span(reference)
        assert any(place.start <= block.span.start < place.end for block in source.page.furniture)
        assert not any(i.span.start < place.end and place.start < i.span.end for i in source.items())


def test_list_items_agree_with_the_demands(shared: Path, read: dict[str, Source]):
    for demand in truth(shared)["demands_and_slogans"]:
        if demand.get("kind") == "demand list item":
            source, place = read[demand["ref"]["source"]], span(demand["ref"])
            items = [b.span for i in source.page.items for b in i.blocks if b.kind == "list_item"]
            assert any(item.contains(place) for item in items), demand["id"]


def test_every_value_can_be_checked(read: dict[str, Source]):
    for source in read.values():
        for item in source.items():
            fields = {value.field for value in item.values}
            assert {"title", "author", "publication", "published", "language", "kind"} <= fields
            for value in item.values:
                assert value.rule in RULE_IDS
                assert value.reason
                assert (value.status == "absent") == (value.value == "" and not value.spans)
                assert all(isinstance(s, Span) and s.of(source.text).strip() for s in value.spans)
