"""Places: only what something published names has a page, and only places have one."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, Authority, AuthorityName, Citation, Mention, Publication
from campaign.events.models import Event
from tests.archive.conftest import TEXT, span_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def picketville() -> Authority:
    place = Authority.objects.create(kind="place", slug="picketville", name="Paragraph", note="A town")
    AuthorityName.objects.create(authority=place, text="Paragraph", language="en", kind="display")
    AuthorityName.objects.create(authority=place, text="Параграф", language="ru", kind="display")
    return place


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_place_shows_its_names_and_the_passages_with_the_way_to_each(
    client: Client, picketville: Authority, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    text = page(client, "/places/picketville/")
    assert "Параграф" in text and "A town" in text
    start, end = span_of("The first paragraph says who came.")
    assert f'href="/archive/a-door-stays-shut/?c={article.capture_sha256[:12]}:{start}-{end}#c"' in text
    assert "<mark>paragraph</mark>" in text
    assert "not yet checked" in text
    assert "/places/picketville/" in page(client, "/places/")


def test_the_list_gives_each_other_form_of_a_name_once(
    client: Client, picketville: Authority, make_article: Callable[..., Article]
) -> None:
    make_article()
    AuthorityName.objects.create(authority=picketville, text="Параграф", language="kk", kind="display")
    text = page(client, "/places/").partition("<main")[2]
    assert text.count(">Параграф<") == 1
    assert text.count(">Paragraph<") == 1  # the heading


def test_a_confirmed_mention_needs_no_warning(
    client: Client,
    picketville: Authority,
    make_article: Callable[..., Article],
    cite: Callable[[str], Citation],
) -> None:
    article = make_article()
    mention(article, picketville, cite("paragraph"))
    text = page(client, "/places/picketville/")
    assert "Passages that name it" in text
    assert "not yet checked" not in text


def test_words_that_the_rights_do_not_show_are_not_shown_here_either(
    client: Client,
    picketville: Authority,
    make_article: Callable[..., Article],
    cite: Callable[[str], Citation],
) -> None:
    article = make_article(publication=Publication.objects.create(name="Theirs", slug="theirs"))
    citation = cite("paragraph")
    Citation.objects.update(stance="mentions")
    mention(article, picketville, citation)
    text = page(client, "/places/picketville/")
    assert 'href="/archive/a-door-stays-shut/"' in text
    assert "says who came" not in text


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_place_that_only_a_hidden_article_names_has_no_page(
    client: Client,
    picketville: Authority,
    make_article: Callable[..., Article],
    cite: Callable[[str], Citation],
    mallory: User,
    status: str,
) -> None:
    article = make_article(is_public=False)
    mention(article, picketville, cite("paragraph"))
    Article.objects.update(status=status)
    article.refresh_from_db()
    article.refresh_search()
    client.force_login(mallory)
    assert client.get("/places/picketville/").status_code == 404
    assert "picketville" not in page(client, "/places/")


def test_a_person_has_no_page_among_the_places(client: Client, make_article: Callable[..., Article]) -> None:
    make_article()
    person = Authority.objects.create(kind="person", slug="paragraph", name="Paragraph")
    AuthorityName.objects.create(authority=person, text="Paragraph")
    assert client.get("/places/paragraph/").status_code == 404
    assert "Paragraph" not in page(client, "/places/")


def test_a_short_form_finds_nothing_by_itself(client: Client, make_article: Callable[..., Article]) -> None:
    make_article()
    place = Authority.objects.create(kind="place", slug="short", name="Door Town")
    AuthorityName.objects.create(authority=place, text="Door", kind="short")
    assert client.get("/places/short/").status_code == 404


def test_a_name_of_two_words_is_found_as_a_phrase(
    client: Client, make_article: Callable[..., Article]
) -> None:
    make_article()
    for slug, name in (("phrase", "First Paragraph"), ("apart", "First Came")):
        place = Authority.objects.create(kind="place", slug=slug, name=name)
        AuthorityName.objects.create(authority=place, text=name)
    assert client.get("/places/phrase/").status_code == 200
    assert client.get("/places/apart/").status_code == 404


def test_the_events_at_a_place_are_listed_there_and_drafts_are_not(
    client: Client, picketville: Authority, make_article: Callable[..., Article], olga: User
) -> None:
    make_article()
    for slug in ("public", "hidden"):
        Event(slug=slug, kind="picket", title=f"A {slug} picket", place=picketville).save()
    Event.objects.get(slug="public").publish(by=olga)
    text = page(client, "/places/picketville/")
    assert "A public picket" in text
    assert "A hidden picket" not in text


def test_the_queries_do_not_grow_with_the_places(
    client: Client,
    picketville: Authority,
    make_article: Callable[..., Article],
    django_assert_num_queries: Callable[..., object],
) -> None:
    make_article()
    for number in range(5):
        place = Authority.objects.create(kind="place", slug=f"p-{number}", name=f"P {number}")
        AuthorityName.objects.create(authority=place, text="Paragraph")
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        client.get("/places/")
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        client.get("/places/picketville/")


def mention(article: Article, place: Authority, citation: Citation) -> None:
    start = TEXT.index("paragraph")
    Mention.objects.create(
        article=article, authority=place, start=start, end=start + len("paragraph"), citation=citation
    )
