"""An editor's text in simple formatting: its few tags, and the pieces that it is made of.

`clean` gives a normal form, so that clean(clean(x)) == clean(x): the allow-list first, then the text is taken
apart into pieces and written anew from them. Nothing of the input's markup survives but what a piece can hold.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby

import nh3
from django.utils.html import escape

TAGS = {"p", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br"}
SCHEMES = {"https", "http", "mailto"}
# What the editor's buttons offer; TAGS says the same for what is kept.
EXTENSIONS: dict[str, object] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": sorted(SCHEMES)},
}
_ANY_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TAGS))})\b[^<>]*>", re.I)
_LIST_MARK = re.compile(r"[-*•]\s+")
# Elsewhere by its full address, here by a path; "//host" and "/\\host" would lead elsewhere without saying so.
_LINK = re.compile(r"(?:https?://|mailto:)\S+|/(?![/\\])\S*", re.I)
_BREAK = "\x00"  # a line break of the markup, while the text is read; no input keeps this character
_SPACE = frozenset(f" \t\n\f{_BREAK}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    href: str = ""

    def html(self) -> str:
        words = escape(self.text).replace("\n", "<br>")
        if self.is_emphasised:
            words = f"<em>{words}</em>"
        if self.is_strong:
            words = f"<strong>{words}</strong>"
        return f'<a href="{escape(self.href)}">{words}</a>' if self.href else words


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading, list item or quoted paragraph. `kind` is one of Block.Kind."""

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    is_numbered: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def inner_html(self) -> str:
        return "".join(run.html() for run in self.runs)


def clean(text: str) -> str:
    """The text in its normal form, whether it was made with the editor or typed without."""
    return "\n".join(html_of(pieces_of(text)))


def pieces_of(text: str) -> list[Piece]:
    """The pieces of an editor's HTML, or of plain text with blank lines between its paragraphs."""
    text = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c >= " " or c in "\t\n")
    html = text if _ANY_TAG.search(text) else "".join(plain_paragraphs(text))
    reader = _Reader()
    reader.feed(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None))
    reader.close()
    return reader.finished()


def plain_paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n[ \t]*\n", text):
        for is_list, lines in groupby(
            paragraph.strip().split("\n"), key=lambda line: bool(_LIST_MARK.match(line))
        ):
            if is_list:
                yield "".join(
                    f"<ul><li>{escape(_LIST_MARK.sub('', line, count=1))}</li></ul>" for line in lines
                )
            else:
                yield f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"


def html_of(pieces: Iterable[Piece]) -> Iterator[str]:
    for (kind, is_numbered), group in groupby(pieces, key=lambda piece: (piece.kind, piece.is_numbered)):
        if kind == "list_item":
            items = "".join(f"<li><p>{piece.inner_html()}</p></li>" for piece in group)
            yield f"<ol>{items}</ol>" if is_numbered else f"<ul>{items}</ul>"
        elif kind == "quotation":
            yield f"<blockquote>{''.join(f'<p>{piece.inner_html()}</p>' for piece in group)}</blockquote>"
        elif kind == "heading":
            yield from (f"<h{piece.level}>{piece.inner_html()}</h{piece.level}>" for piece in group)
        else:
            yield from (f"<p>{piece.inner_html()}</p>" for piece in group)


class _Reader(HTMLParser):
    """Takes cleaned HTML apart. Each block tag, opened or closed, ends the piece before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.opened: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data(_BREAK)
            return
        if tag == "a":
            href = (dict(attrs).get("href") or "").strip()
            self.links.append(href if _LINK.fullmatch(href) else "")
        elif tag not in ("strong", "em"):
            self.end_piece()
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.opened:
            return
        if tag == "a":
            self.links.pop()
        elif tag not in ("strong", "em"):
            self.end_piece()
        self.opened.reverse()
        self.opened.remove(tag)
        self.opened.reverse()

    def handle_data(self, data: str) -> None:
        self.runs.append(
            Run(data, "strong" in self.opened, "em" in self.opened, self.links[-1] if self.links else "")
        )

    def end_piece(self) -> None:
        runs = tidy(self.runs)
        self.runs = []
        if not runs:
            return
        lists = [tag for tag in self.opened if tag in ("ul", "ol")]
        heading = next((tag for tag in self.opened if tag in ("h3", "h4")), "")
        if "li" in self.opened:
            self.pieces.append(Piece("list_item", runs, is_numbered=bool(lists) and lists[-1] == "ol"))
        elif heading:
            self.pieces.append(Piece("heading", runs, level=int(heading[1])))
        elif "blockquote" in self.opened:
            self.pieces.append(Piece("quotation", runs))
        else:
            self.pieces.append(Piece("paragraph", runs))

    def finished(self) -> list[Piece]:
        self.end_piece()
        return self.pieces


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """White space as a browser shows it, across the edges of looks; then neighbours of one look as one run."""
    letters = [(letter, replace(run, text="")) for run in runs for letter in run.text]
    kept: list[tuple[str, Run]] = []
    for is_space, group in groupby(letters, key=lambda pair: pair[0] in _SPACE):
        pairs = list(group)
        if is_space:
            has_break = any(letter == _BREAK for letter, _look in pairs)
            pairs = [("\n" if has_break else " ", pairs[0][1])]
        kept.extend(pairs)
    kept = kept[kept[0][0] in " \n" :] if kept else kept
    kept = kept[:-1] if kept and kept[-1][0] in " \n" else kept
    looks = groupby(kept, key=lambda pair: pair[1])
    return tuple(replace(look, text="".join(letter for letter, _look in group)) for look, group in looks)
