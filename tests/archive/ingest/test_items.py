"""How a page falls into items, furniture and pictures."""

import pytest

from archive.ingest.analyse import analyse, analyse_page
from archive.ingest.model import Item

BODY = "People had come from all over the valley and the hall was full long before the doors were closed."
LONG = f"{BODY} {BODY} {BODY}"
GAP = "\u00a0"


def join(*lines: str) -> str:
    return "\n\n".join(lines)


def titles(items: list[Item]) -> list[str]:
    return [item.value("title").value for item in items]


def kinds(item: Item) -> list[str]:
    return [block.kind for block in item.blocks]


def test_a_page_of_a_category_falls_into_its_items():
    text = join(
        *(
            "Category: News",
            "Dockers vote to stay out",
            "A second week without a single crane moving",
            LONG,
            LONG,
        ),
        *(GAP, "The minister leaves by the back door", GAP, "Sara Lind, Gothenburg", LONG, "What next", LONG),
        *(
            "An evening of songs for the dockers.",
            "Singers from four towns came to the hall of the union.",
            LONG,
        ),
    )
    items = analyse(text)
    assert titles(items) == [
        "Dockers vote to stay out",
        "The minister leaves by the back door",
        "An evening of songs for the dockers.",
    ]
    assert [text[item.span.start :].startswith(item.value("title").value) for item in items] == [True] * 3
    assert kinds(items[1])[-2:] == ["heading", "paragraph"]
    assert all(item.reasons for item in items)


def test_one_article_with_headings_stays_one():
    text = join(
        "Dockers vote to stay out", LONG, "What the minister says to all this", LONG, GAP, "What next", LONG
    )
    assert titles(analyse(text)) == ["Dockers vote to stay out"]


def test_a_text_without_blank_lines_is_read_by_its_short_lines():
    [item] = analyse("\n".join((LONG, LONG, "What next", LONG)))
    assert item.value("title").status == "absent"
    assert kinds(item) == ["paragraph", "paragraph", "heading", "paragraph"]


def test_one_long_line_has_no_structure():
    [item] = analyse(LONG)
    assert "no structure: one line without breaks" in item.reasons
    for field in ("title", "author", "publication", "published"):
        assert item.value(field).status == "absent"


def test_furniture_is_no_part_of_an_item():
    text = join(
        *(
            "Category: News",
            "Sign the Petition",
            "Open the harbour gates",
            "[signature]",
            "Share this with friends:",
        ),
        *("Dockers vote to stay out", LONG, LONG, "Join us", "Fill in this form and we shall write to you."),
    )
    page = analyse_page(text)
    widget, article = page.items
    assert [block.span.of(text) for block in page.furniture] == [
        *(
            "Category: News",
            "Share this with friends:",
            "Join us",
            "Fill in this form and we shall write to you.",
        ),
    ]
    assert (widget.kind, widget.value("title").value) == ("widget", "Open the harbour gates")
    assert widget.span.of(text) == text[text.index("Sign") : text.index("]") + 1]
    assert [widget.value(f).status for f in ("author", "publication", "published", "language")] == [
        "absent"
    ] * 4
    assert article.value("title").value == "Dockers vote to stay out"


def test_a_footer_gives_neither_date_nor_publication():
    text = join(
        "Dockers vote to stay out", LONG, "Back to main page", "January 14, 2022", "mail@harbour.example.org"
    )
    [item] = analyse(text)
    assert item.value("published").status == "absent"
    assert item.value("publication").status == "absent"


def test_a_banner_in_many_languages_is_furniture():
    banner = (
        "Hamn: världens nya början!",
        "Port: a new beginning of the world!",
        "Λιμάνι: νέα αρχή του κόσμου!",
    )
    more = ("Порт: новое начало мира!", "Porto: un nuovo inizio del mondo!")
    title = "Dockers vote to stay out"
    page = analyse_page(join(*banner, *more, title, title, LONG))
    assert len(page.furniture) == 5
    [item] = page.items
    assert item.value("title").value == title
    assert len(item.value("title").spans) == 2


def test_a_reprint_stands_inside_what_reprints_it():
    text = join(
        *(
            "To: Harbour friends mailing list\nMay 3, 2014",
            "Dockers vote to stay out",
            "by Sara Lind, Port Network",
        ),
        *(
            LONG,
            "The strike before this one",
            "From the March 2004 issue of ‘Harbour News’",
            LONG + " <>",
            LONG,
        ),
    )
    [item] = analyse(text)
    [child] = item.children
    assert (item.kind, child.kind) == ("mailing", "reprint")
    assert child.value("publication").value == "Harbour News"
    assert child.value("published").value == "2004-03"
    assert child.value("author").status == "absent"
    assert child.span.of(text).rstrip().endswith("<>")
    assert item.value("published").value == "2014-05-03"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            'A crane at night Image Anna BThe crane stood still, said "all" / Image: Anna B.',
            ("A crane at night Image Anna B", 'The crane stood still, said "all"', "Anna B."),
        ),
        ("The crane stood still / Photo: Anna B", (None, "The crane stood still", "Anna B")),
        ("The crane stood still (Photo: Anna B)", (None, "The crane stood still", "Anna B")),
        ("Picture: The crane stood still", (None, "The crane stood still", None)),
        ("Photo: Anna Berg", (None, None, "Anna Berg")),
    ],
)
def test_a_line_of_a_picture_falls_into_its_parts(line: str, parts: tuple[str | None, ...]):
    text = join("Dockers vote to stay out", LONG, line, LONG)
    [item] = analyse(text)
    [image] = item.images
    assert tuple(s.of(text) if s else None for s in (image.alt, image.caption, image.credit)) == parts
    assert "caption" in kinds(item)


