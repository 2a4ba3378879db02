"""Writing a letter as a visitor does it, without JavaScript and with, down to the printed page."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_every_page import faults
from tests.letters.letters_in_four_scripts import PARAGRAPHS, SUBJECTS, fields, longest_text
from tests.letters.printed import is_one_page_with

pytestmark = pytest.mark.browser

CHOICE = "to=embassy-in-ottawa&country=&person=aron-atabek&demand="


def fill(page: Page, typed: dict[str, str]) -> None:
    for name, text in typed.items():
        page.locator(f"[name={name}]:not([type=hidden])").fill(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_letter_is_written_in_three_steps(open_page: Any, javascript: bool) -> None:
    page: Page = open_page("/letters/", viewport=PHONE, java_script_enabled=javascript)
    page.get_by_role("link", name="Write to an embassy").click()
    page.get_by_label("To whom").select_option("embassy-in-ottawa")
    page.get_by_label("For whom").select_option("aron-atabek")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("This address is old: it is that of 26 May 2016.")).to_be_visible()

    page.get_by_role("button", name="Show my letter").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your letter.")
    page.get_by_label("Your letter").fill("Dear Ambassador,\n\nWhat became of the inquiry?")
    page.get_by_label("Name below the letter").fill("Eva Lind")
    page.get_by_role("button", name="Show my letter").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter")
    assert "Eva" not in page.url
    expect(page.locator(".copy-block")).to_contain_text("What became of the inquiry?")
    expect(page.get_by_role("button", name="Copy the letter")).to_be_visible(visible=javascript)
    expect(page.get_by_role("link", name="Open it in my mail program")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download it as a PDF").click()
    assert download.value.suggested_filename == "letter.pdf"
    page.get_by_role("button", name="Show the page to print").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible(visible=javascript)
    expect(page.locator(".recipient")).to_contain_text("Ottawa")
    assert page.context.cookies() == []


def test_the_button_copies_the_letter(open_page: Any) -> None:
    page: Page = open_page(f"/letters/write/?{CHOICE}", permissions=["clipboard-read", "clipboard-write"])
    fill(page, fields("kk", PARAGRAPHS["kk"]))
    page.locator("form[method=post] button").click()
    page.get_by_role("button", name="Copy the letter").click()
    expect(page.get_by_text("The letter is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == f"{PARAGRAPHS['kk']}\n\nEva Lind"


@pytest.mark.parametrize("size", ["large", "small"])
@pytest.mark.parametrize("language", ["en", "ru", "kk", "ar"])
def test_the_browser_prints_one_page_in_its_script(
    open_page: Any, tmp_path: Path, language: str, size: str
) -> None:
    prefix = "" if language == "en" else f"/{language}"
    page: Page = open_page(f"{prefix}/letters/write/?{CHOICE}", viewport=DESKTOP)
    fill(page, fields(language, longest_text(language, size)))
    page.locator("form[method=post] button").click()
    page.locator(f"[formaction='{prefix}/letters/write/print/']").click()
    page.wait_for_url("**/print/")
    made = tmp_path / "letter.pdf"
    page.pdf(path=made, prefer_css_page_size=True)
    is_one_page_with(
        made, PARAGRAPHS[language], SUBJECTS[language], "Eva Lind 7 Mill Lane Lutz Embassy of Zubrow"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_on_the_finished_letter(
    open_page: Any, size: dict[str, int], scheme: str
) -> None:
    page: Page = open_page(f"/letters/write/?{CHOICE}", viewport=size, color_scheme=scheme)
    fill(page, fields("en", PARAGRAPHS["en"]))
    page.get_by_role("button", name="Show my letter").click()
    assert faults(page) == []
    assert page.locator("html").evaluate("html => html.scrollWidth") <= size["width"]
    page.get_by_role("button", name="Show the page to print").click()
    assert faults(page) == []
    assert page.locator("html").evaluate("html => html.scrollWidth") <= size["width"]
