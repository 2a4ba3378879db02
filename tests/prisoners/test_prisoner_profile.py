"""/prisoners/<slug>/: one person, each fact with its source, and whether it is still true."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.models import Article, Capture, Citation, ExternalSource, Publication
from archive.models.citation import hash_words
from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.letters.models import Letter
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person
from tests.prisoners.conftest import MakePerson

pytestmark = pytest.mark.django_db

WORDS = "She was taken from the square"
TEXT = f"A report\n\n{WORDS}.\n"


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.fixture
def citation(ada: User) -> Citation:
    """Words of a published article whose text this site may show."""
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    Capture.objects.create(sha256=digest, original=TEXT.encode(), text=TEXT)
    paper = Publication.objects.create(name="The Paper", slug="paper", is_own=True, rights="full")
    article = Article(
        slug="a-report", title="A report", publication=paper, capture_sha256=digest, start=0, end=len(TEXT)
    )
    article.save()
    article.publish(by=ada)
    start = TEXT.index(WORDS)
    return Citation.objects.create(
        capture_sha256=digest,
        start=start,
        end=start + len(WORDS),
        exact_sha256=hash_words(WORDS),
        exact=WORDS,
    )


@pytest.fixture
def dana(make_person: MakePerson, citation: Citation, ada: User) -> Person:
    """Held in 2016, freed when her term ended; every row has a source."""
    person = make_person(
        "Dana Serik",
        {
            "status": "administrative",
            "began": "2016-05-17/2016-05-20",
            "ended": "2016-05-27/2016-05-30",
            "end_is_inferred": True,
            "end_reason": "ten days from the arrest",
            "reason": "hooliganism",
            "place": "Astana",
        },
        names=[("Дана Серік", "kk", "Cyrl")],
        summary="Arrested before a protest.",
        basis_note="Named in the press at the time.",
        review_on=date(2027, 1, 31),
    )
    person.authority.names.create(text="Dana Serikova", source="A report", kind="variant")
    fact = person.facts.create(
        text="Taken from a square in the centre.", date="2016-05-17", date_is_inferred=True
    )
    designation = person.designations.create(by="The Paper", label="political prisoner", date="2016-05")
    elsewhere = ExternalSource.objects.create(
        publisher="A Committee",
        title="Yearly report",
        url="https://committee.example/2016",
        accessed_on=date(2026, 1, 5),
    )
    rows: list[Any] = [*person.custody_periods.all(), fact, designation]
    for row in rows:
        row.citations.add(citation)
        row.external_sources.add(elsewhere)
    person.refresh_content()
    person.publish(by=ada)
    return person


def test_a_profile_shows_each_fact_with_its_source(client: Client, dana: Person) -> None:
    page = text_of(client, "/prisoners/dana-serik/")
    assert "<h1><bdi>Dana Serik</bdi></h1>" in page
    assert '<li lang="kk"><bdi>Дана Серік</bdi></li>' in page
    assert "Administrative arrest, <bdi>Astana</bdi>: begun between 17 and 20 May 2016, ended between" in page
    assert "The release itself is not recorded." in page
    assert "ten days from the arrest" in page
    assert "For what: hooliganism" in page
    assert "At least 7 days." in page
    assert "Taken from a square in the centre." in page
    assert page.count(f"?c={dana.facts.get().citations.get().reference}#c") >= 3
    assert 'href="https://committee.example/2016"' in page
    assert "seen on 5 January 2026" in page


def test_a_profile_says_whose_words_political_prisoner_are(client: Client, dana: Person) -> None:
    assert "<bdi>The Paper</bdi>: “political prisoner”, May 2016" in text_of(client, "/prisoners/dana-serik/")


def test_a_profile_without_a_designation_says_that_nobody_says_so(
    client: Client, make_person: MakePerson
) -> None:
    make_person("Dana Serik", {"began": "2012"})
    assert "so we do not either" in text_of(client, "/prisoners/dana-serik/")


def test_a_profile_says_why_the_person_is_named_and_how_to_object(client: Client, dana: Person) -> None:
    page = text_of(client, "/prisoners/dana-serik/")
    assert "Why this person is named here" in page
    assert "Public interest. Named in the press at the time." in page
    assert "We ask ourselves again by 31 January 2027." in page
    assert 'href="/contact/?about=/prisoners/dana-serik/"' in page


def test_a_profile_is_computed_for_the_asked_day(client: Client, dana: Person) -> None:
    page = text_of(client, "/prisoners/dana-serik/?as_of=2016-05-22")
    assert '<span class="badge badge-strong">Held</span>' in page or "Last known to be held" in page
    assert "The status below is that of 22 May 2016." in page
    assert "Held earlier" in text_of(client, "/prisoners/dana-serik/")
    assert "Write the day as" in text_of(client, "/prisoners/dana-serik/?as_of=soon", 422)


def test_who_is_still_held_is_said_to_be_so_with_the_day(client: Client, make_person: MakePerson) -> None:
    confirmed = timezone.localdate() - timedelta(days=3)
    make_person("Dana Serik", {"began": "2020-03-01", "last_confirmed_on": confirmed})
    page = text_of(client, "/prisoners/dana-serik/")
    assert "Serving a sentence: since 1 March 2020, no end recorded." in page
    assert f"Last confirmed on {confirmed.day} {confirmed:%B %Y}." in page


def test_what_concerns_the_person_is_linked_when_it_is_public(
    client: Client, dana: Person, ada: User
) -> None:
    action = Action.objects.create(slug="a-day", title="A day")
    records: list[Any] = [
        Petition(slug="free-dana", title="Free Dana", action=action),
        Letter(slug="to-london", title="To London", action=action),
        Event(slug="a-picket", title="A picket", kind="picket", date="2016-05-26"),
    ]
    for record in records:
        record.save()
        record.people.add(dana)
    assert "A picket" not in text_of(client, "/prisoners/dana-serik/")
    for record in records:
        record.refresh_content()
        record.publish(by=ada)
    page = text_of(client, "/prisoners/dana-serik/")
    for address in (
        "/petitions/free-dana/",
        "/letters/to-london/",
        "/events/a-picket/",
        "/archive/a-report/",
    ):
        assert f'href="{address}"' in page


def test_a_draft_is_not_there_for_anybody(client: Client, make_person: MakePerson, mallory: User) -> None:
    make_person("Dana Serik", {"began": "2012"}, published=False)
    assert client.get("/prisoners/dana-serik/").status_code == 404
    client.force_login(mallory)
    assert client.get("/prisoners/dana-serik/").status_code == 404


def test_a_withdrawn_person_is_gone_and_not_named(client: Client, dana: Person) -> None:
    dana.withdraw()
    response = client.get("/prisoners/dana-serik/")
    assert response.status_code == 410
    page = response.content.decode()
    assert "Dana" not in page.replace("dana-serik", "")
    assert "Astana" not in page
    assert (
        "no-store" in response.headers["Cache-Control"] or "s-maxage=30" in response.headers["Cache-Control"]
    )


def test_an_edit_takes_the_page_away_until_somebody_else_has_read_it(
    client: Client, dana: Person, ada: User
) -> None:
    dana.summary = "Something that nobody has read."
    dana.save()
    assert client.get("/prisoners/dana-serik/").status_code == 404
    dana.publish(by=ada)
    assert "nobody has read" in text_of(client, "/prisoners/dana-serik/")


def test_a_starter_person_is_marked_with_the_year_of_the_last_confirmation(
    client: Client, make_person: MakePerson, ada: User
) -> None:
    person = make_person(
        "Dana Serik", {"began": "2012", "last_confirmed_on": date(2013, 5, 1)}, published=False
    )
    person.publish_as_shipped()
    sentence = "From the starter campaign; facts as in the sources, last confirmed in 2013; not yet reviewed"
    assert sentence in text_of(client, "/prisoners/dana-serik/")
    person.withdraw()
    person.submit()
    person.publish(by=ada)
    assert "From the starter campaign" not in text_of(client, "/prisoners/dana-serik/")


def test_a_profile_is_for_every_reader_alike(client: Client, dana: Person, mallory: User) -> None:
    client.force_login(mallory)
    response = client.get("/prisoners/dana-serik/")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


PROFILE_QUERIES = 17


def test_the_queries_of_a_profile_do_not_grow(
    client: Client,
    dana: Person,
    ada: User,
    citation: Citation,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client.get("/prisoners/dana-serik/")
    with django_assert_num_queries(PROFILE_QUERIES):
        client.get("/prisoners/dana-serik/")
    for number in range(5):
        fact = dana.facts.create(text=f"Fact {number}")
        fact.citations.add(citation)
        dana.designations.create(by=f"Paper {number}").citations.add(citation)
        dana.custody_periods.create(status="serving", began=str(2017 + number)).citations.add(citation)
    dana.refresh_content()
    dana.publish(by=ada)
    with django_assert_num_queries(PROFILE_QUERIES):
        client.get("/prisoners/dana-serik/")