def test_blocks_tell_quotations_lists_and_notes_from_paragraphs():
    text = join(
        *("Dockers vote to stay out", "“The sea is patient with those who wait for it” – Ole Dahl.", LONG),
        *(
            f"She once wrote: {BODY[:-1]}:",
            f"“{BODY}",
            f"“{BODY}”",
            "This must change:",
            "  • Open the gates",
        ),
        *("  • Pay the wages", LONG, f"Note: by the time of publication the gates had opened. {BODY}"),
    )
    [item] = analyse(text)
    assert kinds(item) == [
        *("title", "epigraph", "paragraph", "paragraph", "quotation", "list_lead", "list_item", "list_item"),
        *("paragraph", "endnote"),
    ]
    assert [b.span.of(text) for b in item.blocks if b.kind == "list_item"] == [
        "Open the gates",
        "Pay the wages",
    ]


def test_a_heading_may_be_wrapped_over_two_lines():
    text = join(
        "Dockers vote to stay out",
        LONG,
        "Building a union in the port this year\nmeets what it met before",
        LONG,
    )
    [item] = analyse(text)
    [heading] = [block.span.of(text) for block in item.blocks if block.kind == "heading"]
    assert heading.endswith("meets what it met before")


def test_a_page_wrapped_at_a_margin_is_joined_to_paragraphs():
    wrapped = "\n".join(BODY[i : i + 70] for i in range(0, len(BODY), 70))
    rows = (
        "\n".join([("The hall was full and the doors were shut and nobody wanted to go home ")] * 6)
        + "\nat all."
    )
    [item] = analyse(join("Dockers vote to stay out", wrapped, rows, rows, rows))
    assert kinds(item) == ["title", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_a_person_under_a_title_is_no_author():
    [item] = analyse(join("Dockers vote to stay out", "Sara Lind", LONG, LONG))
    assert item.value("author").status == "absent"


def test_a_place_under_a_title_is_no_author():
    [item] = analyse(join("Dockers vote to stay out", "New York, Manhattan", LONG, LONG))
    assert item.value("author").status == "absent"


def test_a_day_long_past_dates_nothing():
    text = join(
        "Dockers vote to stay out", f"The port was opened on 3 May 1998 and rebuilt in 2011. {BODY}", LONG
    )
    [item] = analyse(text)
    assert item.value("published").status == "absent"


def test_a_mail_has_the_date_and_the_subject_of_its_header():
    header = (
        "From: sara@example.org\nDate: Thu, 26 May 2016 10:11:12 +0100\nSubject: Dockers vote to stay out"
    )
    [item] = analyse(join(header, LONG, LONG))
    assert item.value("published").value == "2016-05-26"
    assert item.value("title").value == "Dockers vote to stay out"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{BODY} {BODY}", "en"),
        ("Рабочие снова вышли на площадь, и власти ответили арестами, как и в прошлом году.", "ru"),
        ("Jumisshylar portta", ""),
        (
            "İşçiler limanın kapısında toplandı ve ücretleri için sonuna kadar direneceklerini söyledi.",
            "tr",
        ),
        (
            "Die Arbeiter haben die Tore des Hafens geschlossen und werden nicht mit dem Streik aufhören.",
            "de",
        ),
    ],
)
def test_a_language_is_inferred_where_one_stands_out(text: str, language: str):
    [item] = analyse(text)
    assert item.value("language").value == language
    assert item.value("language").status == ("inferred" if language else "absent")


def test_long_headings_after_gaps_do_not_split_one_article():
    parts = ("What the minister says to all this", LONG, GAP, "What the dockers answered him", LONG, GAP)
    text = join("Dockers vote to stay out", LONG, GAP, *parts, "What is going to happen next", LONG)
    assert titles(analyse(text)) == ["Dockers vote to stay out"]


def test_an_address_for_mail_is_no_publication():
    [item] = analyse(
        join("From: sara@example.org\nTo: list@example.org\nSubject: Dockers stay out", LONG, LONG)
    )
    assert item.value("publication").status == "absent"


def test_the_byline_of_the_next_text_is_not_that_of_the_paragraph_before_it():
    short = "Friends in Norvik and Oslo report that they were called to the police in the days before it."
    lead = "A report from the meeting at the gates, by Sara Lind, docker"
    text = join(
        *("Category: News", "Dockers vote to stay out", LONG, short, GAP),
        *("An evening of songs for the dockers", lead, LONG),
    )
    assert titles(analyse(text)) == ["Dockers vote to stay out", "An evening of songs for the dockers"]
