"""Topics: editors gather articles; visitors see what is published of them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(make_article: Callable[..., Article], olga: User) -> Topic:
    topic = Topic.objects.create(slug="doors", title="Doors that stay shut", text="Embassies and others.")
    hidden = Article.objects.create(slug="hidden", title="A hidden draft")
    topic.articles.set([make_article(), hidden])
    topic.refresh_content()
    topic.publish(by=olga)
    return topic


def test_a_topic_lists_its_published_articles_and_they_name_it(client: Client, topic: Topic) -> None:
    text = client.get("/topics/doors/").content.decode()
    assert "Embassies and others." in text
    assert "/archive/a-door-stays-shut/" in text
    assert "A hidden draft" not in text
    assert "1 article<" in client.get("/topics/").content.decode()
    assert 'href="/topics/doors/"' in client.get("/archive/a-door-stays-shut/").content.decode()
    assert 'href="/topics/doors/"' in client.get("/search/?q=doors").content.decode()


def test_another_article_is_a_change_that_has_to_be_published(client: Client, topic: Topic) -> None:
    topic.articles.clear()
    topic.refresh_content()
    assert client.get("/topics/doors/").status_code == 404
    assert "/topics/doors/" not in client.get("/archive/a-door-stays-shut/").content.decode()


def test_a_withdrawn_topic_is_gone(client: Client, topic: Topic) -> None:
    topic.withdraw()
    assert client.get("/topics/doors/").status_code == 410
    assert "doors" not in client.get("/topics/").content.decode()


def test_an_editor_makes_a_topic_and_mallory_does_not(client: Client, boris: User, mallory: User) -> None:
    client.force_login(mallory)
    assert client.get("/admin/archive/topic/add/").status_code == 302
    client.force_login(boris)
    assert client.get("/admin/archive/topic/add/").status_code == 200
    answer = client.post(
        "/admin/archive/topic/add/", {"title": "Oil", "slug": "oil", "text": "", "articles": []}
    )
    assert answer.status_code == 302
    Topic.objects.get(slug="oil").publish(by=boris)
    assert client.get("/topics/oil/").status_code == 200


def test_the_queries_do_not_grow(
    client: Client, topic: Topic, olga: User, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(4):
        article = Article.objects.create(slug=f"more-{number}", title=f"More {number}")
        article.publish(by=olga)
        topic.articles.add(article)
    topic.refresh_content()
    topic.publish(by=olga)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        client.get("/topics/")
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        client.get("/topics/doors/")
