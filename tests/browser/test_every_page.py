"""What must hold on every page: no accessibility fault, no foreign request, no cookie, little weight."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/petitions/",
    "/petitions/urgent-action-for-vadim-kuramshin/",
    "/petitions/urgent-action-for-vadim-kuramshin/sign/",
    "/prisoners/",
    "/prisoners/aron-atabek/",
    "/letters/",
    "/letters/london-2016-05-26/",
    "/missions/",
    "/missions/embassy-in-ottawa/",
    "/organisations/",
    "/organisations/socialist-party/",
    "/letters/write/",
    "/letters/write/?to=embassy-in-ottawa&person=aron-atabek",
    "/archive/",
    "/archive/embassy-protests-may-2016/",
    "/events/",
    "/events/add/",
    "/events/add/sent/",
    "/actions/",
    "/search/?q=Zhanaozen",
    "/about/",
    "/press/",
    "/contact/",
    "/send/",
    "/nowhere/",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{violation['id']}: {violation['help']} ({node['target']})"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_accessibility_fault(open_page: Any, path: str, size: dict[str, int], scheme: str) -> None:
    page: Page = open_page(path, viewport=size, color_scheme=scheme)
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_on_the_error_page_of_the_form(
    open_page: Any, size: dict[str, int], scheme: str
) -> None:
    page: Page = open_page(
        "/petitions/urgent-action-for-vadim-kuramshin/sign/", viewport=size, color_scheme=scheme
    )
    page.get_by_role("button", name="Sign", exact=True).click()
    assert page.title().startswith("Error: ")
    assert faults(page) == []


@pytest.mark.parametrize("language", ["ru", "kk", "tr", "ar", "fa"])
def test_no_accessibility_fault_in_another_language(open_page: Any, language: str) -> None:
    page: Page = open_page(f"/{language}/letters/london-2016-05-26/")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language in ("ar", "fa") else "ltr")
    assert faults(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_and_no_cookie_is_set(open_page: Any, path: str) -> None:
    page: Page = open_page(path, viewport=PHONE)
    width = page.locator("html").evaluate("html => html.scrollWidth")
    assert width <= PHONE["width"]
    assert page.context.cookies() == []


def test_the_petition_page_is_light(open_page: Any) -> None:
    page: Page = open_page("/about/", viewport=DESKTOP)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto("/petitions/urgent-action-for-vadim-kuramshin/", wait_until="networkidle")
    weight = sum(response.request.sizes()["responseBodySize"] for response in loaded)
    assert len(loaded) <= 8
    assert weight <= 60_000
