"""/prisoners/: who is held on a day, under which heading, and what a visitor may narrow."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.prisoners.conftest import MakePerson

pytestmark = pytest.mark.django_db

HELD = "Held, confirmed in the last 180 days"
CHECKING = "Last known to be held; we are checking"
EARLIER = "Held earlier"
HELD_THEN = "Held, confirmed in the 180 days before this day or later"


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def text_of(client: Client, address: str = "/prisoners/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def under(heading: str, page: str) -> list[str]:
    """The people whose cards stand under a heading, by their addresses."""
    section = re.search(rf"<h2>{re.escape(heading)} .*?</section>", page)
    return re.findall(r'data-person="([^"]+)"', section[0]) if section else []


@pytest.fixture
def seven(make_person: MakePerson) -> None:
    """One person for every kind of status."""
    make_person("Held Now", {"began": "2020-03-01", "last_confirmed_on": days_ago(20)})
    make_person("Long Unheard Of", {"began": "2012-06", "last_confirmed_on": date(2013, 5, 1)})
    make_person("Never Dated", {"began": "../2015-12-16", "status": "unknown"})
    make_person("Set Free", {"began": "2012-06-04", "ended": "2014-11-19"})
    make_person(
        "Ten Days",
        {"began": "2016-05-17", "ended": "2016-05-27", "end_is_inferred": True, "end_reason": "ten days"},
    )
    make_person("Only Wanted", {"began": "2020", "status": "wanted"})
    make_person("No Record")


def test_everybody_stands_under_the_heading_that_the_sources_bear_out(client: Client, seven: None) -> None:
    page = text_of(client)
    assert under(HELD, page) == ["held-now"]
    assert under(CHECKING, page) == ["long-unheard-of", "never-dated"]
    assert under(EARLIER, page) == ["set-free", "ten-days"]
    assert under("No custody recorded", page) == ["no-record", "only-wanted"]


def test_headings_without_people_are_absent(client: Client, make_person: MakePerson) -> None:
    make_person("Set Free", {"began": "2012-06-04", "ended": "2014-11-19"})
    page = text_of(client)
    assert EARLIER in page
    assert HELD not in page
    assert CHECKING not in page


def test_an_asked_day_is_reproduced(client: Client, seven: None) -> None:
    page = text_of(client, "/prisoners/?as_of=2013-05-01")
    assert under(HELD_THEN, page) == ["long-unheard-of", "set-free"]
    assert under("No custody recorded by this day", page) == [
        *("held-now", "no-record", "only-wanted", "ten-days")
    ]
    assert "On 1 May 2013: 7 people." in page
    assert "Certainly held on that very day: 2. Possibly held: 1." in page
    assert under("Possibly held on this day", page) == ["never-dated"]


def test_an_uncertain_day_has_a_heading_of_its_own(client: Client, make_person: MakePerson) -> None:
    make_person("Roughly Dated", {"began": "2016-05-17/2016-05-20", "ended": "2016-05-27/2016-05-30"})
    assert under("Possibly held on this day", text_of(client, "/prisoners/?as_of=2016-05-18")) == [
        "roughly-dated"
    ]
    assert under(HELD_THEN, text_of(client, "/prisoners/?as_of=2016-05-22")) == ["roughly-dated"]
    assert under("Held earlier", text_of(client, "/prisoners/?as_of=2016-06-01")) == ["roughly-dated"]


@pytest.mark.parametrize(
    "day", ["yesterday", "2013-02-30", "2013-05", "2013-05-01/2013-05-03", "9999-01-01", "\0"]
)
@pytest.mark.parametrize("path", ["/prisoners/", "/prisoners/data.csv", "/prisoners/data.json"])
def test_what_is_not_one_day_is_refused_with_a_sentence(
    client: Client, seven: None, path: str, day: str
) -> None:
    response = client.get(path, {"as_of": day})
    assert response.status_code == 422
    page = response.content.decode()
    assert "2013-05-01" in page or "still to come" in page or "Null characters" in page
    assert "Held Now" not in page


def test_the_page_of_a_refused_day_says_error_first(client: Client) -> None:
    page = text_422(client, "/prisoners/?as_of=soon")
    assert "<title>Error: People in the directory" in page
    assert 'href="#id_as_of"' in page


def text_422(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 422
    return response.content.decode()


def test_a_card_has_every_script_and_says_whose_words_political_prisoner_are(
    client: Client, make_person: MakePerson, ada: User
) -> None:
    person = make_person(
        "Dana Serik",
        {"began": "2012-06-04", "last_confirmed_on": days_ago(10), "place": "Aktau"},
        names=[("Дана Серик", "ru", "Cyrl"), ("Дана Серік", "kk", "Cyrl")],
    )
    person.designations.create(by="A Committee", label="political prisoner", date="2013")
    person.refresh_content()
    person.publish(by=ada)
    page = text_of(client)
    assert '<li lang="ru"><bdi>Дана Серик</bdi></li>' in page
    assert '<li lang="kk"><bdi>Дана Серік</bdi></li>' in page
    assert "Serving a sentence, <bdi>Aktau</bdi>: since 4 June 2012, no end recorded." in page
    assert "Last confirmed on" in page
    assert "<bdi>A Committee</bdi> says: “political prisoner” (2013)" in page


def test_nobody_is_called_a_political_prisoner_without_whose_words(client: Client, seven: None) -> None:
    main = text_of(client).partition('<main id="main"')[2].partition("</main>")[0]
    cards = re.findall(r'<li class="card".*?</li>', main)
    assert len(cards) >= 7
    assert not [card for card in cards if "political prisoner" in card]


def test_drafts_and_withdrawn_people_are_nowhere(
    client: Client, mallory: Any, make_person: MakePerson
) -> None:
    make_person("Hidden Draft", {"began": "2020", "last_confirmed_on": days_ago(1)}, published=False)
    make_person("Taken Down", {"began": "2020", "last_confirmed_on": days_ago(1)}).withdraw()
    client.force_login(mallory)
    for address in (
        "/prisoners/",
        "/prisoners/?as_of=2021-01-01",
        "/prisoners/data.csv",
        "/prisoners/data.json",
    ):
        page = client.get(address).content.decode()
        assert "Hidden Draft" not in page
        assert "Taken Down" not in page


def test_an_empty_directory_says_so(client: Client) -> None:
    assert "Nobody is in the directory yet." in text_of(client)


def test_facets_come_with_the_thirteenth_person_and_a_second_value(
    client: Client, make_person: MakePerson
) -> None:
    for number in range(12):
        make_person(f"Person {number:02}", {"began": "2012", "place": "Aktau" if number else "Atyrau"})
    assert "<select" not in text_of(client)
    assert under(CHECKING, text_of(client, "/prisoners/?place=Atyrau")) == [
        "person-00"
    ]  # a shared link works
    make_person("Person 12", {"began": "2015-01-01", "ended": "2016-01-01", "place": "Aktau"})
    page = text_of(client)
    assert '<option value="Aktau">Aktau (12)</option>' in page
    assert '<option value="checking">Last known to be held; we are checking (12)</option>' in page
    assert '<option value="2015">2015 (1)</option>' in page


def test_a_facet_with_one_value_is_absent(client: Client, make_person: MakePerson) -> None:
    for number in range(13):
        make_person(f"Person {number:02}", {"began": "2012", "place": "Aktau" if number else "Atyrau"})
    page = text_of(client)
    assert 'name="place"' in page
    assert 'name="status"' not in page
    assert 'name="year"' not in page


def test_chosen_filters_are_links_that_take_them_away(client: Client, make_person: MakePerson) -> None:
    for number in range(13):
        make_person(f"Person {number:02}", {"began": "2012", "place": "Aktau" if number else "Atyrau"})
    page = text_of(client, "/prisoners/?place=Atyrau&year=2012&as_of=2020-01-01")
    assert "On 1 January 2020: 1 person." in page
    assert 'href="?as_of=2020-01-01&amp;year=2012"' in page
    assert 'href="?as_of=2020-01-01&amp;place=Atyrau"' in page
    assert "data.csv?as_of=2020-01-01&amp;place=Atyrau&amp;year=2012" in page


def test_a_value_that_nobody_has_shows_nobody_and_the_way_back(client: Client, seven: None) -> None:
    page = text_of(client, "/prisoners/?place=Nowhere")
    assert "Nobody matches these filters." in page
    assert "Held Now" not in page


def test_the_queries_of_the_list_do_not_grow(
    client: Client, make_person: MakePerson, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(3):
        make_person(f"Person {number:02}", {"began": "2012"}, names=[(f"Имя {number}", "ru", "Cyrl")])
    client.get("/prisoners/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/prisoners/")
    for number in range(3, 16):
        make_person(f"Person {number:02}", {"began": str(2000 + number), "place": f"Place {number}"})
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/prisoners/")


LIST_QUERIES = 5  # facet values; people with their status; names, periods, designations


def test_the_list_is_for_every_reader_alike(client: Client, seven: None, mallory: Any) -> None:
    client.force_login(mallory)
    response = client.get("/prisoners/")
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
