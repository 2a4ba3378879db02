"""What a fact may show of its source."""

from collections.abc import Callable

import pytest

from archive.evidence import evidence_for
from archive.models import Article, Citation, Publication
from tests.archive.conftest import span_of

pytestmark = pytest.mark.django_db

Cite = Callable[[str], Citation]
MakeArticle = Callable[..., Article]


def test_words_in_an_article_lead_to_their_place(cite: Cite, make_article: MakeArticle) -> None:
    make_article()
    citation = cite("who came")
    evidence = evidence_for([citation])[citation.pk]
    assert evidence.words == "who came"
    assert evidence.source == "A door stays shut (Our Paper)"
    assert evidence.address == f"/archive/a-door-stays-shut/?c={citation.reference}#c"


def test_words_beside_an_article_are_shown_with_the_page_named(cite: Cite, make_article: MakeArticle) -> None:
    make_article(start=span_of("The second one")[0])
    citation = cite("Notes from a picket")
    evidence = evidence_for([citation])[citation.pk]
    assert evidence.words == "Notes from a picket"
    assert evidence.source == "the page that also has A door stays shut (Our Paper)"
    assert evidence.address is None


def test_words_beside_an_article_obey_its_publication(
    cite: Cite, make_article: MakeArticle, publication: Publication
) -> None:
    Publication.objects.update(rights=Publication.Rights.LINK)
    make_article(start=span_of("The second one")[0], publication=Publication.objects.get())
    citation = cite("Notes from a picket")
    assert evidence_for([citation])[citation.pk].words is None


def test_words_of_a_document_without_a_published_article_stay_unseen(
    cite: Cite, make_article: MakeArticle
) -> None:
    make_article(is_public=False)
    citation = cite("who came")
    evidence = evidence_for([citation])[citation.pk]
    assert (evidence.words, evidence.source) == (None, "a document that is not published here")


def test_link_only_leads_to_the_article_and_asks_for_no_words(
    cite: Cite, make_article: MakeArticle, publication: Publication
) -> None:
    Publication.objects.update(rights=Publication.Rights.LINK)
    make_article(publication=Publication.objects.get())
    citation = cite("who came")
    evidence = evidence_for([citation])[citation.pk]
    assert (evidence.words, evidence.address) == (None, "/archive/a-door-stays-shut/")
