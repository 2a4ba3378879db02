"""What a page has above and below its texts: a site's name and menu, links to other texts, readers' comments."""

import pytest

from archive.ingest.analyse import analyse, analyse_page
from tests.archive.ingest.invented import propose_text

BODY = (
    "The dockers of Norvik met on Saturday in the hall of their union and voted to stay out for another week, "
    "until the company answers the letter of March."
)
TITLE = "Dockers vote to stay out for another week"
POSTED = "Posted on 3 May 2014 by admin"


def text(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    "above",
    [
        ("Harbour Watch", "For everybody who works in a port", "Home", "About us", "Search for:"),
        ("We use cookies to give you the best experience on our website.", "Skip to content", "Menu"),
        ("Harbour Watch", "News", "Norland"),
        ("Главная Новости О нас Контакты",),
    ],
    ids=["name and menu", "cookies", "short lines", "menu in one line"],
)
def test_the_title_over_the_day_of_posting_comes_before_what_the_site_puts_above_it(above: tuple[str, ...]):
    [item] = analyse(text(*above, TITLE, POSTED, BODY))
    assert item.value("title").value == TITLE
    assert item.value("published").value == "2014-05-03"
    assert item.value("author").status == "absent"
    assert "standfirst" not in {value.field for value in item.values}


@pytest.mark.parametrize(
    "under", [POSTED, "12 March 2015", "Published on Tuesday, 09 July 2013 14:05", "June 12, 2014 9:00AM EDT"]
)
def test_a_title_and_a_standfirst_over_a_date_are_no_masthead(under: str):
    lead = "A second week without a single crane moving in the whole of the port"
    [item] = analyse(text("A quiet harbour", lead, under, BODY))
    assert item.value("title").value == "A quiet harbour"
    assert item.value("standfirst").value == lead


@pytest.mark.parametrize("between", ["", "Available in English, Русский"])
def test_the_name_of_an_organisation_over_a_date_is_no_title(between: str):
    lines = [
        "Harbour Rights Watch",
        "21 May 2014",
        between,
        "Norland: Drop the charges against dockers",
        BODY,
    ]
    [item] = analyse(text(*filter(None, lines)))
    assert item.value("title").value == "Norland: Drop the charges against dockers"
    assert item.value("published").value == "2014-05-21"


def test_titles_over_days_of_posting_part_a_page():
    more = ("Continue reading →", "Posted in News, Ports | Tagged cranes | Leave a comment")
    second = "Company withdraws its claim against the union"
    items = analyse(text("Harbour Watch", "Home", TITLE, POSTED, BODY, *more, second, POSTED, BODY, *more))
    assert [item.value("title").value for item in items] == [TITLE, second]
    assert [[b.kind for b in item.blocks][-2:] for item in items] == [["furniture"] * 2] * 2


def test_what_comes_under_the_text_is_none_of_it():
    below = (
        *("Share this:", "Twitter", "Related", "The cranes stand still", "November 12, 2012", 'In "News"'),
        *("2 thoughts on “Dockers vote”", "Ana Rey says:", "June 4, 2014 at 10:12 am", BODY, "Leave a Reply"),
    )
    page = analyse_page(text(TITLE, POSTED, BODY, *below))
    [item] = page.items
    assert item.span.end == len(text(TITLE, POSTED, BODY)) + 1
    assert len(page.furniture) == len(below)


def test_the_date_of_a_related_text_contradicts_nothing():
    found = propose_text(
        text(TITLE, POSTED, BODY, "Related", "The cranes of the port stand still", "May 1, 2012")
    )
    assert "conflict" not in {one.field for one in found}


@pytest.mark.parametrize(
    "line",
    [
        "By Campaign Norland | Published: 3 May 2014",
        "By admin – May 3, 2014",
        "3 May 2014 by admin",
        "Submitted by admin on 3 May 2014 - 10:12",
        "Опубликовано 3 мая 2014 г. Автор: admin",
        "3 Mayıs 2014 Cumartesi",
    ],
)
def test_a_line_of_whom_and_when_gives_the_day_and_no_standfirst(line: str):
    [item] = analyse(text(TITLE, line, BODY))
    assert item.value("published").value == "2014-05-03"
    assert item.value("author").status == "absent"
    assert "standfirst" not in {value.field for value in item.values}


