"""The recipes of docs/editors.md as a test walks them: what a step prints in bold is used or stands on the page."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_every_page import faults

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "editors.md"
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    title: str
    steps: list[str]

    def names(self, number: int) -> list[str]:
        """What step `number` prints in bold."""
        return [" ".join(name.split()) for name in BOLD.findall(self.steps[number - 1])]


def recipes() -> dict[str, Recipe]:
    """Each recipe of the guide by its title in small letters."""
    _, _, rest = GUIDE.read_text().partition("\n## Recipes\n")
    body, _, _ = rest.partition("\n## ")
    found = {}
    for section in body.split("\n### ")[1:]:
        title, _, text = section.partition("\n")
        steps = re.findall(r"^\d+\. (.+(?:\n {3}.+)*)", text, re.MULTILINE)
        found[title.lower()] = Recipe(title, steps)
    return found


@dataclass
class Walk:
    """One reader at the desk, doing a recipe step by step."""

    recipe: Recipe
    page: Page
    number: int = 0
    open_names: set[str] = field(default_factory=set)

    @contextmanager
    def step(self, number: int) -> Iterator[None]:
        """The next step; at its end each of its bold words was used or seen."""
        assert number == self.number + 1, f"step {number} follows step {self.number}"
        self.number = number
        self.open_names = set(self.recipe.names(number))
        self.look()
        yield
        self.wait_until_ready()
        assert not self.open_names, f"{self.recipe.title}, step {number}: not on the page: {self.open_names}"
        found = faults(self.page)
        assert found == [], f"{self.page.url}: {found}"

    def wait_until_ready(self) -> None:
        """Until the page is loaded, its choosers have their names, and what the step names has been seen."""
        self.page.wait_for_load_state()
        expect(self.page.locator(".select2-selection:not([aria-label])")).to_have_count(0)
        ends = time.monotonic() + 3
        self.look()
        while self.open_names and time.monotonic() < ends:
            self.page.wait_for_timeout(100)
            self.look()

    def is_complete(self) -> None:
        assert self.number == len(self.recipe.steps), f"{self.recipe.title} ends with step {self.number + 1}"

    def look(self) -> None:
        for name in list(self.open_names):
            if self.is_visible(name):
                self.open_names.discard(name)

    def is_visible(self, name: str) -> bool:
        """Whether the page shows it: as text, as a button's caption, or as the choice that a field stands at."""
        shown = (
            self.page.get_by_text(re.compile(rf"^\s*{re.escape(name)}:?\s*$"))
            .or_(self.page.get_by_text(name, exact=False))
            .or_(self.page.get_by_role("button", name=name, exact=True))
            .or_(self.page.get_by_role("link", name=name))
        )
        chosen = self.page.locator("select option:checked").filter(
            has_text=re.compile(rf"^\s*{re.escape(name)}\s*$")
        )
        return shown.filter(visible=True).count() > 0 or chosen.count() > 0

    def use(self, name: str) -> str:
        """The name, once the present step prints it in bold."""
        names = self.recipe.names(self.number)
        assert name in names, f"{self.recipe.title}, step {self.number} does not name “{name}”, but {names}"
        self.open_names.discard(name)
        return name

    def press(self, name: str, *, within: Locator | None = None) -> None:
        self.look()
        place = within or self.page.locator("body")
        self.use(name)
        button = place.get_by_role("button", name=name, exact=True)
        link = place.get_by_role("link", name=name, exact=True)
        button.or_(link).filter(visible=True).first.click()
        self.look()

    def press_in_card(self, name: str) -> None:
        """A button of the first proposal; its full name, for who hears it, says which proposal."""
        card = self.page.locator("[data-proposal]").first
        caption = re.compile(rf"^\s*{re.escape(self.use(name))}\s*$")
        card.locator("button, summary").filter(has_text=caption).filter(visible=True).first.click()
        self.look()

    def press_line(self, name: str) -> None:
        """A line under “What waits”: its number stands before it."""
        self.use(name)
        self.page.locator(".desk-waiting-list").get_by_role("link", name=re.compile(rf"^\d+ {name}$")).click()
        self.look()

    def press_kind(self, name: str) -> None:
        """A kind of record on the start page."""
        self.use(name)
        self.kind(name).get_by_role("link", name=name, exact=True).click()
        self.look()

    def press_add(self, kind: str) -> None:
        self.use(kind)
        self.press("Add", within=self.kind(kind))

    def kind(self, name: str) -> Locator:
        rows = self.page.locator("#content-main tr[class*='model-']")
        return rows.filter(has=self.page.get_by_role("link", name=name, exact=True))

    def find(self, name: str, *, within: Locator | None = None) -> Locator:
        """The field with this label; of several, the first that can be seen."""
        place = within or self.page.locator("#content")
        label = re.compile(rf"^\s*{re.escape(name)}:?\s*$")
        return place.get_by_label(label).filter(visible=True).first

    def fill(self, name: str, value: str, *, within: Locator | None = None) -> None:
        self.find(self.use(name), within=within).fill(value)

    def choose(self, name: str, option: str, *, within: Locator | None = None) -> None:
        self.find(self.use(name), within=within).select_option(label=option)
        self.look()

    def search_and_choose(self, name: str, text: str, result: str, *, within: Locator) -> None:
        """A field that searches while you type."""
        within.get_by_role("combobox", name=re.compile(rf"^{self.use(name)}\b")).click()
        self.page.get_by_role("searchbox", name=name).last.fill(text)
        self.page.get_by_role("option", name=result).click()

    def tick(self, name: str, *, within: Locator | None = None) -> None:
        self.find(self.use(name), within=within).check()

    def run(self, action: str) -> None:
        """An action of the present page, up to the page that asks."""
        self.choose_action(action)
        self.press("Run")

    def choose_action(self, action: str) -> None:
        self.look()
        self.page.locator(".actions select[name$='action']").first.select_option(label=self.use(action))

    def see(self, name: str) -> None:
        expect(self.page.get_by_text(self.use(name), exact=False).filter(visible=True).first).to_be_visible()

    def search_list(self, text: str) -> None:
        """The field above a list, then its button."""
        self.page.locator("#searchbar").fill(text)
        self.press("Search")

    def open_row(self, text: str) -> None:
        self.page.locator("#result_list tbody th a").filter(has_text=text).first.click()


def recipe_of(test_name: str) -> Recipe:
    """The recipe after which a test is named: `test_enter_a_letter` walks “Enter a letter”."""
    title = test_name.partition("[")[0].removeprefix("test_").replace("_", " ")
    return recipes()[title]


def newest(page: Page, rows: str) -> Locator:
    """The last row of a table of child records."""
    return page.locator(f".dynamic-{rows}").last
