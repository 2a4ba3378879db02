from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.models import (
    Article,
    Authority,
    AuthorityName,
    Citation,
    Publication,
    SearchDocument,
    SearchPassage,
)
from archive.search import index
from archive.search.find import find
from archive.search.records import Passage, Searchable
from archive.search.similar import similar_to
from archive.search.terms import NameWords, terms_of

pytestmark = pytest.mark.django_db


def put(key: str, title: str, *texts: str, kind: str = "article") -> None:
    passages = tuple(Passage(text) for text in texts)
    index.put(Searchable(kind, key, f"/archive/{key}/", title, passages=passages))


def keys(question: str) -> list[str]:
    return [hit.document.key for hit in find(question)]


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


def test_a_similar_spelling_is_offered_as_a_published_page_writes_it() -> None:
    put("a", "Strike", "In Zhanaozen, workers struck.")
    assert similar("Zhanaosen") == ["Zhanaozen"]
    assert keys("Zhanaosen") == [], "what is only similar is never among what was found"
    assert similar("wrokers") == ["workers"], "two letters that changed places are one mistake"
    assert similar("Zhanaozen") == []
    assert similar("oil") == []


def test_a_word_of_a_withdrawn_page_is_offered_to_nobody(olga: User) -> None:
    Authority.objects.create(kind="person", slug="b", name="B").names.create(text="Kuramshin")
    assert similar("Kuramsin") == [], "a name of the authority file that nothing published has"
    Article(slug="picket", title="A picket for Kuramshin").save()
    article = Article.objects.get()
    article.publish(by=olga)
    assert similar("Kuramsin") == ["Kuramshin"]
    article.withdraw()
    assert similar("Kuramsin") == []


def similar(question: str) -> list[str]:
    names = NameWords.read()
    return [other.word for other in similar_to(terms_of(question, names), names)]


def test_refolding_renews_what_older_rules_have_made() -> None:
    put("a", "Embassies", "The workers of Zhanaozen")
    name = Authority.objects.create(kind="place", slug="z", name="Z").names.create(text="Zhanaozen")
    before = SearchPassage.objects.values_list("folded", flat=True).order_by("pk")
    fresh = list(before)
    SearchPassage.objects.update(folded="old")
    SearchDocument.objects.update(analysis="older rules")
    AuthorityName.objects.update(fold_key="old", fold_version=0)
    assert refold() == "1 names and 1 pages have new keys."
    assert list(before) == fresh
    name.refresh_from_db()
    assert name.fold_key == "janauzen"
    assert keys("worker") == ["a"]
    assert refold() == "0 names and 0 pages have new keys."


def refold() -> str:
    out = StringIO()
    call_command("refold", stdout=out)
    return out.getvalue().strip()


def test_a_search_looks_at_a_bounded_number_of_passages(
    django_assert_num_queries: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.find.MOST_CANDIDATES", 2)
    for key in ("a", "b", "c"):
        put(key, f"Embassy {key}")
    with django_assert_num_queries(2):
        assert keys("embassy") == ["b", "c"], "the newest ones"
