"""Writing to the campaign from a phone, as a visitor does it: with JavaScript and without."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_error_is_explained_and_the_message_then_arrives(open_page: Any, javascript: bool) -> None:
    page: Page = open_page("/contact/?about=/letters/", viewport=PHONE, java_script_enabled=javascript)
    page.get_by_label("Your e-mail address").fill("nobody@")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page).to_have_title(re.compile("^Error:"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Write your message.")
    if javascript:
        expect(summary).to_be_focused()

    page.get_by_label("Your message").fill("The embassy answered.")
    page.get_by_label("Your e-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page).to_have_url(re.compile(r"/contact/sent/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message has arrived")
    assert page.context.cookies() == []
