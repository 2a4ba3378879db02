"""The search page: groups, facets, similar spellings, references; and what is never found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article
from archive.search import index
from archive.search.records import Searchable
from campaign.organisations.models import HeadOfMission, Mission
from campaign.pages.models import PageText

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def put(key: str, title: str, **fields: Any) -> None:
    kind = fields.pop("kind", "article")
    index.put(Searchable(kind, key, f"/archive/{key}/", title, **fields))


def test_missions_are_found_with_their_heads_and_leave_with_them(client: Client) -> None:
    mission = Mission.objects.create(
        slug="in-arcadia", name="Embassy in Arcadia", city="Tegea", host_country="GR"
    )
    head = HeadOfMission.objects.create(mission=mission, name="Pan Dimos", title="Ambassador", as_of="2016")
    for word in ("arcadia", "Tegea", "Dimos", "Greece"):
        assert 'href="/missions/in-arcadia/"' in page(client, f"/search/?q={word}")
    head.delete()
    assert "/missions/in-arcadia/" not in page(client, "/search/?q=Dimos")
    mission.slug = "elsewhere"
    mission.save()
    assert "/missions/in-arcadia/" not in page(client, "/search/?q=arcadia")
    mission.delete()
    assert "Nothing was found" in page(client, "/search/?q=arcadia")


def test_the_texts_of_this_site_are_found_in_their_language(client: Client) -> None:
    PageText.objects.create(
        slug="privacy", language="en", title="Privacy", body="## Keys\n\nTwo **officers**."
    )
    PageText.objects.create(
        slug="privacy", language="ru", title="Личные данные", body="Ключи у [двух](/about/) людей."
    )
    english = page(client, "/search/?q=officer")
    assert 'href="/privacy/"' in english
    assert "**" not in english
    assert 'href="/ru/privacy/"' in page(client, "/search/?q=ключ")


def test_facets_come_with_the_thirteenth_page_and_count(client: Client) -> None:
    for number in range(12):
        put(f"row-{number:02}", f"Embassy {number:02}", language="en")
    assert '<form class="filters"' not in page(client, "/search/?q=embassy")
    put("letter", "Embassy letter", kind="letter", language="ru")
    text = page(client, "/search/?q=embassy")
    assert ">Archive (12)</option>" in text
    assert ">Russian (1)</option>" in text
    assert 'id="facet-year"' not in text
    narrowed = page(client, "/search/?q=embassy&kind=letter")
    assert "Embassy letter" in narrowed and "Embassy 03" not in narrowed
    assert 'href="?q=embassy"' in narrowed
    assert "Nothing was found" in page(client, "/search/?q=embassy&kind=nonsense")


def test_similar_spellings_stand_apart(client: Client) -> None:
    put("a", "Workers of Zhanaozen")
    text = page(client, "/search/?q=Zhanaosen")
    assert "0 pages found" in text
    assert text.index("Similar spellings") < text.index('href="?q=Zhanaozen"')
    assert "Similar spellings" not in page(client, "/search/?q=Zhanaozen")


def test_found_articles_go_to_a_reference_manager(client: Client, olga: User) -> None:
    for slug, title in (("one", "A locked door"), ("two", "An open window")):
        Article.objects.create(slug=slug, title=title).publish(by=olga)
    put("letter", "A door", kind="letter")
    assert [row["id"] for row in client.get("/search/references.json?q=door").json()] == ["one"]
    assert b"@misc{one," in client.get("/search/references.bib?q=door").content
    assert b"TI  - A locked door" in client.get("/search/references.ris?q=doors").content
    assert client.get("/search/references.json?q=").json() == []
    assert client.get("/search/references.xml?q=door").status_code == 404
    assert "/search/references.bib?q=door" in page(client, "/search/?q=door")


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_hidden_article_is_in_no_list_of_references(client: Client, olga: User, status: str) -> None:
    Article.objects.create(slug="one", title="A locked door").publish(by=olga)
    Article.objects.update(status=status)  # behind the back of the index
    assert client.get("/search/references.json?q=door").json() == []


def test_what_is_asked_is_shown_as_text(client: Client) -> None:
    text = page(client, "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in text


def test_a_search_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(20):
        put(f"row-{number:02}", f"Embassy {number:02}")
    with django_assert_num_queries(3):  # names, passages, words that may be similar
        client.get("/search/?q=embassy")
