"""An editor's work and what a visitor then sees."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def choose_action(page: Page, action: str) -> None:
    """Runs an action of the change form and confirms it on the page that asks."""
    page.locator("select[name$='action']").first.select_option(label=action)
    page.get_by_role("button", name="Run").first.click()
    page.get_by_role("button", name="Yes, do it").click()


def test_an_editor_publishes_an_article_and_a_visitor_reads_it(editor_page: Page, open_page: Any) -> None:
    editor_page.goto("/admin/archive/article/add/")
    editor_page.get_by_label("Title:", exact=True).fill("A vigil in the rain")
    editor_page.get_by_label("Summary in our words:", exact=True).fill("Twelve people stood for an hour.")
    editor_page.get_by_role("button", name="Save and continue editing").first.click()
    visitor: Page = open_page("/archive/")
    expect(visitor.get_by_role("link", name="A vigil in the rain")).to_have_count(0)

    choose_action(editor_page, "Publish…")
    expect(editor_page.get_by_text("1 record was changed.")).to_be_visible()
    visitor.goto("/archive/a-vigil-in-the-rain/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A vigil in the rain")
    expect(visitor.get_by_text("Twelve people stood for an hour.")).to_be_visible()


def test_a_changed_answer_is_public_at_once(editor_page: Page, open_page: Any) -> None:
    editor_page.goto("/admin/letters/delivery/?q=Sweden")
    editor_page.locator("#result_list tbody th a").first.click()
    editor_page.locator("select[name=response_state]").select_option(label="acknowledged")
    editor_page.get_by_role("button", name="Save", exact=True).first.click()
    expect(editor_page.locator(".messagelist .success")).to_be_visible()
    visitor: Page = open_page("/letters/sweden-2016-05-26/")
    expect(visitor.get_by_role("main")).to_contain_text("acknowledged")


def test_a_citation_leads_to_its_words_in_their_place(open_page: Any) -> None:
    page: Page = open_page("/letters/london-2016-05-26/")
    page.locator("a[href*='?c=']").first.evaluate(
        "link => { link.closest('details')?.setAttribute('open', '') }"
    )
    page.locator("a[href*='?c=']").first.click()
    mark = page.locator("mark#c")
    expect(mark).to_be_visible()
    expect(mark).to_be_in_viewport()
