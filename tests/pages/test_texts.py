from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaign.pages.models import PageText, SiteProfile


@pytest.mark.parametrize("slug", ["about", "method", "privacy", "safety", "accessibility", "data", "press"])
def test_a_page_shows_what_an_editor_wrote(client: Client, db: None, slug: str) -> None:
    PageText.objects.create(slug=slug, title="Our title", body="## Why\n\nBecause.")
    text = client.get(f"/{slug}/").content.decode()
    assert "<h1>Our title</h1>" in text
    assert "<title>Our title – Solidarity Desk</title>" in text
    assert "<h2>Why</h2>\n<p>Because.</p>" in text


def test_a_page_that_nobody_has_written_says_so_and_how_to_ask(client: Client, db: None) -> None:
    text = client.get("/privacy/").content.decode()
    assert "<h1>Privacy</h1>" in text
    assert "Nobody has written this page yet." in text
    assert 'href="/contact/"' in text


def test_the_text_in_the_readers_language_comes_first(client: Client, db: None) -> None:
    PageText.objects.create(slug="safety", language="en", title="Safety", body="In English.")
    PageText.objects.create(slug="safety", language="ru", title="Безопасность", body="По-русски.")
    text = client.get("/ru/safety/").content.decode()
    assert "По-русски." in text
    assert "In English." not in text
    assert "По-русски." not in client.get("/safety/").content.decode()


def test_a_missing_translation_says_so_and_marks_the_language(client: Client, db: None) -> None:
    PageText.objects.create(slug="safety", language="en", title="Safety", body="In English.")
    text = client.get("/ar/safety/").content.decode()
    remark = '<p class="note">'  # whose words are Arabic once the translations are compiled
    assert remark in text
    assert '<div class="page-text" lang="en" dir="ltr">' in text
    assert remark not in client.get("/safety/").content.decode()


def test_the_about_page_opens_with_who_we_are(client: Client, db: None) -> None:
    SiteProfile.objects.create(name="Campaign Arcadia", tagline="We stand by prisoners.")
    assert '<p class="lead">We stand by prisoners.</p>' in client.get("/about/").content.decode()


def test_the_data_page_lists_tables_and_feeds(client: Client, db: None) -> None:
    text = client.get("/data/").content.decode()
    for address in ("/letters/data.csv", "/prisoners/data.json", "/feeds/archive.atom", "/feeds/events.atom"):
        assert f'href="{address}"' in text
    assert 'id="feeds"' in text


def test_a_page_of_text_takes_one_query(
    client: Client, db: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    PageText.objects.create(slug="method", title="Method", body="Text.")
    with django_assert_num_queries(1):
        client.get("/ru/method/")
