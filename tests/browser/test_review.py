"""The review queue in a real browser: a page with six texts, from the first proposal to the public, by keyboard."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, free_port, wait_for
from tests.browser.test_every_page import faults

pytestmark = pytest.mark.browser

# Text for `manage.py shell`: an action of our own, so that the start does not load the starter campaign.
OWN_CAMPAIGN = """
from campaign.actions.models import Action
from django.contrib.auth.models import User
Action.objects.create(slug="ours", title="Ours")
User.objects.create_superuser("dana", password={password!r})
"""


@dataclass
class Desk:
    """A site without the starter campaign, into which a page with six texts has been ingested."""

    address: str


@pytest.fixture(scope="module")
def desk(root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    var = tmp_path_factory.mktemp("desk")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CAMPAIGN_URL")}
    environment = kept | {"CAMPAIGN_MODE": "local", "CAMPAIGN_VAR": str(var), "PYTHONUNBUFFERED": "1"}

    def manage(*arguments: str) -> None:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=root, env=environment, check=True)

    manage("migrate", "--verbosity=0")
    manage("shell", "--verbosity=0", "--command", OWN_CAMPAIGN.format(password=PASSWORD))
    manage("ingest", *(str(path) for path in (shared / "sources").glob("002*.txt")))
    output = var / "output.txt"
    with output.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=root,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(output, server, "Ctrl-C ends it.")
        yield Desk(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def review(browser: Browser, desk: Desk) -> Iterator[Any]:
    """Signs in and opens the queue of the ingested page."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(base_url=desk.address, **({"viewport": DESKTOP} | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("Username").fill("dana")
        page.get_by_label("Password", exact=False).first.fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Proposals to review").click()
        page.locator("#result_list tbody a[href*='/review/']").first.click()
        return page

    yield make
    for context in contexts:
        context.close()


def progress(page: Page) -> str:
    return page.locator(".review-progress").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault(review: Any, size: dict[str, int], scheme: str) -> None:
    page: Page = review(viewport=size, color_scheme=scheme)
    assert faults(page) == []
    page.keyboard.press("Shift+?")
    page.locator("[data-proposal] summary").first.click()
    assert faults(page) == []
    page.goto(page.url.split("?")[0] + "?tier=all")
    assert faults(page) == []
    page.goto(page.url.split("?")[0] + "accept/?tier=must")
    assert faults(page) == []


def test_nothing_sticks_out_on_a_phone(review: Any) -> None:
    page: Page = review(viewport=PHONE)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= PHONE["width"]


def test_the_keys_move_open_and_tell(review: Any) -> None:
    page: Page = review()
    first, second = page.locator("[data-proposal]").nth(0), page.locator("[data-proposal]").nth(1)
    expect(first.locator("button").first).to_be_focused()
    expect(page.locator("[data-current]").first).to_be_in_viewport()
    page.keyboard.press("Alt+Shift+KeyN")
    expect(second.locator("button").first).to_be_focused()
    page.keyboard.press("Alt+Shift+KeyC")
    expect(second.locator("input[name=value]")).to_be_focused()
    page.keyboard.press("Alt+Shift+KeyP")
    expect(first.locator("button").first).to_be_focused()
    page.keyboard.press("Shift+?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")


def test_without_javascript_every_decision_is_a_form(review: Any) -> None:
    page: Page = review(java_script_enabled=False)
    page.goto(page.url + "?tier=shown&field=date")
    before = progress(page)
    page.get_by_role("button", name=re.compile("^Accept 1:")).click()
    assert progress(page) != before
    page.locator("[data-correct] summary").first.click()
    page.locator("[data-correct] input[name=value]").first.fill("2016-05")
    page.get_by_role("button", name="Save and next").first.click()
    expect(page.locator(".errornote, .messagelist .error")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Reject")).first.click()
    page.goto(page.url.split("?")[0] + "?tier=shown&field=date&state=decided")
    expect(page.locator("[data-proposal]")).to_have_count(3)


def test_a_page_of_six_texts_is_reviewed_by_keyboard_alone_and_published(review: Any) -> None:
    page: Page = review()
    began = time.monotonic()
    total = int(re.search(r"of (\d+)", progress(page)).group(1))  # type: ignore[union-attr]
    decisions = 0
    while page.locator("[data-proposal]").count():
        expect(page.locator("[data-proposal] button").first).to_be_focused()
        number = page.locator("[data-proposal] h2 .span").first.inner_text()
        field = page.locator("[data-proposal] h2").first.inner_text()
        if "date of publication" in field and ".." in page.locator(".proposal-value").first.inner_text():
            page.keyboard.press("Alt+Shift+KeyC")
            page.keyboard.type("2015-12")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Alt+Shift+KeyA")
        page.wait_for_function(
            "number => document.querySelector('[data-proposal] h2 .span')?.innerText !== number", arg=number
        )
        decisions += 1
        assert decisions <= total
    expect(page.get_by_role("button", name="Publish the 6 texts that are ready…")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main, #main").get_by_role("listitem").filter(has_text="draft")).to_have_count(6)
    tab_to(page, "Yes, do it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("6 records were changed.")).to_be_visible()
    seconds = time.monotonic() - began
    print(
        f"\nSix texts published after {decisions} decisions by keyboard, {seconds:.0f} s of the machine's time."
    )
    assert decisions == total <= 90

    page.context.clear_cookies()
    page.goto("/archive/")
    expect(page.locator("main a[href^='/archive/']").filter(has_text="Zhanaozen")).not_to_have_count(0)
    page.goto("/archive/demonstrations-across-kazakhstan-planned-for-saturday-21-may/")
    expect(page.get_by_text("not yet checked")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Moves on by Tab until the button of this name has the focus."""
    for _ in range(200):
        focused = page.evaluate("document.activeElement?.value || document.activeElement?.innerText || ''")
        if focused == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No {name!r} was reached by Tab.")
