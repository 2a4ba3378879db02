from collections.abc import Callable
from typing import Any

from django.test import Client

from archive.models import Article, Citation
from campaign.pages.models import PageText, PressFact, SiteProfile
from tests.pages.conftest import REFUSED


def test_facts_stand_with_the_day_of_checking_and_their_source(
    client: Client, article: Article, cite: Callable[..., Citation]
) -> None:
    fact = PressFact.objects.create(text="The door stayed shut.", checked_on="2026-03-01")
    fact.citations.add(cite(REFUSED))
    text = client.get("/press/").content.decode()
    assert "Checked on 1 March 2026" in text
    assert "The door stayed shut." in text
    assert "A day at the door (Our Paper)" in text


def test_what_we_do_not_know_has_its_own_heading(client: Client, db: None) -> None:
    PageText.objects.create(slug="unknown", title="What we do not know", body="- Whether she is free.")
    text = client.get("/press/").content.decode()
    assert '<h2 id="unknown">What we do not know</h2>' in text
    assert "<li>Whether she is free.</li>" in text


def test_the_contact_is_an_address_or_the_form(client: Client, db: None) -> None:
    assert 'href="/contact/?about=/press/"' in client.get("/press/").content.decode()
    SiteProfile.objects.create(email="press@example.org")
    assert 'href="mailto:press@example.org"' in client.get("/press/").content.decode()


def test_the_queries_of_the_press_page_do_not_grow(
    client: Client,
    article: Article,
    cite: Callable[..., Citation],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    citation = cite(REFUSED)
    for number in range(4):
        PressFact.objects.create(
            position=number, text=f"Fact {number}", checked_on="2026-03-01"
        ).citations.add(citation)
    with django_assert_num_queries(6):
        client.get("/press/")
