"""A saved web page to the text that a reader saw: no menu, no script, nothing fetched."""

import codecs
import re
from copy import deepcopy
from itertools import islice
from typing import Any

BEGINNING = 4096  # bytes in which a page says that it is one, and in which encoding; browsers read 1,024
MOST_ELEMENTS = 20_000  # a long article has a few thousand; beyond this only a hostile page goes
HEAD_LINE_MOST = 200

_PAGE = re.compile(
    r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers take these names for: https://encoding.spec.whatwg.org/#names-and-labels
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254"}
_TEXT_ENCODINGS = re.compile(
    r"(?:cp|windows-?)125\d|iso-?8859-\d{1,2}|koi8-[ru]|utf-?8|cp866|mac_cyrillic|ptcp154", re.I
)
_AT_THE_TITLE = (
    ".//*[@rel='author' or contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
    ".//time",
)


def is_web_page(data: bytes) -> bool:
    """Whether the file is a saved web page by what it begins with, whatever its name says."""
    return bool(_PAGE.match(_beginning(data)))


def _beginning(data: bytes) -> str:
    head = data[:BEGINNING]
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    return head.decode("latin-1")


def decode_page(data: bytes) -> str:
    """The page's source text.

    UTF-8 wherever the bytes are UTF-8, since a page that says otherwise is wrong; else as the page declares.
    Raises UnicodeDecodeError when the bytes fit neither.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = declared_encoding(data)
        if not declared:
            raise
    return data.decode(declared)


def declared_encoding(data: bytes) -> str:
    """The single-byte encoding that the page names; empty when it names none that we read."""
    found = _CHARSET.search(data[:BEGINNING])
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    name = _AS_BROWSERS_DO.get(name, name)
    if not _TEXT_ENCODINGS.fullmatch(name):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def text_of_page(html: str) -> str:
    """One line a paragraph, list items with "- "; empty when the page has no text that we find.

    The title, byline and date that stand at the title come first, as on the page.
    """
    import trafilatura  # slow to import, and only pages that were saved need it
    from trafilatura.settings import DEFAULT_CONFIG

    tree = trafilatura.load_html(_XML_ENCODING.sub("", html))
    if tree is None or sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        return ""
    head = head_lines(tree)  # before the extraction, which takes the tree apart
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"  # of fewer than 250 it would run the lines together
    body = trafilatura.extract(tree, fast=True, favor_recall=True, include_comments=False, config=config)
    if not body:
        return ""
    lines = [line for line in body.split("\n") if line not in head]
    return "\n".join([*head, *lines]) + "\n"


def head_lines(tree: Any) -> list[str]:
    """Title, byline and date as the words of the page have them, in this order; only those beside the title."""
    titles = tree.xpath("//h1")
    if len(titles) != 1:  # an index page has many, and then none is the title of the text
        return []
    lines = [words_of(titles[0])]
    around = titles[0].xpath("ancestor::*[self::header or self::article or self::main][1]")
    for path in _AT_THE_TITLE if around else ():
        found = around[0].xpath(path)
        if found and (words := words_of(found[0])) not in lines:
            lines.append(words)
    return [line for line in lines if 0 < len(line) <= HEAD_LINE_MOST]


def words_of(element: Any) -> str:
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join(" ".join(pieces).split())
