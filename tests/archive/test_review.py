"""The review queue at the desk: who sees it, what a decision does, and what the public then sees."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from archive.ingest.writer import ingest
from archive.models import Article, Authority, Capture, Mention, Proposal
from tests.archive.test_proposals import PAGE, decide_all, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    Authority.objects.create(kind="place", slug="prague", name="Prague")
    ingest(PAGE.encode(), filename="page.txt")
    return Article.objects.get()


@pytest.fixture
def address(article: Article) -> str:
    return f"/admin/archive/capture/{Capture.objects.get().pk}/review/"


def decide(client: Client, address: str, one: Proposal, verdict: str, query: str = "", **data: object) -> str:
    """Posts the form of a proposal as the page has it; returns where that leads."""
    answer = client.post(
        f"{address}{query}", {"proposal": one.pk, "version": one.version, "verdict": verdict} | data
    )
    assert answer.status_code == 302
    return answer["Location"]


def test_only_editors_and_reviewers_see_the_queue(
    client: Client, address: str, ada: User, boris: User, cleo: User, mallory: User
) -> None:
    assert client.get(address).status_code == 302
    for user, status in ((ada, 200), (boris, 200), (cleo, 403), (mallory, 302)):
        client.force_login(user)
        assert client.get(address).status_code == status, user
        assert client.get(f"{address}accept/").status_code == status, user


@pytest.mark.parametrize("name", ["cleo", "mallory"])
def test_nobody_else_decides(
    client: Client, address: str, article: Article, name: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(name))
    one = proposal(article, "author")
    client.post(address, {"proposal": one.pk, "version": 1, "verdict": "reject"})
    client.post(f"{address}accept/", {"proposal": f"{one.pk}.1"})
    one.refresh_from_db()
    assert one.state == "open"


def test_a_card_shows_value_words_rule_and_reasons(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    text = client.get(address).content.decode()
    one = proposal(article, "author")
    for words in ("Dana Example", one.rule, one.reasons[0], "1 of 3", "3 are still open"):
        assert words in text
    assert "Prague</bdi>" not in text
    assert "Prague</bdi>" in client.get(f"{address}?tier=shown").content.decode()


def test_the_text_stands_beside_it_whole_with_numbers_at_the_words(
    client: Client, address: str, boris: User
) -> None:
    client.force_login(boris)
    text = client.get(address).content.decode()
    pane = re.sub(
        r"<a class=\"span-number\".*?</a>", "", text.split("data-text>", 1)[1].split("</div>", 1)[0]
    )
    assert re.sub(r"<[^>]+>", "", pane) == PAGE
    assert text.count('class="span-number"') == 3


def test_a_decision_leads_to_the_next_one(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    first, second, third = article.proposals.must_decide().in_order()
    assert decide(client, address, first, "accept") == f"{address}?tier=must&state=open&at={second.pk}"
    shown = client.get(f"{address}?at={second.pk}").content.decode()
    assert "2 of 3" in shown
    assert shown.count("autofocus") == 1
    assert decide(client, address, third, "accept").endswith(f"at={second.pk}")
    assert decide(client, address, second, "correct", value="Ben Sample") == f"{address}?tier=must&state=open"
    assert "Nothing is left to decide in this view." in client.get(address).content.decode()


def test_the_filter_stays_after_a_decision(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    one = proposal(article, "date")
    assert "tier=shown&field=date" in decide(
        client, address, one, "reject", "?tier=shown&field=date"
    ).replace("state=open&", "")


def test_the_second_editor_is_told_and_overwrites_nothing(
    client: Client, address: str, article: Article, ada: User, boris: User
) -> None:
    one = proposal(article, "author")
    client.force_login(ada)
    decide(client, address, one, "accept")
    client.force_login(boris)
    where = decide(client, address, one, "correct", value="Somebody Else")
    assert "Somebody else has decided this meanwhile" in client.get(where).content.decode()
    article.refresh_from_db()
    assert article.authors == "Dana Example"


def test_a_value_that_cannot_be_is_a_sentence_and_stays_open(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    one = proposal(article, "published")
    where = decide(client, address, one, "correct", value="last spring")
    assert where.endswith(f"at={one.pk}")
    assert 'class="error"' in client.get(where).content.decode()
    one.refresh_from_db()
    assert one.state == "open"


@pytest.mark.parametrize("data", [{}, {"proposal": "x"}, {"proposal": "999999"}])
def test_a_made_up_proposal_is_not_found(
    client: Client, address: str, boris: User, data: dict[str, str]
) -> None:
    client.force_login(boris)
    assert client.post(address, data).status_code == 404


def test_what_is_filtered_is_listed_and_then_accepted(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    listed = client.get(f"{address}accept/?tier=shown&field=mention.place").content.decode()
    rows = re.findall(r'name="proposal" value="(\d+\.\d+)"', listed)
    assert len(rows) == 1
    assert "Prague" in listed
    assert not Mention.objects.exists()
    client.post(f"{address}accept/?tier=shown&field=mention.place", {"proposal": rows})
    assert Mention.objects.count() == 1


def test_only_what_was_listed_is_accepted(
    client: Client, address: str, article: Article, ada: User, boris: User
) -> None:
    client.force_login(boris)
    title, author, published = article.proposals.must_decide().in_order()
    author.reject(by=ada, version=1)
    rows = [f"{title.pk}.1", f"{author.pk}.1", "x", "1.x"]
    text = client.post(f"{address}accept/", {"proposal": rows}, follow=True).content.decode()
    assert "1 proposal was accepted." in text
    assert "meanwhile" in text
    states = [
        one.state for one in article.proposals.filter(pk__in=[title.pk, author.pk, published.pk]).in_order()
    ]
    assert states == ["accepted", "rejected", "open"]


def test_publishing_with_open_decisions_is_refused_with_a_link(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    data = {"action": "publish_records", "_selected_action": article.pk, "confirmed": "yes"}
    text = client.post("/admin/archive/article/", data, follow=True).content.decode()
    assert "3 things in this text must be decided" in text
    assert f'href="{address}?article={article.pk}"' in text
    decide_all(article, boris)
    assert (
        "1 record was changed" in client.post("/admin/archive/article/", data, follow=True).content.decode()
    )


def test_the_desk_leads_to_the_queue(
    client: Client, address: str, article: Article, boris: User, cleo: User
) -> None:
    client.force_login(boris)
    start = client.get("/admin/").content.decode()
    assert '<a href="/admin/archive/capture/?waiting=yes"><strong>3</strong> Proposals to review</a>' in start
    assert f'<a href="{address}">3</a>' in client.get("/admin/archive/capture/?waiting=yes").content.decode()
    form = client.get(f"/admin/archive/article/{article.pk}/change/").content.decode()
    assert f'href="{address}?article={article.pk}"' in form
    decide_all(article, boris)
    assert "page.txt" not in client.get("/admin/archive/capture/?waiting=yes").content.decode()
    client.force_login(cleo)
    assert "Proposals to review" not in client.get("/admin/").content.decode()


def test_the_public_page_says_what_is_not_checked_and_links_only_what_is(
    client: Client, article: Article, boris: User
) -> None:
    decide_all(article, boris)
    article.publish(by=boris)
    page = f"/archive/{article.slug}/"
    unchecked = article.proposals.not_yet_checked().count()
    before = client.get(page).content.decode()
    assert f"{unchecked} things in this text are not yet checked." in before
    assert "People and places named here" not in before
    proposal(article, "mention.place").accept(by=boris, version=1)
    article.refresh_from_db()
    article.publish(by=boris)
    after = client.get(page).content.decode()
    assert "People and places named here" in after
    assert '<a href="/places/prague/"><bdi>Prague</bdi></a>' in after
    assert client.get("/places/prague/").status_code == 200
    assert f"{unchecked - 1} things in this text are not yet checked." in after


def test_the_address_rebuilds_the_view_and_nonsense_is_ignored(
    client: Client, address: str, boris: User
) -> None:
    client.force_login(boris)
    assert "1 of 3" in client.get(f"{address}?tier=nonsense&rule=none&at=x").content.decode()


def test_decided_proposals_are_listed_with_who_decided(
    client: Client, address: str, article: Article, boris: User
) -> None:
    client.force_login(boris)
    decide(client, address, proposal(article, "author"), "correct", value="Ben Sample")
    text = client.get(f"{address}?state=decided").content.decode()
    assert "Ben Sample" in text
    assert "boris" in text
    assert 'value="accept"' not in text


def test_the_queue_of_a_long_document_takes_few_queries(
    client: Client, shared: Path, boris: User, django_assert_max_num_queries: object
) -> None:
    call_command("ingest", str(next(iter(sorted((shared / "sources").glob("002*.txt"))))))
    client.force_login(boris)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(f"/admin/archive/capture/{Capture.objects.get().pk}/review/?tier=all")
