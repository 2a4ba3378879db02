from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article, Authority, Citation


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


def test_facets_count_who_and_what_editors_have_confirmed(client: Client, olga: User, db: None) -> None:
    asya = Authority.objects.create(kind="person", slug="asya", name="Asya")
    roza = Authority.objects.create(kind="person", slug="roza", name="Roza")
    town = Authority.objects.create(kind="place", slug="town", name="Town")
    for number in range(13):
        article = Article.objects.create(slug=f"row-{number:02}", title=f"Row {number:02}", published="2016")
        named = [asya, asya, town] if number < 4 else [roza] if number < 6 else []
        for start, authority in enumerate(named):
            citation = Citation.objects.create(
                capture_sha256=f"{number:064}", start=start, end=start + 1, exact_sha256="0" * 64
            )
            article.mentions.create(authority=authority, start=start, end=start + 1, citation=citation)
        article.refresh_content()
        article.publish(by=olga)
    hidden = Article.objects.create(slug="hidden", title="Hidden")
    hidden.mentions.create(authority=roza, start=9, end=10, citation=Citation.objects.all()[0])
    text = client.get("/archive/").content.decode()
    assert ">Asya (4)</option>" in text and ">Roza (2)</option>" in text
    assert 'id="facet-place"' not in text, "one value is no choice"
    narrowed = client.get("/archive/?person=roza").content.decode()
    assert "Row 04" in narrowed and "Row 05" in narrowed and "Row 00" not in narrowed
    assert "2 articles" in narrowed
    assert "Row 00" in client.get("/archive/?place=town").content.decode()
    assert "Row 00" not in client.get("/archive/?place=asya").content.decode()
    references = client.get("/archive/references.json?person=roza").json()
    assert [row["id"] for row in references] == ["row-04", "row-05"]


def test_the_queries_of_the_list_do_not_grow(
    client: Client, olga: User, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(5):
        Article(slug=f"row-{number}", title=f"Row {number}").save()
        Article.objects.get(slug=f"row-{number}").publish(by=olga)
    client.get("/archive/")
    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[attr-defined]
        client.get("/archive/")


LIST_QUERIES = 4
