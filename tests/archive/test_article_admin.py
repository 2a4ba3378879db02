from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from archive.models import Article


def form_of(article: Article, **changes: object) -> dict[str, object]:
    fields = ("title", "supplied_title", "slug", "kind", "language", "standfirst", "authors", "translator")
    data = {name: getattr(article, name) for name in fields}
    data |= {name: getattr(article, name) for name in ("dateline", "published", "voice", "summary", "note")}
    data |= {"capture_sha256": article.capture_sha256, "start": article.start, "end": article.end}
    data |= {"publication": article.publication_id or "", "parent": "", "original": ""}
    for prefix, total in (("provenance", 0), ("blocks", article.blocks.count())):
        data |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": total}
    for number, block in enumerate(article.blocks.all()):
        data |= {f"blocks-{number}-id": block.pk, f"blocks-{number}-article": article.pk}
        data |= {f"blocks-{number}-kind": block.kind, f"blocks-{number}-level": block.level}
    return data | changes


def test_an_edit_takes_the_article_from_the_site_and_says_so(
    client: Client, boris: User, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    client.force_login(boris)
    address = f"/admin/archive/article/{article.pk}/change/"
    unchanged = client.post(address, form_of(article), follow=True)
    assert "has to be published again" not in unchanged.content.decode()
    assert client.get("/archive/a-door-stays-shut/").status_code == 200
    changed = client.post(address, form_of(article, title="A door opens"), follow=True)
    assert "has to be published again" in changed.content.decode()
    assert client.get("/archive/a-door-stays-shut/").status_code == 404


def act(client: Client, article: Article, action: str, *, confirmed: bool = True) -> str:
    data = {"action": action, "_selected_action": article.pk} | ({"confirmed": "yes"} if confirmed else {})
    return client.post("/admin/archive/article/", data, follow=True).content.decode()


def test_an_action_asks_first_and_then_does_it(
    client: Client, boris: User, make_article: Callable[..., Article]
) -> None:
    article = make_article(is_public=False)
    client.force_login(boris)
    assert "Every visitor sees them at once" in act(client, article, "publish_records", confirmed=False)
    assert client.get("/archive/a-door-stays-shut/").status_code == 404
    assert "1 record was changed" in act(client, article, "publish_records")
    assert client.get("/archive/a-door-stays-shut/").status_code == 200
    assert "1 record was changed" in act(client, article, "withdraw_records")
    assert client.get("/archive/a-door-stays-shut/").status_code == 410


def test_publishing_twice_is_a_sentence_and_no_harm(
    client: Client, boris: User, make_article: Callable[..., Article]
) -> None:
    article = make_article()
    client.force_login(boris)
    assert "changed or published by somebody else meanwhile" in act(client, article, "publish_records")


def test_a_campaigner_reads_articles_and_cannot_publish_them(
    client: Client, cleo: User, make_article: Callable[..., Article]
) -> None:
    article = make_article(is_public=False)
    client.force_login(cleo)
    assert client.get("/admin/archive/article/").status_code == 200
    act(client, article, "publish_records")
    assert client.get("/archive/a-door-stays-shut/").status_code == 404


def test_nobody_writes_a_citation_by_hand(
    client: Client, olga: User, make_article: Callable[..., Article], cite: Callable[[str], object]
) -> None:
    make_article()
    cite("who came")
    client.force_login(olga)
    assert client.get("/admin/archive/citation/add/").status_code == 403
