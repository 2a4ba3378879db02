"""Takes the pictures of README.md and docs/: `make pictures`.

It starts a site of its own, as the browser tests do, and writes small PNG files into docs/pictures/. Names on the
command line take only those: `python -m tests.browser.pictures home-desktop`.
"""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, Site, running_site
from tests.conftest import QUIET_CHROMIUM

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 120_000
COLOURS = (128, 64, 32, 16)


@dataclass(frozen=True)
class Picture:
    """What is shown: an address, what to do there, and how much of the page to keep."""

    path: str
    prepare: Callable[[Page], None] = lambda page: None
    size: dict[str, int] | None = None
    is_desk: bool = False


def open_first_citation(page: Page) -> None:
    """From a letter to the words on which it rests."""
    link = page.locator("a[href*='?c=']").first
    page.goto(str(link.get_attribute("href")))
    page.locator("mark#c").evaluate("mark => mark.scrollIntoView({ block: 'center' })")


def show_end_of_letter(page: Page) -> None:
    """A new letter with a delivery and somebody who signed; nothing of it is saved."""
    page.get_by_text("Add another Delivery").click()
    page.get_by_text("Add another Signatory").click()
    page.locator("#id_deliveries-0-channel").select_option(label="by post")
    page.locator("#id_deliveries-0-delivery_state").select_option(label="sent")
    page.locator("#id_signatories-0-name").fill("Dana Example")
    page.locator("#id_signatories-0-role").fill("secretary")
    page.locator("#deliveries-group").evaluate("rows => rows.scrollIntoView()")


def show_story(page: Page) -> None:
    page.locator("main h2").first.evaluate("heading => heading.scrollIntoView()")


def show_review(page: Page) -> None:
    """The queue of a document, with what is already known."""
    address = page.locator("#result_list tbody a[href*='/review/']").first.get_attribute("href")
    page.goto(f"{address}?tier=all")


def show_article(page: Page) -> None:
    page.locator("#result_list tbody th a").first.click()


WANTED = {
    "home-desktop": Picture("/", size=DESKTOP),
    "letters-phone": Picture("/letters/", show_story, size=PHONE),
    "citation-desktop": Picture("/letters/london-2016-05-26/", open_first_citation, size=DESKTOP),
    "desk-start": Picture("/admin/", size={"width": 1280, "height": 640}, is_desk=True),
    "desk-article": Picture(
        "/admin/archive/article/?q=brewing", show_article, size={"width": 1280, "height": 640}, is_desk=True
    ),
    "desk-review": Picture(
        "/admin/archive/capture/", show_review, size={"width": 1280, "height": 800}, is_desk=True
    ),
    "desk-letter": Picture(
        "/admin/letters/letter/add/",
        show_end_of_letter,
        size={"width": 1280, "height": 900},
        is_desk=True,
    ),
}


def main(names: list[str]) -> None:
    sources = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "sources"
    chromium = shutil.which("chromium")
    if not chromium or not sources.is_dir():
        sys.exit(
            f"The pictures need Chromium (.ci/system-packages) and the documents at {sources} (SHARED=…)."
        )
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        running_site(ROOT, Path(var), sources) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET_CHROMIUM)
        state = sign_in(browser, site)
        for name in names or WANTED:
            data = small(take(browser, site, WANTED[name], state))
            (PICTURES / f"{name}.png").write_bytes(data)
            print(f"{name}.png: {len(data):,} bytes")


def sign_in(browser: Browser, site: Site) -> str:
    """Signs in the first editor and returns where the session was kept."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(site.editor)
    page.get_by_label("Password").fill(site.one_time_password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Old password").fill(site.one_time_password)
    page.get_by_label("New password:").fill(PASSWORD)
    page.get_by_label("New password confirmation").fill(PASSWORD)
    page.get_by_role("button", name="Change my password").click()
    kept = str(site.var / "session.json")
    context.storage_state(path=kept)
    context.close()
    return kept


def take(browser: Browser, site: Site, picture: Picture, state: str) -> bytes:
    size = picture.size or DESKTOP
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="light",
        storage_state=state if picture.is_desk else None,
    )
    page = context.new_page()
    page.goto(picture.path)
    picture.prepare(page)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_load_state("networkidle")
    data = page.screenshot()
    context.close()
    return data


def small(data: bytes) -> bytes:
    """The picture with as many colours as keep it below the size that a reader on a bad line can bear."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    for colours in COLOURS:
        output = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
        if output.tell() <= LARGEST:
            return output.getvalue()
    raise ValueError(f"The picture stays above {LARGEST:,} bytes: show less of the page.")


if __name__ == "__main__":
    main(sys.argv[1:])
