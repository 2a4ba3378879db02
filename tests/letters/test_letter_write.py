"""`/letters/write/`: choices by GET, the words by POST, and nothing of them kept."""

import html
import logging
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from archive.edtf_text import describe
from archive.models import Authority, ExternalSource
from campaign.actions.models import Action, Demand
from campaign.letters.addressees import DIRECTORY_TITLE
from campaign.organisations.models import Mission, MissionAddress
from campaign.prisoners.models import Person
from tests.letters.letters_in_four_scripts import PARAGRAPHS, longest_text

pytestmark = pytest.mark.django_db

CHOICE = {"to": "zubrow-in-freedonia", "country": "", "person": "milo-hartz", "demand": ""}
WORDS = {"subject": "Milo Hartz", "text": "Dear Ambassador,\n\nWhere is he?", "name": "Eva Lind"}


@pytest.fixture
def person() -> Person:
    authority = Authority.objects.create(slug="milo-hartz", kind="person")
    who = Person(
        slug="milo-hartz", name="Milo Hartz", authority=authority, basis="consent", summary="A printer."
    )
    who.save()
    who.publish_as_shipped()
    return who


@pytest.fixture
def demand() -> Demand:
    action = Action(slug="let-them-go", title="Let them go")
    action.save()
    Demand.objects.create(action=action, slug="shout", kind="slogan", text="Out with the porter!")
    made = Demand.objects.create(
        action=action, slug="release", text="Release of the printers", raised_by="A club"
    )
    action.publish_as_shipped()
    return made


@pytest.fixture(autouse=True)
def register(embassy: Mission, person: Person, demand: Demand) -> None:
    ExternalSource.objects.create(
        publisher="Atlas", title=DIRECTORY_TITLE, url="https://atlas.example/zubrow"
    )


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def mail_links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="(mailto:[^"]*)"', page)]


def test_the_first_step_offers_missions_people_and_demands_but_no_slogan(client: Client) -> None:
    response = client.get("/letters/write/")
    page = text_of(response)
    for offered in ("Embassy of Zubrow in Freedonia", "Milo Hartz", "Release of the printers", "A newspaper"):
        assert offered in page
    assert "Out with the porter!" not in page
    assert 'method="get"' in page
    assert not response.cookies


def test_a_link_that_names_the_person_or_the_mission_fills_that_part_in(client: Client) -> None:
    page = text_of(client.get("/letters/write/?person=milo-hartz"))
    assert '<option value="milo-hartz" selected>' in page
    page = text_of(client.get("/letters/write/?to=zubrow-in-freedonia"))
    assert '<option value="zubrow-in-freedonia" selected>' in page
    assert "There is a problem" not in page


def test_a_mission_without_an_address_works_and_names_the_directories(client: Client) -> None:
    response = client.get("/letters/write/", CHOICE)
    assert response.status_code == 200
    page = text_of(response)
    assert "Our sources state no address." in page
    assert 'href="https://atlas.example/zubrow"' in page
    assert "not checked by us" in page
    assert "A printer." in page
    assert "What many send word for word is counted once" in page
    printed = text_of(client.post("/letters/write/print/", CHOICE | WORDS | {"recipient": "The Embassy"}))
    assert printed.count('class="blank"') == 3


@pytest.mark.parametrize(("as_of", "is_old"), [("2026-11-01", False), ("2016-05-26", True), ("2024", True)])
def test_an_address_never_stands_without_its_date(
    client: Client, embassy: Mission, monkeypatch: pytest.MonkeyPatch, as_of: str, is_old: bool
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 25))
    MissionAddress.objects.create(mission=embassy, lines="1 Mill Lane\nLutz", as_of=as_of)
    page = text_of(client.get("/letters/write/", CHOICE))
    assert "Embassy of Zubrow in Freedonia\n1 Mill Lane\nLutz</textarea>" in page
    assert f"As of {describe(as_of)}" in page
    assert ("This address is old" in page) == is_old
    ready = text_of(client.post("/letters/write/", CHOICE | WORDS))
    assert ("The address in our register is old." in ready) == is_old


