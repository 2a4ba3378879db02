"""What the rules propose waits for an editor; a decision writes the archive and is remembered."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from archive.ingest.writer import ingest
from archive.models import (
    Article,
    Authority,
    AuthorityName,
    Capture,
    Citation,
    FieldProvenance,
    Mention,
    Proposal,
    Publication,
)

pytestmark = pytest.mark.django_db

PAGE = (
    "Picket outside the embassy\n\n"
    "By Dana Example\n\n"
    "On 3 March 2015 a dozen people stood outside the embassy of Kazakhstan in Prague for an hour.\n\n"
    "Aigul Sample spoke to them before they went home. Nobody took the letter from Aigul Sample.\n"
)


@pytest.fixture
def place(db: None) -> Authority:
    prague = Authority.objects.create(kind="place", slug="prague", name="Prague")
    AuthorityName.objects.create(authority=prague, text="Praha")
    return prague


@pytest.fixture
def person(db: None) -> Authority:
    return Authority.objects.create(kind="person", slug="aigul-sample", name="Aigul Sample")


@pytest.fixture
def article(place: Authority, person: Authority) -> Article:
    ingest(PAGE.encode(), filename="page.txt")
    return Article.objects.get()


def proposal(article: Article, field: str) -> Proposal:
    return article.proposals.filter(field=field).in_order()[0]


def decide_all(article: Article, by: User) -> None:
    for one in article.proposals.must_decide():
        one.accept(by=by, version=one.version)
    article.refresh_from_db()


def provenance(article: Article, field: str) -> FieldProvenance:
    return article.provenance.get(field=field)


def test_every_proposal_quotes_the_words_at_its_place(article: Article) -> None:
    text = Capture.objects.get().text
    found = list(Proposal.objects.exclude(start=None))
    assert found
    assert all(text[one.start : one.end] == one.exact for one in found)
    assert all(one.rule and one.state == "open" for one in Proposal.objects.all())


def test_only_what_matters_must_be_decided(article: Article) -> None:
    asked = set(article.proposals.must_decide().values_list("field", flat=True))
    assert asked == {"title", "author", "published"}
    assert {"date", "mention.place"} <= set(
        article.proposals.filter(tier="shown").values_list("field", flat=True)
    )


def test_the_first_mention_of_somebody_in_the_directory_is_a_question(person: Authority) -> None:
    from campaign.prisoners.models import Person

    Person.objects.create(slug="aigul-sample", name="Aigul Sample", authority=person)
    ingest(PAGE.encode())
    tiers = Proposal.objects.filter(field="mention.person").in_order().values_list("tier", flat=True)
    assert list(tiers) == ["must", "shown"]


def test_accepting_writes_field_provenance_and_citation(article: Article, boris: User) -> None:
    Article.objects.update(authors="")
    FieldProvenance.objects.all().delete()
    one = proposal(article, "author")
    one.accept(by=boris, version=1)
    article.refresh_from_db()
    assert (article.authors, article.last_edited_by, article.status) == ("Dana Example", boris, "draft")
    row = provenance(article, "author")
    assert (row.status, [citation.exact for citation in row.citations.all()]) == ("stated", ["Dana Example"])
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.version) == ("accepted", boris, 2)
    assert one.citation == row.citations.get()


def test_a_correction_in_the_texts_own_words_is_stated(article: Article, boris: User) -> None:
    proposal(article, "title").correct("the embassy of Kazakhstan", by=boris, version=1)
    article.refresh_from_db()
    assert article.title == "the embassy of Kazakhstan"
    row = provenance(article, "title")
    assert (row.status, row.citations.get().exact) == ("stated", "the embassy of Kazakhstan")


def test_a_title_of_ours_stands_in_brackets(article: Article, boris: User) -> None:
    proposal(article, "title").correct("An hour in the cold", by=boris, version=1)
    article.refresh_from_db()
    assert (article.title, article.display_title) == ("", "[An hour in the cold]")
    assert provenance(article, "title").status == "absent"


def test_a_date_that_an_editor_works_out_is_inferred_and_says_so(article: Article, boris: User) -> None:
    proposal(article, "published").correct("2015-03", by=boris, version=1)
    article.refresh_from_db()
    assert article.published_latest and article.published_latest.isoformat() == "2015-03-31"
    assert (provenance(article, "published").status, bool(provenance(article, "published").reason)) == (
        "inferred",
        True,
    )


def test_a_value_that_the_field_cannot_hold_is_refused_and_nothing_is_written(
    article: Article, boris: User
) -> None:
    one = proposal(article, "published")
    before = article.published
    with pytest.raises(ValidationError):
        one.correct("last spring", by=boris, version=1)
    article.refresh_from_db()
    one.refresh_from_db()
    assert (article.published, one.state, one.version) == (before, "open", 1)


def test_rejecting_empties_what_the_rules_had_written(article: Article, boris: User) -> None:
    proposal(article, "author").reject(by=boris, version=1)
    article.refresh_from_db()
    assert article.authors == ""
    assert provenance(article, "author").status == "absent"


def test_one_of_two_authors_can_be_corrected(article: Article, boris: User) -> None:
    Article.objects.update(authors="Dana Example, Ben Sample")
    proposal(article, "author").correct("D. Example", by=boris, version=1)
    article.refresh_from_db()
    assert article.authors == "D. Example, Ben Sample"


def test_what_was_not_found_cannot_be_rejected_only_corrected(article: Article, boris: User) -> None:
    with pytest.raises(ValidationError, match="correct it"):
        proposal(article, "translator").reject(by=boris, version=1)
    proposal(article, "translator").correct("Ben Sample", by=boris, version=1)
    article.refresh_from_db()
    assert article.translator == "Ben Sample"


def test_an_accepted_mention_links_a_name_to_the_authority_file(
    article: Article, place: Authority, boris: User
) -> None:
    proposal(article, "mention.place").accept(by=boris, version=1)
    mention = Mention.objects.get()
    assert (mention.authority, mention.citation.exact, mention.citation.stance) == (
        place,
        "Prague",
        "mentions",
    )


def test_a_mention_is_corrected_to_another_name_on_record(article: Article, boris: User) -> None:
    other = Authority.objects.create(kind="place", slug="prague-ok", name="Prague, Oklahoma")
    one = proposal(article, "mention.place")
    with pytest.raises(ValidationError, match="authority file"):
        one.correct("Nowhere", by=boris, version=1)
    one.correct("Prague, Oklahoma", by=boris, version=1)
    assert Mention.objects.get().authority == other


def test_a_publication_must_be_on_record(article: Article, boris: User) -> None:
    one = proposal(article, "publication")
    with pytest.raises(ValidationError, match="knows no publication"):
        one.correct("The Prague Echo", by=boris, version=1)
    echo = Publication.objects.create(name="The Prague Echo", slug="echo")
    one.correct("the prague echo", by=boris, version=1)
    article.refresh_from_db()
    assert article.publication == echo


def test_a_name_or_a_letter_does_not_widen_an_excerpt(article: Article, boris: User, client: Client) -> None:
    decide_all(article, boris)
    for one in article.proposals.filter(field__in=["mention.place", "date"]):
        one.accept(by=boris, version=1)
    article.refresh_from_db()
    article.publish(by=boris)
    text = client.get(f"/archive/{article.slug}/").content.decode()
    assert "On 3 March 2015 a dozen people" not in text
    assert Citation.objects.filter(stance="mentions").exists()


def test_the_same_bytes_twice_ask_nothing_again(article: Article, boris: User) -> None:
    proposal(article, "author").reject(by=boris, version=1)
    before = Proposal.objects.count(), Mention.objects.count(), Citation.objects.count()
    outcome = ingest(PAGE.encode(), filename="page.txt")
    assert outcome.proposed == 0
    assert (Proposal.objects.count(), Mention.objects.count(), Citation.objects.count()) == before
    assert proposal(article, "author").state == "rejected"
    article.refresh_from_db()
    assert article.authors == ""


def test_names_that_are_added_later_are_proposed_then(article: Article) -> None:
    Authority.objects.create(kind="organisation", slug="embassy", name="embassy of Kazakhstan")
    assert ingest(PAGE.encode()).proposed == 1


def test_the_second_of_two_editors_gets_a_sentence(article: Article, ada: User, boris: User) -> None:
    of_ada, of_boris = proposal(article, "author"), proposal(article, "author")
    of_ada.accept(by=ada, version=1)
    for act in (
        lambda: of_boris.reject(by=boris, version=1),
        lambda: of_boris.correct("Somebody", by=boris, version=1),
        lambda: of_boris.accept(by=boris, version=2),
    ):
        with pytest.raises(ValidationError, match="meanwhile"):
            act()
    article.refresh_from_db()
    assert (article.authors, article.last_edited_by) == ("Dana Example", ada)


def test_a_form_of_another_version_decides_nothing(article: Article, boris: User) -> None:
    with pytest.raises(ValidationError, match="meanwhile"):
        proposal(article, "author").accept(by=boris, version=7)
    assert proposal(article, "author").state == "open"


def test_an_article_waits_for_its_decisions(article: Article, boris: User) -> None:
    with pytest.raises(ValidationError, match="3 things in this text must be decided"):
        article.publish(by=boris)
    decide_all(article, boris)
    article.publish(by=boris)
    assert article.is_published


def test_nothing_is_public_by_being_accepted(article: Article, boris: User, client: Client) -> None:
    decide_all(article, boris)
    assert client.get(f"/archive/{article.slug}/").status_code == 404
    article.publish(by=boris)
    assert client.get(f"/archive/{article.slug}/").status_code == 200
    proposal(article, "mention.place").accept(by=boris, version=1)
    assert client.get(f"/archive/{article.slug}/").status_code == 404
    article.refresh_from_db()
    assert article.status == "review"


def test_a_rejected_split_is_not_published_and_not_drafted_again(shared: Path, boris: User) -> None:
    data = next(iter(sorted((shared / "sources").glob("002*.txt")))).read_bytes()
    ingest(data)
    article = Article.objects.get(slug__startswith="fourth-anniversary")
    article.proposals.get(field="split").reject(by=boris, version=1)
    decide_all(article, boris)
    with pytest.raises(ValidationError, match="not a text of its own"):
        article.publish(by=boris)
    article.delete()
    ingest(data)
    assert Article.objects.count() == 5


def test_a_child_that_is_none_stands_alone(shared: Path, boris: User) -> None:
    ingest(next(iter(sorted((shared / "sources").glob("004*.txt")))).read_bytes())
    ingest(next(iter(sorted((shared / "sources").glob("003*.txt")))).read_bytes())
    child = Article.objects.exclude(parent=None).get()
    Proposal.objects.get(field="child").reject(by=boris, version=1)
    child.refresh_from_db()
    assert child.parent is None


def test_two_fresh_databases_get_the_same_proposals(shared: Path) -> None:
    def columns() -> list[tuple[object, ...]]:
        names = ("capture__sha256", "field", "value", "start", "end", "rule", "tier", "place_start")
        return list(Proposal.objects.order_by("pk").values_list(*names))

    files = sorted(str(path) for path in (shared / "sources").glob("*.txt"))
    call_command("ingest", *files, verbosity=0)
    first = columns()
    Proposal.objects.all().delete()
    Article.objects.all().delete()
    Capture.objects.all().delete()
    call_command("ingest", *files, verbosity=0)
    assert columns() == first


@pytest.mark.parametrize("order", ["campaign first", "documents first"])
def test_what_the_starter_campaign_says_is_not_asked(shared: Path, order: str) -> None:
    files = sorted(str(path) for path in (shared / "sources").glob("*.txt"))
    steps = [("load_campaign", "kazakhstan"), ("ingest", *files)]
    for step in steps if order == "campaign first" else reversed(steps):
        call_command(*step)
    assert Proposal.objects.must_decide().count() <= 15
    assert Article.objects.published().count() == 11
    assert Proposal.objects.filter(state="accepted", decided_by=None).count() > 80


@pytest.fixture
def closed_connections(transactional_db: None) -> Iterator[None]:
    yield
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_many_editors_at_once_exactly_one_decides(closed_connections: None) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("threads would not share an SQLite database in memory")
    ingest(PAGE.encode())
    one = Proposal.objects.get(field="author")
    users = [User.objects.create_user(f"editor-{number}") for number in range(6)]
    outcomes: list[str] = []

    def decide(number: int) -> None:
        try:
            Proposal.objects.get(pk=one.pk).correct(f"Author {number}", by=users[number], version=1)
            outcomes.append(f"Author {number}")
        except ValidationError:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [outcome for outcome in outcomes if outcome]
    assert len(outcomes) == 6
    assert len(winners) == 1
    assert Article.objects.get().authors == winners[0]
