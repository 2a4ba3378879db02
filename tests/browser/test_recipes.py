"""Every recipe of docs/editors.md, walked by its own words."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from campaign.desk.waiting import specific
from tests.browser.conftest import DESKTOP, PASSWORD, Site, manage
from tests.browser.recipes import GUIDE, Walk, newest, recipe_of, recipes

pytestmark = pytest.mark.browser

PICTURES = GUIDE.parent / "pictures"
LARGEST_PICTURE = 120_000

CAST = f"""
from django.contrib.auth.models import Group, User
from archive.models import Article, Authority
from campaign.desk.models import OneTimePassword
from campaign.petitions.models import Petition
from campaign.prisoners.models import CustodyPeriod, Person

def member(name, *roles):
    user = User.objects.create_user(name, password={PASSWORD!r}, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user

ada, boris, cleo = member("ada", "reviewer"), member("boris", "editor"), member("cleo", "campaigner")
OneTimePassword.objects.create(user=member("dana", "editor"))

for slug, title in [("a-march-in-lyon", "A march in Lyon"), ("a-picket-in-lisbon", "A picket in Lisbon")]:
    article = Article(slug=slug, title=title, summary="People came.", last_edited_by=boris)
    article.save()
    article.publish(by=boris)

name = Authority.objects.create(kind="person", slug="erlan-example")
person = Person.objects.create(
    authority=name, slug="erlan-example", name="Erlan Example", basis="consent", last_edited_by=boris,
    summary="Is in custody for a speech.",
)
CustodyPeriod.objects.create(person=person, status="pre_trial", began="2026-03-01")
person.refresh_content()
person.publish(by=ada)

petition = Petition.objects.create(slug="free-erlan", title="Free Erlan", ask="Let him go.", addressee="The court")
petition.publish(by=ada)
"""

DOCUMENT = """Vigil at the station in Leeds

By Dana Example
14 March 2016

About forty people stood in front of the station on Saturday and read out the names of those who are held.

The organisers said that they will come again on the last Saturday of each month until an answer arrives.
"""


@pytest.fixture(scope="session")
def cast(root: Path, site: Site) -> Site:
    """The running site with accounts of each role, and with records that a recipe may change."""
    manage(root, site, "shell", "--verbosity", "0", "--command", CAST)
    return site


@pytest.fixture
def sign_in(open_page: Any, cast: Site) -> Callable[..., Page]:
    """Opens the start page as somebody of the cast."""

    def make(name: str) -> Page:
        page: Page = open_page("/admin/", viewport=DESKTOP)
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        return page

    return make


@pytest.fixture
def walk(request: pytest.FixtureRequest) -> Iterator[Callable[[Page], Walk]]:
    """Begins the recipe after which the test is named; at the end no step was left out."""
    begun: list[Walk] = []

    def begin(page: Page) -> Walk:
        begun.append(Walk(recipe_of(request.node.name), page))
        return begun[-1]

    failed = request.session.testsfailed
    yield begin
    for one in begun:
        if request.session.testsfailed == failed:
            one.is_complete()


def test_sign_in_for_the_first_time(open_page: Any, cast: Site, walk: Callable[[Page], Walk]) -> None:
    desk = walk(open_page("/livez", viewport=DESKTOP))
    with desk.step(1):
        desk.page.goto("/admin/")
        desk.fill("Username", "dana")
        desk.fill("Password", PASSWORD)
        desk.press("Log in")
    with desk.step(2):
        desk.fill("Old password", PASSWORD)
    with desk.step(3):
        desk.fill("New password", "kettle umbrella Tuesday tram")
        desk.fill("New password confirmation", "kettle umbrella Tuesday tram")
    with desk.step(4):
        desk.press("Change my password")
        desk.see("Your password was changed.")
    with desk.step(5):
        desk.press("Home")
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("What waits")
        desk.press("Log out")


def test_read_the_start_page(sign_in: Callable[..., Page], walk: Callable[[Page], Walk]) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.see("What waits")
    with desk.step(2):
        desk.press_line("Letters without an answer")
        expect(desk.page.locator("#result_list tbody tr").first).to_be_visible()
    with desk.step(3):
        desk.search_list("London")
    with desk.step(4):
        desk.press("Home")
    with desk.step(5):
        desk.see("What waits")
        desk.press("Add", within=desk.kind("Events"))


def test_publish_an_article(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_add("Articles")
    with desk.step(2):
        desk.find(desk.use("Title")).press_sequentially("A night of lanterns")
        expect(desk.find("Address")).to_have_value("a-night-of-lanterns")
    with desk.step(3):
        desk.fill("Authors", "Dana Example")
        desk.fill("Published", "2016-05-26")
    with desk.step(4):
        desk.choose("Whose voice", "the campaign's own text")
    with desk.step(5):
        desk.fill("Summary in our words", "Sixty people carried lanterns to the embassy.")
    with desk.step(6):
        desk.press("Save and continue editing")
        desk.see("Draft: only editors see it.")
    with desk.step(7):
        desk.run("Publish…")
        desk.press("Yes, do it")
    visitor = open_page("/archive/a-night-of-lanterns/")
    expect(visitor.get_by_role("main")).to_contain_text("Sixty people carried lanterns")


def test_correct_an_article_that_is_public(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_kind("Articles")
        desk.search_list("Lyon")
        desk.open_row("A march in Lyon")
    with desk.step(2):
        desk.find("Title").fill("A march in Lille")
        desk.fill("Archivist's note", "We first said Lyon.")
    with desk.step(3):
        desk.press("Save and continue editing")
        desk.see("The change has to be published again before visitors see it.")
    assert open_page("/livez").request.get("/archive/a-march-in-lyon/").status == 404
    with desk.step(4):
        desk.run("Publish…")
        desk.press("Yes, do it")
    with desk.step(5):
        desk.page.goto("/admin/archive/article/?q=Lille")
        desk.open_row("A march in Lille")
        desk.press("See it as a visitor")
        expect(desk.page.get_by_role("main")).to_contain_text("We first said Lyon.")
        desk.page.go_back()


def test_turn_a_draft_from_a_document_into_an_article(
    root: Path,
    cast: Site,
    tmp_path: Path,
    sign_in: Callable[..., Page],
    open_page: Any,
    walk: Callable[[Page], Walk],
) -> None:
    document = tmp_path / "leeds.txt"
    document.write_text(DOCUMENT)
    assert "1 drafts were proposed" in manage(root, cast, "ingest", str(document))
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_line("Proposals to review")
        row = desk.page.locator("#result_list tbody tr").filter(has_text="leeds.txt")
        row.locator("a[href*='/review/']").click()
    with desk.step(2):
        expect(desk.page.get_by_role("region", name="The text")).to_contain_text("read out the names")
        desk.press_in_card("Accept")
    with desk.step(3):
        desk.press_in_card("Correct…")
        desk.page.locator("[data-correct] input[name=value]").first.fill("Dana Example")
        desk.press_in_card("Save and next")
    with desk.step(4):
        desk.press_in_card("Reject")
        desk.see("Nothing is left to decide in this view.")
    with desk.step(5):
        desk.see("Texts in this document")
        desk.page.locator(".review-texts").get_by_role("link", name="Vigil at the station in Leeds").click()
        desk.choose("Whose voice", "kept as a source; not the campaign's view")
        desk.fill("Summary in our words", "A monthly vigil in Leeds begins.")
    with desk.step(6):
        desk.press("Save and continue editing")
    with desk.step(7):
        desk.run("Publish…")
        desk.press("Yes, do it")
    visitor = open_page("/archive/vigil-at-the-station-in-leeds/")
    expect(visitor.get_by_role("main")).to_contain_text("A monthly vigil in Leeds begins.")


def test_write_a_report(sign_in: Callable[..., Page], walk: Callable[[Page], Walk]) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_add("Own reports")
    with desk.step(2):
        desk.fill("Title", "A vigil in Hull")
        desk.fill("Text", "Nine people stood before the town hall for an hour.")
        desk.choose("Whose view it is", "the campaign’s own text")
    with desk.step(3):
        upload = {"name": "hull.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        desk.find(desk.use("Picture")).set_input_files(upload)  # type: ignore[arg-type]
        desk.fill("What the picture shows", "A banner on the steps of a town hall")
        desk.fill("Who made it", "unknown")
    with desk.step(4):
        desk.press("Save and look at it")
    with desk.step(5):
        desk.press("Change something")
    with desk.step(6):
        desk.page.go_back()
        desk.press("Publish now")
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("A vigil in Hull")
    expect(desk.page.get_by_role("img", name="A banner on the steps of a town hall")).to_be_visible()


def photograph() -> bytes:
    output = BytesIO()
    Image.effect_noise((1200, 900), 60).convert("RGB").save(output, "JPEG", quality=60)
    return output.getvalue()


def test_enter_a_letter(sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_add("Letters")
        desk.find(desk.use("Title in our words")).press_sequentially("Second letter to Berlin")
    with desk.step(2):
        desk.fill("Addressed to", "The ambassador")
        desk.fill("Date", "2026-09-14")
        desk.choose("The date is", "stated")
    with desk.step(3):
        desk.fill("Summary in our words", "Asks again for the reply that was promised.")
    with desk.step(4):
        desk.press("Add another Delivery")
        row = newest(desk.page, "deliveries")
        desk.search_and_choose("Mission", "Berlin", "Embassy of Kazakhstan in Berlin", within=row)
        desk.choose("Way", "by post", within=row)
        desk.choose("Delivery", "sent", within=row)
    with desk.step(5):
        desk.press("Add another Signatory")
        row = newest(desk.page, "signatories")
        desk.fill("Name", "Dana Example", within=row)
        desk.fill("Role", "secretary", within=row)
    with desk.step(6):
        desk.press("Save and continue editing")
        expect(desk.page.get_by_text("Draft: only editors see it.")).to_be_visible()
    with desk.step(7):
        desk.run("Submit for review…")
        desk.press("Yes, do it")
        expect(desk.page.get_by_text("1 record was changed.")).to_be_visible()
    assert open_page("/livez").request.get("/letters/second-letter-to-berlin/").status == 404


def test_publish_what_somebody_else_wrote(
    root: Path, cast: Site, sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    manage(root, cast, "shell", "--verbosity", "0", "--command", SUBMITTED_LETTER)
    boris = sign_in("boris")
    boris.get_by_role("link", name=re.compile("Awaiting a second editor: letters")).click()
    boris.locator("#result_list").get_by_role("link", name="Letter to Vienna").click()
    expect(boris.locator("option", has_text="Submit for review…").first).to_be_attached()
    expect(boris.locator("option", has_text="Publish…")).to_have_count(0)

    desk = walk(sign_in("ada"))
    with desk.step(1):
        desk.press_line("Awaiting a second editor: letters")
        desk.open_row("Letter to Vienna")
    with desk.step(2):
        desk.press("History")
        desk.page.go_back()
    with desk.step(3):
        expect(desk.find("Summary in our words")).to_have_value("Asks for visits.")
    with desk.step(4):
        expect(desk.page.get_by_text("Signatory: Dana Example")).to_be_visible()
    with desk.step(5):
        pass
    with desk.step(6):
        desk.run("Publish…")
    with desk.step(7):
        expect(desk.page.get_by_role("listitem").filter(has_text="Letter to Vienna").first).to_be_visible()
        desk.press("Yes, do it")
    visitor = open_page("/letters/letter-to-vienna/")
    expect(visitor.get_by_role("main")).to_contain_text("Dana Example")


SUBMITTED_LETTER = """
from django.contrib.auth.models import User
from campaign.letters.models import Letter
letter = Letter(slug="letter-to-vienna", title="Letter to Vienna", summary="Asks for visits.",
                last_edited_by=User.objects.get(username="boris"))
letter.save()
letter.signatories.create(name="Dana Example")
letter.refresh_content()
letter.submit()
"""


def test_accept_what_somebody_sent(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    visitor = open_page("/send/", java_script_enabled=False)
    visitor.get_by_label("A picket or a vigil").check()
    visitor.get_by_label("Where?").fill("Hull")
    visitor.get_by_label("When?").fill("26 May 2026")
    visitor.get_by_label("What happened, in your words").fill("Nine of us stood there for an hour.")
    upload = {"name": "hull.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    visitor.get_by_label("Photo or scan 1").set_input_files(upload)
    visitor.get_by_label("Faces in photo 1").select_option(label="may be shown")
    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your report has arrived")
    assert visitor.context.cookies() == []

    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_line("Reports to read")
        desk.page.locator("#result_list tbody th a").first.click()
    with desk.step(2):
        desk.see("What was sent")
        expect(desk.page.get_by_text("Nine of us stood there for an hour.")).to_be_visible()
    with desk.step(3):
        desk.fill("Title in our words", "A picket in Hull")
        expect(desk.find("Make an event")).to_be_checked()
    with desk.step(4):
        desk.tick("Release picture 1")
        desk.fill("What picture 1 shows", "A banner before a closed door")
    with desk.step(5):
        desk.press("Accept as a draft")
        expect(desk.page.get_by_text("Accepted as a draft.")).to_be_visible()
    expect(desk.page.get_by_text("Draft: only editors see it.")).to_be_visible()


def test_record_an_answer_to_a_letter(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_kind("Deliveries")
        desk.search_list("India")
        desk.open_row("India")
    with desk.step(2):
        expect(desk.find("Answer").locator("option", has_text=desk.use("promised a reply"))).to_have_count(1)
        desk.choose("Answer", "acknowledged")
    with desk.step(3):
        desk.press("Add another Event")
        row = newest(desk.page, "events")
        desk.fill("What happened, in our words", "Wrote that the letter was passed on.", within=row)
        desk.fill("Date", "2026-10-02", within=row)
        desk.fill("Who did it", "The embassy", within=row)
    with desk.step(4):
        desk.choose("Answer", "acknowledged", within=newest(desk.page, "events"))
    with desk.step(5):
        desk.press("Save")
        expect(desk.page.locator(".messagelist .success")).to_be_visible()
    visitor = open_page("/letters/")
    visitor.get_by_role("main").get_by_role("link", name="Letter to the embassy in India").first.click()
    expect(visitor.get_by_role("main")).to_contain_text("Wrote that the letter was passed on.")
    expect(visitor.get_by_role("main")).to_contain_text("acknowledged", ignore_case=True)


def test_record_that_somebody_was_released(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_kind("People in the directory")
        desk.open_row("Erlan Example")
    row = newest(desk.page, "custody_periods")
    with desk.step(2):
        desk.see("Custody periods")
        desk.fill("Ended", "2026-07-01", within=row)
    with desk.step(3):
        desk.choose("Release", "not stated", within=row)
    with desk.step(4):
        desk.tick("The end is inferred", within=row)
        desk.fill("From what the end is inferred", "A newspaper saw him at home on that day.", within=row)
    with desk.step(5):
        desk.see("External sources")
        with desk.page.expect_popup() as opened:
            row.get_by_role("link", name="Add another external source").click()
        popup = Walk(desk.recipe, opened.value, desk.number, desk.open_names)
        popup.fill("Publisher", "The Example Gazette")
        popup.fill("URL", "https://gazette.example/at-home")
        popup.fill("Seen on", "2026-07-02")
        with opened.value.expect_event("close"):
            popup.press("Save")
        expect(row.get_by_title("The Example Gazette", exact=False)).to_be_visible()
    with desk.step(6):
        desk.fill("In our words", "Was in custody for a speech.")
    with desk.step(7):
        desk.press("Save and continue editing")
        desk.see("The change has to be published again before visitors see it.")
    assert open_page("/livez").request.get("/prisoners/erlan-example/").status == 404

    ada = sign_in("ada")
    ada.get_by_role("link", name=re.compile("Awaiting a second editor: people in the directory")).click()
    ada.get_by_role("link", name="Erlan Example").click()
    ada.locator(".actions select[name$='action']").first.select_option(label="Publish…")
    ada.get_by_role("button", name="Run").click()
    ada.get_by_role("button", name="Yes, do it").click()
    visitor = open_page("/prisoners/erlan-example/")
    expect(visitor.get_by_role("main")).to_contain_text("Was in custody for a speech.")
    expect(visitor.get_by_role("main")).to_contain_text("A newspaper saw him at home on that day.")


def test_withdraw_something_at_once(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    visitor = open_page("/livez")
    assert visitor.request.get("/archive/a-picket-in-lisbon/").status == 200
    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_kind("Articles")
        desk.page.locator("#searchbar").fill("Lisbon")
        desk.page.get_by_role("button", name="Search").click()
        desk.open_row("A picket in Lisbon")
    with desk.step(2):
        desk.run("Withdraw from the site…")
    with desk.step(3):
        desk.press("Yes, do it")
    assert visitor.request.get("/archive/a-picket-in-lisbon/").status == 410
    with desk.step(4):
        desk.page.goto("/admin/archive/article/?q=Lisbon")
        desk.open_row("A picket in Lisbon")
        desk.see("Withdrawn: visitors no longer see it.")
    with desk.step(5):
        desk.choose_action("Submit for review…")


def test_answer_a_message(sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]) -> None:
    visitor = open_page("/contact/")
    visitor.get_by_label("Your message").fill("Your page names the wrong embassy.")
    visitor.get_by_label("Your e-mail address").fill("reader@example.org")
    visitor.get_by_role("button", name="Send", exact=True).click()

    desk = walk(sign_in("cleo"))
    with desk.step(1):
        desk.press_line("Messages not answered")
        row = desk.page.locator("#result_list tbody tr").filter(has_text="the wrong embassy")
        row.locator("th a").click()
    with desk.step(2):
        expect(desk.page.get_by_text("Your page names the wrong embassy.")).to_be_visible()
    with desk.step(3):
        address = desk.page.get_by_role("link", name="reader@example.org")
        expect(address).to_have_attribute("href", "mailto:reader@example.org")
    with desk.step(4):
        pass
    with desk.step(5):
        desk.run("Mark as answered")
        expect(desk.page.get_by_text("1 message is marked as answered.")).to_be_visible()


def test_decide_on_a_picket(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    visitor = open_page("/events/add/")
    visitor.get_by_label("Country").select_option(label="Sweden")
    visitor.get_by_label("Town or city").fill("Gothenburg")
    day = datetime.now(tz=UTC).date() + timedelta(days=30)
    visitor.get_by_label("Day", exact=True).fill(day.isoformat())
    visitor.get_by_label("How can we ask you?").fill("reader@example.org")
    visitor.get_by_role("button", name="Send to the editors").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The editors have your picket")

    desk = walk(sign_in("boris"))
    with desk.step(1):
        desk.press_line("Pickets that visitors propose")
        desk.open_row("Gothenburg")
    with desk.step(2):
        expect(desk.page.get_by_text("reader@example.org")).to_be_visible()
    with desk.step(3):
        desk.run("Accept: make a draft event")
    with desk.step(4):
        desk.see("A draft is made; complete and publish it:")
        desk.page.get_by_role("link", name="Picket in Gothenburg", exact=True).first.click()
    with desk.step(5):
        desk.fill("Title", "Picket at the harbour of Gothenburg")
        desk.fill("Accessibility of the place", "No steps.")
        desk.press("Save and continue editing")
    event = desk.page.url
    with desk.step(6):
        desk.run("Publish…")
        desk.press("Yes, do it")
    address = f"/events/picket-gothenburg-{day.isoformat()}/"
    expect(open_page(address).get_by_role("main")).to_contain_text("No steps.")
    with desk.step(7):
        desk.page.goto(event)
        desk.run("Cancel…")
        desk.press("Yes, do it")
    expect(open_page(address).get_by_role("main")).to_contain_text("This event is cancelled.")


def test_check_the_situation_of_a_petition(
    sign_in: Callable[..., Page], open_page: Any, walk: Callable[[Page], Walk]
) -> None:
    desk = walk(sign_in("cleo"))
    with desk.step(1):
        pass
    with desk.step(2):
        desk.press_line("Petitions whose situation was not checked for 90 days")
        desk.open_row("Free Erlan")
    with desk.step(3):
        desk.choose_action("Withdraw from the site…")
        desk.page.locator(".actions select").first.select_option(index=0)
    with desk.step(4):
        desk.see("Situation last checked on")
        desk.page.locator(".field-situation_checked_on").get_by_role("button", name=desk.use("Today")).click()
    with desk.step(5):
        desk.fill("Situation checked by", "the campaign's desk")
    with desk.step(6):
        desk.press("Save")
        expect(desk.page.locator(".messagelist .success")).to_be_visible()
    visitor = open_page("/petitions/free-erlan/")
    expect(visitor.get_by_role("main")).to_contain_text("the campaign's desk")


def test_make_an_account(editor_page: Page, open_page: Any, walk: Callable[[Page], Walk]) -> None:
    desk = walk(editor_page)
    with desk.step(1):
        desk.press_add("Users")
    with desk.step(2):
        desk.fill("Username", "farida")
    with desk.step(3):
        desk.fill("Password", "nine grey herons waiting")
        desk.fill("Password confirmation", "nine grey herons waiting")
    with desk.step(4):
        desk.tick("editor")
        desk.tick("campaigner")
        expect(desk.find(desk.use("reviewer"))).not_to_be_checked()
    with desk.step(5):
        desk.press("Save")
    with desk.step(6):
        newcomer = open_page("/admin/")
        newcomer.get_by_label("Username").fill("farida")
        newcomer.get_by_label("Password").fill("nine grey herons waiting")
        newcomer.get_by_role("button", name="Log in").click()
        expect(newcomer).to_have_url(re.compile("/admin/password_change/$"))


def test_every_recipe_is_short_and_walked() -> None:
    tests = {name.removeprefix("test_").replace("_", " ") for name in globals() if name.startswith("test_")}
    for title, recipe in recipes().items():
        assert 1 <= len(recipe.steps) <= 7, recipe.title
        assert title in tests


def test_the_guide_explains_every_line_of_the_start_page() -> None:
    guide = GUIDE.read_text()
    for label in ["Proposals to review", *(label for _model, label, _rows, _query in specific())]:
        assert f"| {label} |" in guide


def test_every_picture_is_there_and_small() -> None:
    for text in (GUIDE, GUIDE.parent.parent / "README.md"):
        for name in re.findall(r"!\[[^]]+\]\((\S+?\.png)\)", text.read_text()):
            assert (text.parent / name).stat().st_size <= LARGEST_PICTURE, name


def test_every_link_inside_the_guide_leads_somewhere() -> None:
    guide = GUIDE.read_text()
    headings = re.findall(r"^#+ (.+)$", guide, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", guide)) <= anchors