def test_the_nearest_embassy_is_that_of_the_country_or_the_nearest_known(client: Client) -> None:
    page = text_of(client.get("/letters/write/", CHOICE | {"to": "nearest", "country": "FR"}))
    assert "Embassy of Zubrow in Freedonia</textarea>" in page
    page = text_of(client.get("/letters/write/", CHOICE | {"to": "nearest", "country": "BE"}))
    assert "Our register has no embassy in Belgium." in page
    assert "to=zubrow-in-freedonia" in page
    page = text_of(client.get("/letters/write/", CHOICE | {"to": "nearest", "country": "AU"}))
    assert "Our register has no embassy in Australia." in page
    assert "to=zubrow-in-freedonia" not in page


def test_a_newspaper_and_the_own_ministry_are_addressees_too(client: Client) -> None:
    assert "Most newspapers print letters" in text_of(
        client.get("/letters/write/", CHOICE | {"to": "newspaper"})
    )
    page = text_of(client.get("/letters/write/", CHOICE | {"to": "ministry", "country": "FR"}))
    assert "Minister of Foreign Affairs\nFrance</textarea>" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to": ""}, "Choose to whom you write."),
        ({"to": "nowhere"}, "This addressee is not on our list. Choose one that is."),
        ({"person": "nobody"}, "This person is not in our directory. Choose somebody who is."),
        ({"person": "", "demand": ""}, "Choose a person or a demand."),
        ({"demand": "let-them-go/shout"}, "This demand is not on our list. Choose one that is."),
        ({"to": "nearest"}, "Choose your country, so that we know which one you mean."),
        ({"to": "ministry", "country": "XX"}, "This country is not on our list. Choose one that is."),
    ],
)
def test_a_choice_that_cannot_be_is_explained(client: Client, wrong: dict[str, str], sentence: str) -> None:
    response = client.get("/letters/write/", CHOICE | wrong)
    assert response.status_code == 422
    page = text_of(response)
    assert "<title>Error: Write a letter" in page
    assert page.count(sentence) == 2
    posted = client.post("/letters/write/", CHOICE | wrong | WORDS)
    assert posted.status_code == 422
    assert "Where is he?" in text_of(posted)
    assert sentence in text_of(posted)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Write your letter."),
        ({"text": "x" * 6001}, "Shorten your letter to 6,000 characters."),
        ({"subject": ""}, "Say in one line what it is about."),
        ({"email": "eva@"}, "This e-mail address cannot be right."),
        ({"recipient": "\n".join("1234567")}, "Shorten this address to six lines."),
    ],
)
def test_words_that_cannot_be_are_explained_and_nothing_is_lost(
    client: Client, wrong: dict[str, str], sentence: str
) -> None:
    response = client.post("/letters/write/", CHOICE | WORDS | wrong)
    assert response.status_code == 422
    assert response.headers["Cache-Control"] == "private, no-store"
    page = text_of(response)
    assert page.count(sentence) == 2
    assert 'value="Eva Lind"' in page
    assert 'value="zubrow-in-freedonia"' in page


def test_a_draft_or_withdrawn_person_is_not_offered(client: Client, person: Person) -> None:
    person.withdraw()
    assert "Milo Hartz" not in text_of(client.get("/letters/write/"))
    response = client.get("/letters/write/", CHOICE)
    assert response.status_code == 422
    assert "A printer." not in text_of(response)


