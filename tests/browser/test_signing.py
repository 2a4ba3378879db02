"""Signing on a phone, as a supporter does it: with JavaScript and without."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Site

pytestmark = pytest.mark.browser

PETITION = "/petitions/urgent-action-for-vadim-kuramshin/"


def count_on(page: Page) -> int:
    return int(page.request.get(f"{PETITION}count.json").json()["count"])


def sign(page: Page, *, name: str, email: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("I agree", exact=False).check()
    page.wait_for_timeout(3_000)  # quicker than any person would look like a machine
    page.get_by_role("button", name="Sign", exact=True).click()


def confirmation_link(page: Page, email: str) -> str:
    """The link of the newest mail to this address, as /dev/mail/ shows it."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        page.goto("/dev/mail/")
        mine = page.get_by_role("listitem").filter(has_text=email)
        if mine.count():
            mine.first.get_by_role("link").first.click()
            return str(page.locator("a[href*='/confirm/']").first.get_attribute("href"))
        page.wait_for_timeout(500)
    raise AssertionError(f"No mail to {email} arrived within 30 seconds.")


def wait_for_count(page: Page, count: int) -> None:
    ends = time.monotonic() + 15
    while time.monotonic() < ends and count_on(page) != count:
        page.wait_for_timeout(500)
    assert count_on(page) == count


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_form_to_the_count(open_page: Any, site: Site, javascript: bool) -> None:
    email = f"supporter-{javascript}@example.org".lower()
    page: Page = open_page(PETITION, viewport=PHONE, java_script_enabled=javascript)
    before = count_on(page)
    assert page.context.cookies() == []

    sign(page, name="Айгүл Example", email=email)
    expect(page).to_have_url(re.compile(r"/check-email/$"))
    assert email not in page.url
    assert count_on(page) == before

    link = confirmation_link(page, email)
    page.goto(link)
    assert count_on(page) == before, "opening the link must not sign"
    page.get_by_role("button").last.click()
    expect(page).to_have_url(re.compile(r"/my-signature/[^/]+/$"))
    wait_for_count(page, before + 1)
    assert page.context.cookies() == []


def test_a_form_with_faults_keeps_the_answers_and_says_what_is_wrong(open_page: Any) -> None:
    page: Page = open_page(PETITION, viewport=PHONE)
    page.get_by_label("Your name").fill("Dana Example")
    page.get_by_label("Your e-mail address").fill("dana@")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page).to_have_title(re.compile(r"^Error: "))
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Dana Example")
    assert page.get_by_label("I agree", exact=False).is_checked() is False


def test_the_way_to_sign_is_on_the_first_screen_of_a_phone(open_page: Any) -> None:
    page: Page = open_page(PETITION, viewport=PHONE)
    box = page.get_by_role("link", name="Sign", exact=True).first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
