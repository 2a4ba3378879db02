"""An editor at the door with a phone: the line drops, nothing that was typed is lost, nothing is told twice."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Site, manage
from tests.browser.test_every_page import faults

pytestmark = pytest.mark.browser

# A draft: nothing of it is public, so no other test sees it.
LETTER = """
from campaign.letters.models import Delivery, Letter
from campaign.organisations.models import Mission
letter, made = Letter.objects.get_or_create(slug="at-the-door-{n}", defaults={{"title": "At the door {n}"}})
Delivery.objects.get_or_create(letter=letter, mission=Mission.objects.first())
"""
TOLD = """
from campaign.letters.models import LetterEvent
for row in LetterEvent.objects.filter(delivery__letter__slug="at-the-door-{n}"):
    print("told:", row.delivery_state, row.text)
"""


def told(root: Path, site: Site, number: int) -> list[str]:
    said = manage(root, site, "shell", "--verbosity=0", "--command", TOLD.format(n=number))
    return [line for line in said.splitlines() if line.startswith("told:")]


def open_door(page: Page, root: Path, site: Site, number: int) -> None:
    manage(root, site, "shell", "--verbosity=0", "--command", LETTER.format(n=number))
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto("/admin/letters/delivery/hand-in/")
    page.get_by_role("link", name=f"At the door {number}").click()


def test_a_dropped_line_loses_nothing_and_tells_nothing_twice(
    editor_page: Page, root: Path, site: Site
) -> None:
    page = editor_page
    open_door(page, root, site, 1)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for box in page.locator("label.big, button, select, textarea").all():
        shape = box.bounding_box()
        assert shape is not None
        assert shape["height"] >= 44

    page.get_by_text("Refused at the door", exact=True).click()
    page.get_by_label("In a sentence or two").fill("A guard sent us away from the gate.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("The line dropped.")
    expect(page.get_by_label("In a sentence or two")).to_have_value("A guard sent us away from the gate.")

    page.context.set_offline(False)
    page.reload()  # the phone may have thrown the page away meanwhile
    expect(page.get_by_label("In a sentence or two")).to_have_value("A guard sent us away from the gate.")
    expect(page.get_by_label("Refused at the door")).to_be_checked()
    page.get_by_role("button", name="Record").click()

    expect(page.get_by_role("status")).to_contain_text("refused at the door")
    assert page.evaluate("sessionStorage.length") == 0
    assert told(root, site, 1) == ["told: refused A guard sent us away from the gate."]


def test_an_answer_that_got_lost_is_not_recorded_again(editor_page: Page, root: Path, site: Site) -> None:
    page = editor_page
    open_door(page, root, site, 2)
    page.get_by_text("Left at the mission", exact=True).click()
    page.get_by_label("In a sentence or two").fill("It is in their letter box.")

    def lose_the_answer(route):
        route.fetch(max_redirects=0)  # it reaches the server, and no answer reaches the phone
        route.abort()

    page.route("**/hand-in/**", lose_the_answer, times=1)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("The line dropped.")
    page.get_by_role("button", name="Record").click()

    expect(page.get_by_role("status")).to_contain_text("left at the mission")
    assert told(root, site, 2) == ["told: left It is in their letter box."]


def test_what_the_desk_refuses_stays_on_the_page_with_its_reason(
    editor_page: Page, root: Path, site: Site
) -> None:
    page = editor_page
    open_door(page, root, site, 3)
    page.get_by_text("Accepted at the door", exact=True).click()
    page.get_by_label("In a sentence or two").fill("A clerk took it.")
    page.get_by_label("Day", exact=True).fill("2099-01-01")
    page.get_by_role("button", name="Record").click()

    expect(page.get_by_text("This day is still to come.")).to_be_visible()
    expect(page.get_by_label("In a sentence or two")).to_have_value("A clerk took it.")
    assert told(root, site, 3) == []
