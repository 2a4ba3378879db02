"""Saved web pages, kind and hostile, become the text that a reader saw."""

import socket

import pytest

from archive.ingest.reading import Refused, read_text
from archive.ingest.web_page import is_web_page

PARAGRAPH = "On 3 March 2015 a dozen people stood outside the embassy for an hour and then went home, wet."
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="{{charset}}"><title>The door | A Paper</title>
<script>document.write("written by a script")</script><style>p {{{{ color: red }}}}</style></head>
<body><nav><ul><li><a href="/">Home page</a></li><li><a href="/about">About us</a></li></ul></nav>
<main><article><header><h1>The door stays shut</h1><p class="byline">By Dana Example</p>
<time datetime="2015-03-04">4 March 2015</time></header>
<img src="https://elsewhere.example/pixel.png" alt="a pixel" onerror="alert(1)">
<p>{PARAGRAPH}</p>
<h2>What they asked</h2>
<p>The <b>letter</b> has two demands:</p>
<ul><li>release the prisoners</li><li>open the trial</li></ul>
<p>Жаңаөзен was named twice.<script>alert(2)</script></p>
<iframe src="https://elsewhere.example/frame"></iframe>
</article></main><footer>Copyright of a Paper</footer></body></html>"""
TEXT = f"""The door stays shut
By Dana Example
4 March 2015
{PARAGRAPH}
What they asked
The letter has two demands:
- release the prisoners
- open the trial
Жаңаөзен was named twice.
"""


def page(charset: str = "utf-8") -> str:
    return PAGE.format(charset=charset)


def test_a_page_becomes_the_lines_of_its_article() -> None:
    assert read_text(page().encode()) == TEXT


def test_the_same_page_always_gives_the_same_text() -> None:
    assert len({read_text(page().encode()) for _ in range(5)}) == 1


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "shift_jis", "no-such-thing"])
def test_a_page_in_utf8_is_read_as_utf8_whatever_it_declares(charset: str) -> None:
    assert read_text(page(charset).encode()) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert read_text(page("windows-1251").encode(encoding)) == TEXT


def test_an_old_page_is_read_as_it_declares() -> None:
    html = (
        f"<html><head><meta charset='windows-1251'><body><article><p>Дверь закрыта. {PARAGRAPH}</p></article>"
    )
    assert read_text(html.encode("cp1251")).startswith("Дверь закрыта. On 3 March")


@pytest.mark.parametrize("declared", ["", "<meta charset=shift_jis>", "<meta charset=iso-8859-99>"])
def test_bytes_that_fit_nothing_are_refused_in_a_sentence(declared: str) -> None:
    html = f"<html><head>{declared}</head><body><p>Дверь закрыта. {PARAGRAPH}</p>"
    with pytest.raises(Refused, match="neither UTF-8 nor what it says it is"):
        read_text(html.encode("cp1251"))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    external = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><link rel=stylesheet href="http://127.0.0.1:9/a.css">'
    assert read_text((external + page()).encode()) == TEXT


HOSTILE = {
    "nested": "<html><body>" + "<div>" * 100_000 + f"<p>{PARAGRAPH}",
    "nested marks": f"<html><body><article><p>{PARAGRAPH}</p>" + "<b><i>" * 20_000 + "x",
    "nested tables": "<html><body>" + "<table><tr><td>" * 3_000 + PARAGRAPH,
    "many elements": "<html><body><article>" + f"<p>{PARAGRAPH}</p>" * 40_000,
    "many attributes": "<html><body><article><p " + "a='b' " * 300_000 + f">{PARAGRAPH}",
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><html><p>&b;&b; "
    + PARAGRAPH,
    "outside file": "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>&x; "
    + PARAGRAPH,
    "comments": "<!---->" * 2_000 + "<htm",
    "an open tag": "<html" + " " * 2_000_000,
    "only a script": "<html><script>" + "x = 1;" * 1_000 + "</script></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_refused(name: str) -> None:
    try:
        text = read_text(HOSTILE[name].encode())
    except Refused as refusal:
        text = str(refusal)
    assert text.strip()
    assert "aaaaaaaaaa" not in text.replace("'aaaaaaaaaa'", "")
    assert "root:" not in text


def test_control_characters_are_refused_in_pages_too() -> None:
    with pytest.raises(Refused, match="characters that no text has"):
        read_text(f"<html><body><p>a\x00b {PARAGRAPH}".encode())


@pytest.mark.parametrize(
    "text",
    [
        "The tag <html> opens a page, as everybody knows who has ever seen one.",
        "<3 from all of us, who stand here today and tomorrow.",
    ],
)
def test_a_text_that_speaks_of_tags_is_no_page(text: str) -> None:
    assert not is_web_page(text.encode())
    assert read_text(text.encode()) == text