def test_a_short_letter_gets_copy_a_mail_link_and_a_pdf(client: Client) -> None:
    response = client.post("/letters/write/", CHOICE | WORDS | {"email": "office@zubrow.example"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    page = response.content.decode()
    assert html.unescape(page).count("Where is he?") >= 2
    assert 'data-copy="Dear Ambassador,' in page
    assert "Download it as a PDF" in page
    (link,) = mail_links(page)
    parts = urlsplit(link)
    assert parts.path == "office@zubrow.example"
    assert parse_qs(parts.query) == {
        "subject": ["Milo Hartz"],
        "body": ["Dear Ambassador,\r\n\r\nWhere is he?\r\n\r\nEva Lind"],
    }


def test_six_hundred_cyrillic_letters_get_copy_and_pdf_but_no_mail_link(client: Client) -> None:
    page = client.post("/letters/write/", CHOICE | WORDS | {"text": "Ж" * 600}).content.decode()
    assert mail_links(page) == []
    assert "too long for a link to your mail program" in page
    assert "data-copy=" in page
    assert "Download it as a PDF" in page


def test_a_mail_link_has_two_thousand_characters_at_most(client: Client) -> None:
    lengths = []
    for number in range(1700, 2000, 10):
        page = client.post("/letters/write/", CHOICE | WORDS | {"text": "x" * number}).content.decode()
        lengths += [len(link) for link in mail_links(page)]
    assert max(lengths) <= 2000
    assert max(lengths) > 1980
    assert len(lengths) < 30


def test_every_mail_link_of_the_site_is_short_enough(client: Client) -> None:
    call_command("load_campaign", "kazakhstan")
    pages = ["/", "/letters/", "/prisoners/", "/petitions/", "/events/", "/archive/", "/actions/"]
    for listed in tuple(pages[1:]):
        pages += re.findall(rf'href="({listed}[a-z0-9-]+/)"', client.get(listed).content.decode())
    links = [link for path in pages for link in mail_links(client.get(path, follow=True).content.decode())]
    assert links
    assert max(len(link) for link in links) <= 2000


def test_a_text_too_long_for_one_page_says_so_and_can_be_copied(client: Client) -> None:
    text = longest_text("en") + "\n\n" + 5 * PARAGRAPHS["en"]  # no sender's address: a few lines more fit
    page = client.post("/letters/write/", CHOICE | WORDS | {"text": text}).content.decode()
    assert "Your letter is too long for one page." in page
    assert "Download it as a PDF" not in page
    assert "Show the page to print" not in page
    assert "data-copy=" in page


def test_the_letter_can_be_changed_again(client: Client) -> None:
    page = text_of(client.post("/letters/write/", CHOICE | WORDS | {"change": "1"}))
    assert "Dear Ambassador,\n\nWhere is he?</textarea>" in page.replace("\r", "")
    assert 'value="Eva Lind"' in page


@pytest.mark.parametrize("path", ["/letters/write/", "/letters/write/print/", "/letters/write/letter.pdf"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_post_here(client: Client, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, CHOICE | WORDS, headers=headers).status_code == 403


def test_what_is_typed_is_in_no_table_and_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    typed = WORDS | {
        "text": "Zanzibar lamplight",
        "name": "Quenby",
        "sender": "Xylo Street",
        "email": "y@zz.example",
    }
    with caplog.at_level(logging.DEBUG):
        for path in ("/letters/write/", "/letters/write/print/", "/letters/write/letter.pdf"):
            assert client.post(path, CHOICE | typed).status_code == 200
            assert client.post(path, CHOICE | typed | {"subject": ""}).status_code == 422
    kept = caplog.text + "".join(everything_stored())
    for secret in ("Zanzibar", "lamplight", "Quenby", "Xylo", "zz.example"):
        assert secret not in kept
    assert "Milo Hartz" in kept


def everything_stored() -> list[str]:
    with connection.cursor() as cursor:
        stored = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            stored.append(repr(cursor.fetchall()))
        return stored


def test_what_is_typed_stands_as_text_whatever_it_is(client: Client) -> None:
    for path in ("/letters/write/", "/letters/write/print/"):
        page = client.post(path, CHOICE | WORDS | {"text": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_queries_of_both_steps_are_counted(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        client.get("/letters/write/")
    with django_assert_num_queries(12):
        client.get("/letters/write/", CHOICE)


def test_lists_and_pages_lead_to_it(client: Client, embassy: Mission) -> None:
    assert 'href="/letters/write/"' in client.get("/letters/").content.decode()
    assert 'href="/letters/write/?person=milo-hartz"' in client.get("/prisoners/milo-hartz/").content.decode()
    page = client.get("/missions/zubrow-in-freedonia/").content.decode()
    assert 'href="/letters/write/?to=zubrow-in-freedonia"' in page
