"""Letters inside a page: where they begin and end, and what is none."""

import pytest

from archive.ingest.analyse import analyse
from archive.ingest.model import Item, Span

BODY = "We ask you to open the gates of the harbour and to let the people who worked there go back to work."


def page(*lines: str) -> str:
    lead = (
        "The following letters were sent to three ministers by friends of the dockers in as many countries."
    )
    return "\n\n".join(("Letters for the dockers", lead, *lines))


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def only_item(text: str) -> Item:
    [item] = analyse(text)
    return item


def test_a_letter_has_its_parts():
    text = page(
        *("port@example.org", "www.example.org", "3 May 2014", "To the Minister of Ports", "Dear Minister,"),
        *(BODY, "Yours sincerely", "Sara Lind", "on behalf of all who stood at the gate."),
    )
    [letter] = only_item(text).letters
    assert words(text, letter.letterhead) == "port@example.org\n\nwww.example.org"
    assert letter.date.value == "2014-05-03"
    assert words(text, letter.addressee) == "To the Minister of Ports"
    assert words(text, letter.salutation) == "Dear Minister,"
    assert words(text, letter.closing) == "Yours sincerely"
    assert words(text, letter.signature) == "Sara Lind\n\non behalf of all who stood at the gate."
    assert letter.span.of(text) == text[text.index("port@") :]


def test_countries_head_the_letters_that_follow_one_another():
    text = page(
        *("Norway", "Dear Minister,", BODY, "Regards", "Sara Lind", "Harbour Union"),
        *("Chile: from the south", BODY, BODY, "Santiago 4 May 2014", "Luis Vera, secretary, Port Network"),
        *(
            "Peru",
            "Date: 25-04-2014",
            "Dear Sir or Madam,",
            BODY,
            "Thanking you,",
            "Ana Rey",
            "Writers for Ports",
        ),
    )
    letters = only_item(text).letters
    assert [words(text, letter.heading) for letter in letters] == ["Norway", "Chile: from the south", "Peru"]
    assert [letter.date.value for letter in letters] == ["", "2014-05-04", "2014-04-25"]
    assert words(text, letters[1].signature) == "Luis Vera, secretary, Port Network"


def test_a_name_with_a_role_ends_a_letter_without_a_closing():
    text = page("Dear Editor,", BODY, BODY, "Sara Lind (secretary of the port)", f"Send copies to us. {BODY}")
    [letter] = only_item(text).letters
    assert words(text, letter.signature) == "Sara Lind (secretary of the port)"
    assert letter.closing is None


def test_a_list_inside_a_letter_stays_in_it():
    text = page(
        "Dear Minister,", BODY, "We ask:", "  • Open the gates", "  • Pay the wages", "Regards", "Sara Lind"
    )
    item = only_item(text)
    kinds = [block.kind for block in item.blocks if item.letters[0].span.contains(block.span)]
    assert kinds == [
        "salutation",
        "letter_paragraph",
        "list_lead",
        "list_item",
        "list_item",
        "closing",
        "signature",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Norway", BODY, BODY),
        ("3 May 2014", BODY, BODY),
        ("Dear Leader is gone", BODY, BODY),
        ("Yours", "Sara Lind"),
        (BODY, "Sara Lind", BODY),
    ],
)
def test_what_only_looks_like_a_letter_is_none(lines: tuple[str, ...]):
    assert [letter for item in analyse(page(*lines)) for letter in item.letters] == []


def test_the_writer_of_a_letter_inside_a_report_is_not_its_author():
    text = page("Dear Minister,", BODY, "Regards", "Sara Lind")
    item = only_item(text)
    assert item.kind == "report"
    assert item.value("author").status == "absent"


def test_what_began_as_a_letter_does_not_hide_the_next_one():
    text = page(
        *(
            "3 May 2014",
            "To the Minister of Ports",
            BODY,
            "Norway",
            "Dear Minister,",
            BODY,
            "Regards",
            "Sara Lind",
        ),
        *(
            "That was all.",
            BODY,
            "4 May 2014",
            "To the Minister of Trade",
            BODY,
            "Yours sincerely",
            "Luis Vera",
        ),
    )
    letters = only_item(text).letters
    assert [words(text, letter.signature) for letter in letters] == ["Sara Lind", "Luis Vera"]
