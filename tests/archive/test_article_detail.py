from collections.abc import Callable

import pytest
from django.test import Client

from archive.models import Article, Citation, FieldProvenance, Publication
from tests.archive.conftest import TEXT, span_of

ADDRESS = "/archive/a-door-stays-shut/"


def marked(capture_sha256: str, words: str) -> str:
    start, end = span_of(words)
    return f"{ADDRESS}?c={capture_sha256[:12]}:{start}-{end}"


def page(client: Client, address: str = ADDRESS, *, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_our_own_publication_is_shown_in_full(client: Client, make_article: Callable[..., Article]) -> None:
    make_article()
    text = page(client)
    assert "The first paragraph says who came." in text
    assert "The second one says that nobody opened." in text


def test_a_draft_does_not_exist_for_visitors(client: Client, make_article: Callable[..., Article]) -> None:
    make_article(is_public=False)
    page(client, status=404)


def test_what_was_withdrawn_is_gone_and_says_so(client: Client, make_article: Callable[..., Article]) -> None:
    make_article().withdraw()
    text = page(client, status=410)
    assert "A door stays shut" not in text


def test_a_citation_marks_exactly_its_words(client: Client, make_article: Callable[..., Article]) -> None:
    article = make_article()
    text = page(client, marked(article.capture_sha256, "says who came"))
    assert 'The first paragraph <mark id="c">says who came</mark>.' in text
    assert text.count("<mark") == 1


def test_a_mark_over_two_paragraphs_has_one_anchor(
    client: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    text = page(client, marked(article.capture_sha256, "who came.\n\nThe second"))
    assert text.count("<mark") == 2
    assert text.count('id="c"') == 1


def test_cited_words_of_a_title_are_marked_although_the_head_has_them(
    client: Client, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    assert '<mark id="c">door</mark>' in page(client, marked(article.capture_sha256, "door"))


@pytest.mark.parametrize("reference", ["x", "000000000000:0-5", "{sha}:5-5", "{sha}:0-99999", "{sha}:9-2"])
def test_a_wrong_reference_is_a_sentence_and_no_mark(
    client: Client, make_article: Callable[..., Article], reference: str
) -> None:
    article = make_article()
    text = page(client, f"{ADDRESS}?c={reference.format(sha=article.capture_sha256[:12])}", status=400)
    assert "words that are not in this article" in text
    assert "<mark" not in text


@pytest.fixture
def foreign(db: None) -> Publication:
    return Publication.objects.create(name="Their Paper", slug="their-paper")


def test_others_texts_are_an_excerpt_of_standfirst_and_cited_words(
    client: Client,
    make_article: Callable[..., Article],
    foreign: Publication,
    cite: Callable[[str], Citation],
) -> None:
    make_article(publication=foreign)
    cite("nobody opened")
    text = page(client)
    assert "Notes from a picket" in text
    assert "nobody opened" in text
    assert "who came" not in text


def test_a_mark_outside_the_excerpt_is_refused_with_a_sentence(
    client: Client,
    make_article: Callable[..., Article],
    foreign: Publication,
    cite: Callable[[str], Citation],
) -> None:
    article = make_article(publication=foreign)
    cite("nobody opened")
    assert '<mark id="c">nobody</mark>' in page(client, marked(article.capture_sha256, "nobody"))
    refused = page(client, marked(article.capture_sha256, "who came"), status=403)
    assert "the rights of the publication do not allow it" in refused
    assert "who came" not in refused


def test_link_only_shows_no_word_of_the_text(
    client: Client, make_article: Callable[..., Article], cite: Callable[[str], Citation]
) -> None:
    link_only = Publication.objects.create(name="Closed", slug="closed", rights=Publication.Rights.LINK)
    article = make_article(publication=link_only)
    cite("nobody opened")
    assert "nobody opened" not in page(client)
    assert "nobody opened" not in page(client, marked(article.capture_sha256, "nobody opened"), status=403)


def test_absent_and_inferred_are_values_the_reader_sees(
    client: Client, make_article: Callable[..., Article], cite: Callable[[str], Citation]
) -> None:
    article = make_article()
    FieldProvenance.objects.create(article=article, field="author", status="absent")
    inferred = FieldProvenance.objects.create(
        article=article, field="published", status="inferred", reason="it speaks of yesterday"
    )
    inferred.citations.add(cite("who came"))
    text = page(client)
    assert "not stated" in text
    assert "it speaks of yesterday" in text


def test_an_unknown_capture_leaves_the_description(
    client: Client, make_article: Callable[..., Article]
) -> None:
    make_article(capture_sha256="0" * 64, summary="A picket was held.")
    text = page(client)
    assert "A picket was held." in text
    assert TEXT.split("\n\n")[2] not in text
    assert "is not on this site yet" in text


def test_markup_in_a_source_is_text(client: Client, make_article: Callable[..., Article]) -> None:
    make_article(title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(client)


def test_the_queries_of_an_article_are_counted(
    client: Client,
    make_article: Callable[..., Article],
    cite: Callable[[str], Citation],
    django_assert_num_queries: Callable[..., object],
) -> None:
    article = make_article()
    row = FieldProvenance.objects.create(article=article, field="author", status="stated")
    row.citations.add(cite("who came"), cite("nobody opened"))
    page(client)
    with django_assert_num_queries(ARTICLE_QUERIES):  # type: ignore[attr-defined]
        page(client)


ARTICLE_QUERIES = 13


def test_shared_caches_keep_a_page_for_half_a_minute_only(
    client: Client, make_article: Callable[..., Article]
) -> None:
    make_article()
    for address in (ADDRESS, "/archive/"):
        response = client.get(address)
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
