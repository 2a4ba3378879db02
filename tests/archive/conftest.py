import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.models import Article, Block, Capture, Citation, Publication
from archive.models.citation import hash_words

TEXT = (
    "A door stays shut\n\n"
    "Notes from a picket\n\n"
    "The first paragraph says who came.\n\n"
    "The second one says that nobody opened.\n"
)


@pytest.fixture
def capture(db: None) -> Capture:
    data = TEXT.encode()
    return Capture.objects.create(
        sha256=hashlib.sha256(data).hexdigest(), original=data, text=TEXT, filename="a.txt"
    )


@pytest.fixture
def publication(db: None) -> Publication:
    return Publication.objects.create(
        name="Our Paper", slug="our-paper", is_own=True, rights=Publication.Rights.FULL
    )


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def cite(capture: Capture) -> Callable[[str], Citation]:
    """A citation of these words, which must stand in TEXT."""

    def make(words: str) -> Citation:
        start, end = span_of(words)
        return Citation.objects.create(
            capture_sha256=capture.sha256, start=start, end=end, exact_sha256=hash_words(words), exact=words
        )

    return make


@pytest.fixture
def make_article(capture: Capture, publication: Publication, olga: User) -> Callable[..., Article]:
    """A published article over the whole capture, its paragraphs as blocks."""

    def make(*, is_public: bool = True, **fields: Any) -> Article:
        article = Article(
            **(
                {
                    "slug": "a-door-stays-shut",
                    "title": "A door stays shut",
                    "publication": publication,
                    "voice": Article.Voice.CAMPAIGN,
                    "capture_sha256": capture.sha256,
                    "start": 0,
                    "end": len(TEXT),
                }
                | fields
            )
        )
        article.save()
        kinds = {"A door": "title", "Notes": "standfirst"}
        for position, words in enumerate(TEXT.strip().split("\n\n")):
            start, end = span_of(words)
            kind = next((kind for begins, kind in kinds.items() if words.startswith(begins)), "paragraph")
            Block.objects.create(article=article, position=position, kind=kind, start=start, end=end)
        if is_public:
            article.publish(by=olga)
        return article

    return make
