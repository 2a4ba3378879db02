"""Adding a picket from a phone, as a visitor does it: with JavaScript and without."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_error_is_explained_and_the_picket_then_arrives(open_page: Any, javascript: bool) -> None:
    page: Page = open_page("/events/add/", viewport=PHONE, java_script_enabled=javascript)
    page.get_by_label("Country").select_option(label="Canada")
    page.get_by_label("Town or city").fill("Ottawa")
    page.get_by_label("Begins at").fill("18:00")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page).to_have_title(re.compile("^Error:"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose the day.")
    expect(summary).to_contain_text("Canada has more than one time zone")
    if javascript:
        expect(summary).to_be_focused()

    expect(page.get_by_label("Town or city")).to_have_value("Ottawa")
    day = datetime.now(tz=UTC).date() + timedelta(days=30)
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    page.get_by_label("Time zone").select_option("America/Toronto")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page).to_have_url(re.compile(r"/events/add/sent/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The editors have your picket")
    assert page.context.cookies() == []
