import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, FieldProvenance

ADDRESS = "/archive/a-door-stays-shut/"


@pytest.fixture
def dated(make_article: Callable[..., Article]) -> Callable[[str], Article]:
    def make(status: str) -> Article:
        article = make_article(authors="Dana Example, Айгүл Example", published="2016-05-27")
        FieldProvenance.objects.create(
            article=article, field="published", status=status, reason="“yesterday”"
        )
        return article

    return make


def test_a_stated_date_and_each_author_are_in_every_form(
    client: Client, dated: Callable[[str], Article]
) -> None:
    dated("stated")
    item = json.loads(client.get(f"{ADDRESS}reference.json").content)[0]
    assert item["issued"] == {"date-parts": [[2016, 5, 27]]}
    assert item["author"] == [{"literal": "Dana Example"}, {"literal": "Айгүл Example"}]
    assert "year = {2016}" in client.get(f"{ADDRESS}reference.bib").content.decode()
    ris = client.get(f"{ADDRESS}reference.ris").content.decode()
    assert "AU  - Айгүл Example\r\n" in ris
    assert "DA  - 2016/05/27\r\n" in ris
    assert ris.endswith("ER  - \r\n")


def test_an_inferred_date_is_a_note_and_never_a_date(client: Client, dated: Callable[[str], Article]) -> None:
    dated("inferred")
    item = json.loads(client.get(f"{ADDRESS}reference.json").content)[0]
    assert "issued" not in item
    assert item["note"] == "Date inferred: 27 May 2016"
    assert "year =" not in client.get(f"{ADDRESS}reference.bib").content.decode()
    assert "datePublished" not in client.get(ADDRESS).content.decode()


def test_what_is_absent_stays_out(client: Client, make_article: Callable[..., Article]) -> None:
    make_article(publication=None)
    item = json.loads(client.get(f"{ADDRESS}reference.json").content)[0]
    assert set(item) == {"id", "type", "title", "language", "URL", "note"}


def test_the_page_carries_linked_data_that_no_title_can_break_out_of(
    client: Client, make_article: Callable[..., Article]
) -> None:
    make_article(title="</script><b>&")
    text = client.get(ADDRESS).content.decode()
    block = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["headline"] == "</script><b>&"


def test_a_braced_title_does_not_break_bibtex(client: Client, make_article: Callable[..., Article]) -> None:
    make_article(title="100% } of {it}")
    entry = client.get(f"{ADDRESS}reference.bib").content.decode()
    assert r"title = {100\% \} of \{it\}}" in entry


def test_the_list_is_one_file_of_what_is_published(client: Client, olga: User) -> None:
    Article(slug="a", title="Public").save()
    Article(slug="b", title="Draft").save()
    Article.objects.get(slug="a").publish(by=olga)
    titles = [item["title"] for item in json.loads(client.get("/archive/references.json").content)]
    assert titles == ["Public"]
    assert client.get("/archive/b/reference.json").status_code == 404
    assert client.get("/archive/a/reference.pdf").status_code == 404


def test_each_author_has_a_tag_and_only_a_stated_date_has_one(
    client: Client, dated: Callable[[str], Article]
) -> None:
    dated("stated")
    text = client.get(ADDRESS).content.decode()
    for name in ("Dana Example", "Айгүл Example"):
        assert f'<meta name="citation_author" content="{name}">' in text
        assert f'<meta name="DC.creator" content="{name}">' in text
    assert '<meta name="DC.date" content="2016-05-27">' in text
    FieldProvenance.objects.update(status="inferred")
    text = client.get(ADDRESS).content.decode()
    assert "DC.date" not in text and "citation_publication_date" not in text


def test_a_translation_and_its_original_name_each_other(
    client: Client, make_article: Callable[..., Article], olga: User
) -> None:
    original = make_article()
    for slug, kind in (("translated", "translation"), ("again", "reprint")):
        Article.objects.create(slug=slug, title=slug, kind=kind, original=original).publish(by=olga)
    Article.objects.create(slug="secret", title="A secret translation", kind="translation", original=original)
    text = client.get(ADDRESS).content.decode()
    assert 'href="/archive/translated/"' in text and 'href="/archive/again/"' in text
    assert "A secret translation" not in text
    for slug in ("translated", "again"):
        page = client.get(f"/archive/{slug}/").content.decode()
        assert f'href="{ADDRESS}"' in page
        assert '"isBasedOn": "http://127.0.0.1:8000/archive/a-door-stays-shut/"' in page
        assert '<meta name="DC.source" content="http://127.0.0.1:8000/archive/a-door-stays-shut/">' in page
    original.withdraw()
    assert "isBasedOn" not in client.get("/archive/translated/").content.decode()
