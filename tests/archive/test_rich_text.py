import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.rich_text import TAGS, clean, pieces_of

PIECES = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "/",
    "\n",
    "\n\n",
    " ",
    "- ",
    "words",
    "Жаңаөзен",
    "\u202e",
    "&lt;",
    "&#0;",
    "&#x3c;",
    "\x00",
    "\x0b",
]
OPENED = [
    f"<{tag}>"
    for tag in [
        *sorted(TAGS),
        "b",
        "i",
        "div",
        "script",
        "style",
        "svg",
        "math",
        "table",
        "textarea",
        "template",
        "noscript",
        "iframe",
    ]
]
CLOSED = [tag.replace("<", "</") for tag in OPENED]
ATTACKS = [
    '<a href="javascript:alert(1)">',
    '<a href="JaVa&#x09;script:alert(1)">',
    '<a href="//elsewhere.example">',
    '<a href="/\\elsewhere.example">',
    '<a href="https://paper.example/?a=1&b=2" onclick="alert(1)" style="color:red">',
    '<img src=x onerror="alert(1)">',
    '<img src="https://elsewhere.example/pixel.png">',
    "<svg><style><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<!--",
    "-->",
    "<![CDATA[",
    '<p id="main" class="note">',
    '<form action="https://elsewhere.example"><input name=a>',
]
hostile = st.lists(st.sampled_from([*PIECES, *OPENED, *CLOSED, *ATTACKS]), max_size=30).map("".join)
ALLOWED = {*TAGS, "html", "head", "body"}


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return [(element.tag, dict(element.attrib)) for element in root.iter() if isinstance(element.tag, str)]


@given(hostile | st.text())
def test_clean_is_clean_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    for tag, attributes in elements(once):
        assert tag in ALLOWED
        assert set(attributes) <= ({"href"} if tag == "a" else set())
        for href in attributes.values():
            assert href.lower().startswith(("https://", "http://", "mailto:", "/"))
            assert not href.startswith(("//", "/\\"))


@given(hostile | st.text())
def test_no_piece_is_empty_and_none_has_space_at_its_edges(text: str) -> None:
    for piece in pieces_of(text):
        assert piece.text
        assert piece.text.strip(" \n\t") == piece.text


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_fetches_is_left(attack: str) -> None:
    result = clean(f"<p>before</p>{attack}<p>after</p>")
    for words in ("<img", "<script", "<svg", "<style", "<form", "onerror=", "onclick=", 'href="javascript'):
        assert words not in result.replace("&lt;", "")


def test_the_formatting_of_the_editor_is_kept() -> None:
    html = (
        '<h3>What happened</h3><p>We <strong>stood</strong> <em>there</em>, see <a href="https://paper.example/">'
        "the paper</a>.<br>For an hour.</p><ul><li><p>one</p></li><li><p>two</p></li></ul>"
        "<ol><li><p>first</p></li></ol><blockquote><p>Go home.</p></blockquote><h4>After</h4>"
    )
    assert clean(html).replace("\n", "") == html


def test_text_typed_without_the_editor_becomes_paragraphs_and_lists() -> None:
    text = "We stood there.\r\nFor an hour, 1 < 2.\r\n\r\nWe asked:\r\n- release\r\n- open the trial\r\n"
    assert clean(text) == (
        "<p>We stood there.<br>For an hour, 1 &lt; 2.</p>\n<p>We asked:</p>\n"
        "<ul><li><p>release</p></li><li><p>open the trial</p></li></ul>"
    )


def test_an_empty_text_stays_empty() -> None:
    assert clean("") == clean("<p></p>") == clean(" \n ") == ""


def test_a_link_to_a_page_of_this_site_is_kept() -> None:
    assert '<a href="/petitions/free/">' in clean('<p><a href="/petitions/free/">sign</a></p>')