@pytest.mark.parametrize("line", ["Submitted by Sara Lind on 3 May 2014", "3 May 2014 by Sara Lind"])
def test_a_person_who_posted_it_is_the_author(line: str):
    [item] = analyse(text(TITLE, line, BODY))
    assert item.value("author").value == "Sara Lind"


def test_the_numbers_of_an_urgent_action_are_not_its_title():
    found = propose_text(
        text(
            *("UA: 123/14 Index: ABC 57/001/2014 Norland Date: 5 May 2014", "URGENT ACTION"),
            *("JAILED DOCKER AT RISK", BODY, "Please write immediately in English or your own language:"),
            *("Calling on the court to release him;", "Urging the prison to let in a doctor."),
        )
    )
    of = {one.field: one.value for one in found}
    assert (of["title"], of["published"]) == ("JAILED DOCKER AT RISK", "2014-05-05")
    assert [one.value for one in found if one.field == "demand"] == [
        "Calling on the court to release him;",
        "Urging the prison to let in a doctor.",
    ]


def test_a_place_in_brackets_opens_a_text():
    [item] = analyse(text(TITLE, f"(Norvik) – {BODY}"))
    assert item.value("dateline").value == "Norvik"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("RSF", "Dockers on trial, harbour watch calls for acquittal", "3 May 2014"), ()),
        (("worldnews.net, 03.05.2014", "website of the harbour committee"), ("No forgetting!",)),
        (("You are here: Home / News / Dockers on trial",), ("03.05.2014", "by harbourwatch")),
        (("PRESS RELEASE", "Norvik, 3 May 2014"), ()),
        ((), ("Harbour Rights Watch", "3 May 2014")),
        ((), ("worldnews.net", "2014-05-03 11:20:05")),
    ],
    ids=[
        "initials",
        "address and slogan",
        "trail",
        "label and place",
        "organisation under the title",
        "address under the title",
    ],
)
def test_the_day_is_found_and_none_of_the_site_is_the_title(above: tuple[str, ...], below: tuple[str, ...]):
    title = above[1] if above[:1] == ("RSF",) else "Dockers on trial in the town hall of Norvik"
    lines = above if title in above else (*above, title, *below)
    [item] = analyse(text(*lines, BODY))
    assert item.value("title").value == title
    assert item.value("published").value == "2014-05-03"
    assert item.value("author").status == "absent"


def test_a_translator_under_the_title_begins_no_other_text():
    lines = ("The harbour at night", "Sara Lind", "Translated from Swedish by Per Berg")
    [item] = analyse(text(*lines, "First published in Harbour News, 3 May 2014", BODY))
    assert item.children == ()
    found = {value.field: value.value for value in item.values}
    assert (found["author"], found["translator"]) == ("Sara Lind", "Per Berg")
    assert (found["publication"], found["published"]) == ("Harbour News", "2014-05-03")


def test_a_name_alone_under_a_title_is_no_author():
    [item] = analyse(text("One of our prisoners", "Sara Lind", BODY))
    assert item.value("author").status == "absent"


@pytest.mark.parametrize(
    "line", ["When: Monday 16 December 2013, 5pm to 7pm", "Where: in front of the gates of Norvik"]
)
def test_a_line_of_facts_is_no_standfirst(line: str):
    [item] = analyse(text("Picket of the harbour", line, BODY))
    assert "standfirst" not in {value.field for value in item.values}


def test_a_day_and_a_bar_under_each_title_part_a_page():
    lines = (
        *("Articles", "Latest", "Dockers stay out", "10.06.2014 | Sara Lind, Oslo", BODY, "read more..."),
        *("The cranes stand still", "02.06.2014 | Harbour News", BODY, "read more..."),
    )
    items = analyse(text(*lines))
    assert [item.value("title").value for item in items] == ["Dockers stay out", "The cranes stand still"]
    assert [item.value("published").value for item in items] == ["2014-06-10", "2014-06-02"]
    assert [item.value("author").value for item in items] == ["Sara Lind", ""]


def test_the_day_of_an_update_is_not_that_of_publication():
    [item] = analyse(text("Norway", TITLE, "Published: 4 October 2012. Updated: 8 October 2012", BODY))
    assert (item.value("title").value, item.value("published").value) == (TITLE, "2012-10-04")


def test_who_a_letter_is_from_is_no_standfirst():
    [item] = analyse(
        text("Messages of solidarity", "From the Harbour Network in Norland, 12 June 2013", BODY)
    )
    assert "standfirst" not in {value.field for value in item.values}
