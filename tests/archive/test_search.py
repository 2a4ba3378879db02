from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.models import Article, Citation, Publication, SearchDocument
from archive.search import index
from archive.search.find import find
from archive.search.records import Passage, Searchable

pytestmark = pytest.mark.django_db


def put(key: str, title: str, *texts: str, kind: str = "article") -> None:
    passages = tuple(Passage(text) for text in texts)
    index.put(Searchable(kind, key, f"/archive/{key}/", title, passages=passages))


def keys(question: str, **options: str) -> list[str]:
    return [hit.document.key for hit in find(question, **options)]


@pytest.mark.parametrize(
    "spelling", ["Zhanaozen", "Janaozen", "Жаңаөзен", "Жанаозен", "ZHANAOZEN", "zhanaozen’s"]
)
def test_one_place_in_every_spelling(spelling: str) -> None:
    put("latin", "A strike", "The oil workers of Zhanaozen went on strike.")
    put("cyrillic", "Забастовка", "Нефтяники Жанаозена.", "Жанаозен, 2011")
    put("other", "Another", "Nothing about it.")
    assert sorted(keys(spelling)) == ["cyrillic", "latin"]


def test_every_word_must_stand_in_one_passage() -> None:
    put("both", "A", "The embassy locked its door.")
    put("apart", "B", "The embassy.", "A door.")
    assert keys("embassy door") == ["both"]


def test_a_page_with_the_words_in_its_title_comes_first() -> None:
    put("text", "Something", "Embassy, embassy.", "The embassy again.")
    put("title", "The embassy")
    assert keys("embassy") == ["title", "text"]


def test_the_beginning_of_a_long_word_is_enough_and_of_a_short_one_is_not() -> None:
    put("a", "Letters", "privatisation of land")
    assert keys("privat") == ["a"]
    assert keys("lan") == []


def test_the_beginning_of_a_name_is_enough() -> None:
    put("a", "Letters", "President Nazarbayev")
    assert keys("Nazarbay") == ["a"]
    assert keys("Назарба") == ["a"]


@pytest.mark.parametrize(
    "question",
    ['"foo', "foo'; DROP TABLE x; --", "a AND", "NEAR(", "*", "(", "  ", "\\", ":*", "-", "ё" * 500],
)
def test_whatever_is_asked_the_search_answers(question: str) -> None:
    put("a", "Letters", "foo bar")
    assert isinstance(find(question), list)


def test_found_words_are_marked_in_their_own_spelling() -> None:
    put("a", "Strike", "In Janaozen, workers struck.")
    (_passage, segments), *_rest = find("Zhanaozen")[0].passages
    assert [(segment.text, segment.is_marked) for segment in segments] == [
        ("In ", False),
        ("Janaozen", True),
        (", workers struck.", False),
    ]


def test_one_kind_can_be_asked_for() -> None:
    put("a", "Embassy")
    put("b", "Embassy", kind="letter")
    assert keys("embassy", kind="letter") == ["b"]


def test_what_is_published_can_be_found_and_what_is_withdrawn_cannot(olga: User) -> None:
    Article(slug="picket", title="A picket in the rain").save()
    article = Article.objects.get()
    assert keys("picket") == []
    article.publish(by=olga)
    assert keys("picket") == ["picket"]
    article.title = "A march in the rain"
    article.save()
    assert keys("rain") == [], "an edit that nobody published must not be found"
    article.publish(by=olga)
    assert keys("march") == ["picket"]
    article.withdraw()
    assert keys("march") == []


def test_words_that_the_rights_do_not_show_cannot_be_found(
    make_article: Callable[..., Article], cite: Callable[[str], Citation]
) -> None:
    cite("nobody opened")
    closed = Publication.objects.create(name="Theirs", slug="theirs")
    make_article(publication=closed)
    assert keys("opened") == ["a-door-stays-shut"]
    assert keys("paragraph") == []


def test_a_hit_leads_to_the_words_in_their_place(make_article: Callable[..., Article]) -> None:
    article = make_article()
    passage, _segments = find("paragraph")[0].passages[0]
    start, _, end = passage.reference.partition(":")[2].partition("-")
    capture = article.capture()
    assert capture is not None
    assert capture.text[int(start) : int(end)] == passage.text


def test_rebuilding_gives_the_same_and_forgets_what_is_not_public(olga: User) -> None:
    Article(slug="picket", title="A picket in the rain").save()
    Article.objects.get().publish(by=olga)
    put("ghost", "A picket that never was")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue().strip() == "1 pages can be found."
    assert keys("picket") == ["picket"]
    assert SearchDocument.objects.count() == 1


def test_a_long_passage_is_shown_around_the_found_words() -> None:
    put("a", "Long", "start " + "word " * 200 + "the embassy " + "word " * 200 + "end")
    (passage, segments), *_rest = find("embassy")[0].passages
    shown = "".join(segment.text for segment in segments)
    assert len(shown) < 300 < len(passage.text)
    assert shown.startswith("…") and shown.endswith("…")
    assert "the embassy word" in shown
