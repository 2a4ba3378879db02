from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article


def test_the_list_shows_published_documents_newest_first(
    client: Client, make_article: Callable[..., Article], olga: User
) -> None:
    Article(slug="older", title="The older one", published="2015-12").save()
    Article(slug="newer", title="The newer one", published="2016-05-27").save()
    Article(slug="undated", title="The undated one").save()
    Article(slug="secret", title="The secret draft").save()
    for slug in ("older", "newer", "undated"):
        Article.objects.get(slug=slug).publish(by=olga)
    text = client.get("/archive/").content.decode()
    assert "The secret draft" not in text
    assert text.index("The newer one") < text.index("The older one") < text.index("The undated one")
    assert "date not stated" in text


def test_facets_come_with_the_thirteenth_row(client: Client, olga: User, db: None) -> None:
    for number in range(12):
        Article(slug=f"row-{number}", title=f"Row {number}").save()
        Article.objects.get(slug=f"row-{number}").publish(by=olga)
    assert '<form class="filters"' not in client.get("/archive/").content.decode()
    Article(slug="row-12", title="Row 12", kind=Article.Kind.REPORT).save()
    Article.objects.get(slug="row-12").publish(by=olga)
    assert '<form class="filters"' in client.get("/archive/").content.decode()
    filtered = client.get("/archive/?kind=report").content.decode()
    assert "Row 12" in filtered
    assert "Row 3<" not in filtered


def test_the_queries_of_the_list_do_not_grow(
    client: Client, olga: User, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(5):
        Article(slug=f"row-{number}", title=f"Row {number}").save()
        Article.objects.get(slug=f"row-{number}").publish(by=olga)
    client.get("/archive/")
    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[attr-defined]
        client.get("/archive/")


LIST_QUERIES = 3
