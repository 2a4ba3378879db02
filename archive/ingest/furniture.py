"""What a page carries beside its texts: headings of categories, widgets, forms, footers, banners."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.lines import Line
from archive.ingest.model import Span

CATEGORY = re.compile(
    r"(?:category|categories|tag|archives?|section|topic|posts (?:tagged|by|in))\b(?:\s+(?:page"
    r"|archives?))?\s*:",
    re.I,
)
_PETITION_CALL = re.compile(r"(?:please )?sign (?:the|this|our|a) petition\b", re.I)
_SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]*(?:\s[^\]]*)?\]$", re.I)
_SIGNED = re.compile(r"[\d.,\s]+(?:signatures?|signed|have signed|people have signed)\b", re.I)
_FORM_FIELD = re.compile(
    r"(?:your )?(?:first |last )?(?:name|e-?mail|email address|country|postcode)\s*[:*]*$", re.I
)
_SHARE = re.compile(
    r"(?:share (?:this|on|with|via|article)\b|like this:|tweet\b|follow us\b|print this\b|e-?mail this\b)",
    re.I,
)
_NAVIGATION = re.compile(
    r"(?:skip to (?:main )?content|you are here\b|home\s*[|»>•›/]|menu$|search$|search this site|older posts"
    r"|newer posts|← |« |next page|previous page|read more|continue reading|\d+ comments?$|leave a (?:comment|reply)"
    r"|(?:posted|filed) (?:in|under) )",
    re.I,
)
_NOTICE = re.compile(
    r"(?:we|this (?:web)?site) uses? cookies\b|(?:accept|allow|reject) (?:all )?cookies\b", re.I
)
_ENTRY = r"(?:home(?:page)?|news|about(?: us)?|contacts?(?: us)?|donate|search(?: for:?)?|menu|join|shop|blog|login"
_MENU = re.compile(
    rf"{_ENTRY}|links|archives?|english|français|deutsch|español|русский|қазақша|türkçe|главная|новости|о нас|контакты"
    r"|поиск|меню|ana ?sayfa|haberler|hakkımızda|iletişim|startseite|aktuelles|kontakt|available in)",
    re.I,
)
_TRAIL = re.compile(r"you are here\s*:|(?:home|главная|ana ?sayfa|startseite)\s*[»>›/]", re.I)
_POSTED_IN = re.compile(r"posted in .{2,60}\|", re.I)
_BETWEEN = re.compile(r"[\s|»>•·/,:]*")
_TAIL = re.compile(
    r"(?:share this\b|like this:|related(?: (?:posts|articles|stories))?:?$|recent (?:posts|comments)$|filed under\b"
    r"|this entry was posted\b|bookmark the permalink|most viewed$|donate now$|add (?:your )?comment$|tags:\s"
    r"|your tax.deductible gift\b|поделиться|похожие (?:записи|статьи)|bu yazıyı paylaş|ilgili haberler|teilen:?$)",
    re.I,
)
_COMMENTS = re.compile(
    r"(?:(?:\d+|one|no) (?:thoughts?|responses?|comments?|replies) (?:on|to)\b|leave a reply\b|комментари[ий] ?\(\d"
    r"|yorumlar$|kommentare$|comments ?\(\d+\)$)",
    re.I,
)
_FOOTER = re.compile(
    r"(?:join us$|join (?:the|our) \S|back to (?:the )?(?:main|home|top|front)\b"
    r"|return to (?:the )?(?:main|home)\b"
    r"|copyright\b|©|\(c\) (?:19|20)|all rights reserved|powered by\b|subscribe\b|sign up (?:for"
    r"|to) |newsletter$"
    r"|related (?:articles|posts|stories)|leave a (?:comment|reply)|share (?:this|on)\b|contact us\b|donate$"
    r"|about us$|privacy policy|print this (?:page|article)|older posts|newer posts|follow us\b)",
    re.I,
)
_FOOTER_LINES, _TAIL_LINES, _TEXT_MIN = 15, 30, 80
_BANNER_LINES, _BANNER_MOST = 3, 60


@dataclass(frozen=True, slots=True)
class Widget:
    """A call to sign a petition that the site shows on its pages."""

    first: int
    last: int
    title: Line
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zones:
    """Lines [top, bottom) are the page's texts; the others are furniture or the widget."""

    top: int
    bottom: int
    is_index: bool
    widget: Widget | None


def find_zones(lines: Sequence[Line]) -> Zones:
    """Where the furniture of the head ends and the furniture of the foot begins."""
    top, is_index, widget = _read_top(lines)
    return Zones(top, _find_bottom(lines, top), is_index, widget)


def is_furniture_line(line: Line) -> bool:
    """A line of page furniture that may stand amid a text."""
    if len(line.text) > 60:
        return _is_long_furniture(line.text)
    return bool(_SHARE.match(line.text) or _NAVIGATION.match(line.text)) or _is_menu(line.text)


def is_footer_line(line: Line) -> bool:
    """A line with which the foot of a page begins or goes on."""
    return bool(_FOOTER.match(line.text) or _TAIL.match(line.text))


