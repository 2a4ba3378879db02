"""300 words and a photo are public in six screens, with the editor's buttons and without any script."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Site, refuse_foreign
from tests.browser.test_every_page import faults

pytestmark = pytest.mark.browser

PARAGRAPH = "Twenty people stood before the embassy for an hour and read the names of those in prison aloud. "
WORDS = [PARAGRAPH * 6, PARAGRAPH * 6, PARAGRAPH * 6]


def photograph() -> Any:
    exif = Image.Exif()
    exif[0x010F] = "Planted-Camera"
    output = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(output, "JPEG", quality=60, exif=exif)
    return {"name": "IMG_4711.jpg", "mimeType": "image/jpeg", "buffer": output.getvalue()}


def fill_picture(page: Page) -> None:
    page.locator("#id_pictures-0-upload").set_input_files(photograph())
    page.get_by_label("What the picture shows").fill("People in a half circle before a closed door")
    page.get_by_label("Caption").fill("The names are read")
    page.get_by_label("Who made it").fill("Dana Example")


def screens(page: Page) -> list[str]:
    """The pages that the browser comes to, in order."""
    seen: list[str] = []
    page.on("load", lambda loaded: seen.append(loaded.url))
    return seen


def test_300_words_and_a_photo_are_public_in_six_screens(
    editor_page: Page, open_page: Any, site: Site
) -> None:
    page = editor_page
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.get_by_role("button", name="Log out").click()
    seen = screens(page)
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(site.editor)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    page.locator(".model-report").get_by_role("link", name="Add").first.click()
    page.get_by_label("Title").fill("An hour before the embassy")
    page.get_by_label("Standfirst").fill("Twenty people read the names aloud.")
    editor = page.locator(".tiptap[contenteditable=true]")
    editor.click()
    for paragraph in WORDS:
        page.keyboard.insert_text(paragraph.strip())
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Bold").click()
    page.keyboard.type("They will come back.")
    fill_picture(page)
    page.get_by_role("button", name="Save and look at it").click()
    expect(page.get_by_role("heading", name="An hour before the embassy")).to_be_visible()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An hour before the embassy")
    assert len(seen) <= 6, seen
    assert problems == []

    visitor: Page = open_page("/archive/an-hour-before-the-embassy/")
    body = visitor.locator(".document-body")
    assert len(body.inner_text().split()) >= 300
    expect(body.locator("strong")).to_have_text("They will come back.")
    picture = visitor.get_by_role("img", name="People in a half circle before a closed door")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 0
    expect(visitor.locator("figcaption")).to_contain_text("Dana Example")
    assert faults(visitor) == []


def test_a_report_is_written_without_any_script(
    browser: Browser, editor_page: Page, open_page: Any, site: Site
) -> None:
    cookies: Any = editor_page.context.cookies()
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.on("request", lambda request: refuse_foreign(request.url, site.address))
    page.goto("/admin/archive/report/add/")
    page.get_by_label("Title").fill("A vigil without scripts")
    page.get_by_label("Text").fill("We stood there.\n\nWe asked:\n- release\n- open the trial")
    fill_picture(page)
    page.get_by_role("button", name="Save and look at it").click()
    page.get_by_role("button", name="Publish now").click()
    assert page.url.endswith("/archive/a-vigil-without-scripts/")
    expect(page.locator(".document-body li")).to_have_text(
        [re.compile("release"), re.compile("open the trial")]
    )
    context.close()


@pytest.mark.parametrize(
    "path", ["/admin/archive/report/add/", "/admin/archive/capture/add/", "/admin/archive/report/"]
)
def test_the_forms_have_no_accessibility_fault(editor_page: Page, path: str) -> None:
    for size in (DESKTOP, PHONE):
        editor_page.set_viewport_size({"width": size["width"], "height": size["height"]})
        editor_page.goto(path)
        if "report/add" in path:
            expect(editor_page.locator(".tiptap")).to_be_visible()
        assert faults(editor_page) == []


def test_a_page_with_a_picture_does_not_move_while_it_loads(open_page: Any) -> None:
    page: Page = open_page("/archive/an-hour-before-the-embassy/")
    image = page.locator("figure.picture img")
    expect(image).to_have_attribute("width", "1600")
    expect(image).to_have_attribute("height", "1200")
    assert page.locator("html").evaluate("html => html.scrollWidth") <= PHONE["width"]