def _is_long_furniture(text: str) -> bool:
    return len(text) <= 200 and bool(_NOTICE.match(text) or _POSTED_IN.match(text) or _TRAIL.match(text))


def _is_menu(text: str) -> bool:
    """Whether a line is made of the entries of a menu and of nothing else."""
    place = 0
    while place < len(text) and (entry := _MENU.match(text, place)):
        between = _BETWEEN.match(text, entry.end())
        following = between.end() if between else entry.end()
        if following == entry.end() < len(text):
            return False
        place = following
    return place == len(text)


def _read_top(lines: Sequence[Line]) -> tuple[int, bool, Widget | None]:
    index, i, widget = False, _banner_end(lines), None
    while i < len(lines):
        line = lines[i]
        if len(line.text) <= 80 and CATEGORY.match(line.text):
            index = True
        elif (found := _widget_at(lines, i)) is not None and widget is None:
            widget, i = found, found.last
        elif not is_furniture_line(line):
            break
        i += 1
    return i, index, widget


def _widget_at(lines: Sequence[Line], i: int) -> Widget | None:
    """A call to sign, a title, and then what a form leaves in a text: a shortcode, a count or field names."""
    if len(lines[i].text) > 60 or not _PETITION_CALL.match(lines[i].text):
        return None
    for end in range(i + 1, min(i + 4, len(lines))):
        text = lines[end].text
        marks = [m for m in (_SHORTCODE, _SIGNED, _FORM_FIELD) if len(text) <= 60 and m.match(text)]
        if marks and end > i + 1:
            while end + 1 < len(lines) and _FORM_FIELD.match(lines[end + 1].text):
                end += 1
            return Widget(i, end, lines[i + 1], ("a call to sign, a title and the trace of a form",))
    return None


def _find_bottom(lines: Sequence[Line], top: int) -> int:
    """The first line of the footer: from it on nothing is longer than a short sentence or two."""
    first = next((i for i in range(top, len(lines)) if len(lines[i].text) >= _TEXT_MIN), top)
    end = bottom = _end_before_comments(lines, first)
    for i in range(end - 1, max(first, end - _TAIL_LINES), -1):
        text = lines[i].text
        if len(text) > 250 or lines[i].bullet:
            break
        is_footer = i > end - _FOOTER_LINES and bool(_FOOTER.match(text))
        if len(text) <= 120 and (is_footer or _TAIL.match(text)):
            bottom = i
    return bottom


def _end_before_comments(lines: Sequence[Line], low: int) -> int:
    """The heading of what readers wrote under the text; the end where there is none, or one under each text."""
    found = [
        i for i in range(low + 1, len(lines)) if len(lines[i].text) <= 120 and _COMMENTS.match(lines[i].text)
    ]
    is_repeated = len({lines[i].text for i in found}) < len(found)
    return found[0] if found and not is_repeated else len(lines)


def _banner_end(lines: Sequence[Line]) -> int:
    """How many first lines say one thing in many languages; 0 when there is no such banner."""
    run = 0
    while run < min(len(lines), _BANNER_MOST) and len(lines[run].text) <= 100:
        run += 1
    foreign = [i for i in range(run) if _script(lines[i].text) != "Latin" or _has_marks(lines[i].text)]
    scripts = {_script(lines[i].text) for i in range(run)}
    if len(foreign) < _BANNER_LINES or len(scripts) < 3:
        return 0
    end = foreign[-1] + 1
    with_colon = sum(":" in lines[i].text for i in range(end))
    while (
        end < run and with_colon * 4 >= end * 3 and ":" in lines[end].text and lines[end].text.endswith("!")
    ):
        end += 1
    return end


def _script(text: str) -> str:
    """The script of most letters, by the blocks that matter here."""
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = next((n for n, low, high in _SCRIPTS if low <= char <= high), "other")
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda n: (counts[n], n)) if counts else "none"


_SCRIPTS = (
    ("Latin", "A", "ɏ"),
    ("Greek", "Ͱ", "Ͽ"),
    ("Cyrillic", "Ѐ", "ԯ"),
    ("Armenian", "Ա", "֏"),
    ("Hebrew", "א", "ת"),
    ("Arabic", "؀", "ۿ"),
    ("Devanagari", "ऀ", "ॿ"),
    ("Georgian", "Ⴀ", "ჿ"),
    ("Han", "一", "鿿"),
    ("Hangul", "가", "힣"),
)


def _has_marks(text: str) -> bool:
    """Letters beyond A to Z, rare in English: one in fifty or more."""
    letters = [c for c in text if c.isalpha()]
    return sum(c > "\x7f" for c in letters) * 50 >= len(letters) > 0


def furniture_spans(lines: Sequence[Line], zones: Zones) -> list[Span]:
    """The spans of all lines that are furniture of the page, the widget's left out."""
    widget = range(zones.widget.first, zones.widget.last + 1) if zones.widget else range(0)
    outside = [*range(zones.top), *range(zones.bottom, len(lines))]
    return [lines[i].span for i in outside if i not in widget]
