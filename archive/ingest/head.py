"""The head of an item: which of its first lines are title, standfirst, byline, dateline, note, epigraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.bylines import byline_names, inline_byline, name_and_place, translators_in
from archive.ingest.dates import YEAR_MARK, FoundDate, find_dates
from archive.ingest.furniture import is_furniture_line
from archive.ingest.letters import date_of_letter
from archive.ingest.lines import Line

MAIL_HEADER = re.compile(r"(?P<name>To|From|Date|Sent|Subject|Cc|List|Reply-To)\s*:\s+(?=\S)", re.I)
_PUBLISHED = re.compile(
    r"(?:(?:first )?(?:(?:submitted|posted|published|added|written) by [^\d|]{1,50}? on"
    r"|published|posted|submitted|issued|released|date|dated|updated"
    r"|for (?:immediate )?release|опубликовано|дата|yayın tarihi|tarih|veröffentlicht(?: am)?|publicerad)"
    r"(?: on| at)?\s*:?\s+)",
    re.I,
)
_HOST = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.){1,3}[a-z]{2,6}/?\s*[,|–-]?\s+")
EPIGRAPH = re.compile(r"[“\"«‘„].{10,300}[”\"»’“]\.?\s*[–—-]+\s*[^\W\d_][^.!?]{2,80}\.?$")
NOTE = re.compile(
    r"(?:\[?editor(?:s|’s|'s)?(?:’|')? (?:note|introduction)\b|this (?:article|text|statement"
    r"|interview|report|letter|"
    r"piece|document) (?:was|is|has|first|originally)\b|the following (?:\w+ ){0,2}(?:article|analysis|text|"
    r"statement|interview|report|letter|piece|document|speech|appeal|contribution)\b"
    r"|we (?:re)?publish\b|we are "
    r"(?:re)?publishing\b|below (?:is|we (?:re)?publish)\b|(?:first|originally) published\b"
    r"|introduction by\b)",
    re.I,
)
REPRINT = re.compile(
    r"(?:from the (?P<issue>.{3,60}?)\s+(?:issue|edition|number) of\s+|reprinted (?:with permission )?from\s+"
    r"|taken from\s+|(?:first |originally )(?:published|appeared|printed) (?:in|by|on)\s+)",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:press|news|media) (?:release|statement|advisory|notice)|for immediate release|statement|public statement"
    r"|urgent action|action alert|open letter|joint statement|appeal|petition|пресс-релиз|заявление|открытое письмо"
    r"|basın açıklaması|açık mektup|pressemitteilung|offener brief|pressmeddelande|öppet brev)\s*[:.!]?",
    re.I,
)
_TIME = re.compile(
    r"^\s*[,|–-]?\s*(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+(?:[A-Z]{1,2}[DS]?T|UTC|GMT)\b)?",
    re.I,
)
_WEEKDAY_AFTER = re.compile(r"^\s*(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar)\b", re.I)
_TRANSLATED = re.compile(r"translat(?:ed|ion|or)\b|перев|çevir|çeviri|übersetz|översätt|översatt", re.I)
_DATE_AND_BAR = re.compile(r"[^|]{6,40}\d \| \S")
_FACT = re.compile(
    r"(?:when|where|what|who|how|time|date|place|venue|address|contacts?|tel|phone|fax|e-?mail|born|name|age|sentence"
    r"|arrested|subject|re|когда|где|тел|tarih|yer|wann|wo|när|var)\s*:|from\s.{3,80}\d{4}$",
    re.I,
)
_BY_SOMEBODY = re.compile(r"by:? [A-Z]\S*(?: \S+){0,6} ?[|,·•–—-] ", re.I)
BY_WHOM = re.compile(r"^[\s,|]*(?:by |автор:? |yazan:? |von |(?<=\| ))(?P<who>\S.{0,50})$", re.I)
_UPDATED = re.compile(r"[\s.,;|(–-]+(?:last )?(?:updated|modified|edited)\b.*$", re.I)
REFERENCE = re.compile(
    r"(?:further information on )?(?:UA|AU|ACT)\s*:?\s*\d{1,3}/\d\d\b|(?:AI )?Index(?: number)?\s*:\s*[A-Z]{3} ",
    re.I,
)
_LISTS = re.compile(r"\b(?:mailing list|list|newsletter|bulletin)\b", re.I)
_BY_WORDS = 4  # "by" and a name; more would be a sentence
_SLOGAN_MAX = 90
_TITLE_MAX, _STANDFIRST_MAX, _HEAD_LINES = 150, 250, 8
_BODY_MIN = 60


@dataclass(slots=True)
class Head:
    """Roles of the first lines by their index; `end` is the first line of the body."""

    roles: dict[int, str] = field(default_factory=dict)
    end: int = 0
    reasons: list[str] = field(default_factory=list)

    def lines_with(self, kind: str) -> list[int]:
        return [i for i, role in sorted(self.roles.items()) if role == kind]


def read_head(lines: Sequence[Line], low: int, high: int, *, in_letter: frozenset[int], index: bool) -> Head:
    """The roles of the first lines of an item [low, high); lines of letters are never in the head."""
    head = Head(end=low)
    i = _read_headers(lines, low, high, head)
    i = _read_labels(lines, i, high, head)
    if i < high and i not in in_letter and _is_title(lines, i, high, index=index):
        head.roles[i] = "title"
        head.reasons.append("a first line that is short and stands above a text")
        i += 1
        i = _read_under_title(lines, i, high, head, in_letter, index=index)
    else:
        head.reasons.append("the first line is text, not a title")
        i = _read_notes(lines, i, high, head, in_letter)
    head.end = i
    return head


def _read_headers(lines: Sequence[Line], low: int, high: int, head: Head) -> int:
    """Headers of mail and a bare date, when they come first of all."""
    i = low
    while i < min(high, low + _HEAD_LINES) and len(lines[i].text) <= 160:
        text = lines[i].text
        if MAIL_HEADER.match(text) or REFERENCE.match(text) or (date_alone(text) and i + 1 < high):
            head.roles[i] = "dateline"
        elif i > low and (is_furniture_line(lines[i]) or _is_under_host(lines, i)):
            head.roles[i] = "furniture"
        else:
            break
        i += 1
    return i


def _is_under_host(lines: Sequence[Line], i: int) -> bool:
    """What a site says of itself in small letters, under its address and the day."""
    text = lines[i].text
    return text[0].islower() and len(text) <= _SLOGAN_MAX and bool(_HOST.match(lines[i - 1].text))


def _read_labels(lines: Sequence[Line], i: int, high: int, head: Head) -> int:
    """Lines that say what sort of text it is, above its title; without a title below them, they are it."""
    first = i
    while i < high and (_LABEL.fullmatch(lines[i].text) or (i > first and _is_date(lines[i]))):
        i += 1
    if i == first or i + 1 >= high or not could_be_title(lines[i]) or len(lines[i + 1].text) < _BODY_MIN:
        return first
    for k in range(first, i):
        head.roles[k] = "dateline" if _is_date(lines[k]) else "furniture"
    head.reasons.append("what sort of text it is, said above the title")
    return i


def is_label(text: str) -> bool:
    """Whether a line says what sort of text it is and nothing else."""
    return bool(_LABEL.fullmatch(text))


def is_posted_line(text: str) -> bool:
    """Whether a line says in so many words on what day a text was posted."""
    return bool(_PUBLISHED.match(text) or _DATE_AND_BAR.match(text)) and date_alone(text) is not None


def date_alone(text: str) -> tuple[FoundDate, int] | None:
    """The date that a line gives and nothing else; with it where its label ends."""
    if len(text) > 80:
        return None
    text = _UPDATED.sub("", text)
    label = _PUBLISHED.match(text) or _HOST.match(text)
    start = label.end() if label else 0
    dates = find_dates(text)
    if len(dates) != 1 or not dates[0].year or text[start : dates[0].start].strip(" ,"):
        return None
    mark = YEAR_MARK.match(text, dates[0].end)
    rest = _WEEKDAY_AFTER.sub("", text[mark.end() if mark else dates[0].end :])
    rest = _TIME.sub("", rest)
    if label is not None or len(rest.split()) <= _BY_WORDS:
        rest = BY_WHOM.sub("", rest)
    return (dates[0], start) if not rest.strip(" .") else None


def _is_title(lines: Sequence[Line], i: int, high: int, *, index: bool) -> bool:
    text = lines[i].text
    if not could_be_title(lines[i]) or i + 1 >= high:
        return False
    longer = max(len(line.text) for line in lines[i + 1 : min(high, i + 8)])
    if longer <= len(text) or longer < _BODY_MIN:
        return False
    if text.endswith(".") and not text.endswith(("...", "…")):
        return len(text) <= 90 and (
            index or lines[i + 1].text == text or bool(byline_names(lines[i + 1].text))
        )
    return True


def could_be_title(line: Line) -> bool:
    """Whether a line has the shape of a title: short, one phrase, no list item, address or note."""
    text = line.text
    if line.bullet or not 3 <= len(text) <= _TITLE_MAX or text.endswith((":", ";", ",")):
        return False
    first = next((c for c in text if c.isalnum()), "")
    if not first or first.islower() or re.match(r"https?://|www\.|\S+@\S+$", text):
        return False
    sentences = len(re.findall(r"[.!?]\s+[A-Z]", text))
    return sentences <= 1 and not EPIGRAPH.match(text) and not NOTE.match(text)


def _read_under_title(
    lines: Sequence[Line], i: int, high: int, head: Head, in_letter: frozenset[int], *, index: bool
) -> int:
    title = lines[i - 1].text
    stop = min(high, i + _HEAD_LINES)
    while i < stop and i not in in_letter:
        kind = _kind_under_title(lines, i, high, title, head, index=index)
        if not kind:
            break
        head.roles[i] = kind
        i += 1
    return i


def _kind_under_title(
    lines: Sequence[Line], i: int, high: int, title: str, head: Head, *, index: bool
) -> str:
    text, seen = lines[i].text, set(head.roles.values())
    if lines[i].bullet:
        return ""
    if text.casefold() == title.casefold() and "furniture" not in seen:
        return "furniture"
    if _LABEL.fullmatch(text):
        return "furniture"
    if REPRINT.match(text) and len(text) <= 200:
        return "byline"
    if NOTE.match(text):
        return "editor_note"
    if byline_names(text) or name_and_place(text) or is_translation_line(text) or _is_byline_with_date(text):
        return "byline"
    if _is_date(lines[i]):
        return "dateline"
    if i + 1 < high and _HOST.fullmatch(text + " ") and date_alone(lines[i + 1].text):
        return "furniture"
    if i + 1 < high and _is_name_over_head(text, lines[i + 1]):
        return "byline"
    if EPIGRAPH.match(text):
        return "epigraph"
    first_text = not seen & {"standfirst", "editor_note", "epigraph", "byline"}
    return "standfirst" if first_text and is_standfirst(lines, i, high, index=index) else ""


def _is_date(line: Line) -> bool:
    return date_alone(line.text) is not None or date_of_letter(line) is not None


def is_translation_line(text: str) -> bool:
    """Whether a line says who translated the text and nothing else."""
    return len(text) <= 100 and bool(_TRANSLATED.match(text)) and bool(translators_in(text)[0])


def _is_name_over_head(text: str, below: Line) -> bool:
    """A name of whatever kind alone, where the next line still belongs to the head."""
    words = text.split()
    is_name = 2 <= len(words) <= 4 and all(word[0].isupper() and word[-1].isalnum() for word in words)
    return is_name and (is_translation_line(below.text) or date_alone(below.text) is not None)


def _is_byline_with_date(text: str) -> bool:
    """ "By Harbour Friends | Published: 3 May 2014": somebody, of whatever kind, and the day at the end."""
    dates = find_dates(text) if len(text) <= 120 and _BY_SOMEBODY.match(text) else []
    return len(dates) == 1 and bool(dates[0].year) and not _TIME.sub("", text[dates[0].end :]).strip(" .")


def is_standfirst(lines: Sequence[Line], i: int, high: int, *, index: bool) -> bool:
    """A sentence or two without a full stop under a title; with a full stop only on a page of many items."""
    text = lines[i].text
    if lines[i].bullet or not 40 <= len(text) <= _STANDFIRST_MAX or text.endswith((":", ";", ",")):
        return False
    if _FACT.match(text) or len(text.split()) < 6 or i + 1 >= high or re.match(r"https?://|www\.", text):
        return False
    if not text.rstrip("”’\"'»)").endswith((".", "!", "?")) or inline_byline(text):
        return True
    return index and len(text) <= 160 and len(lines[i + 1].text) > len(text) * 1.2


def _read_notes(lines: Sequence[Line], i: int, high: int, head: Head, in_letter: frozenset[int]) -> int:
    """Editors' notes and bylines that stand before a text without a title."""
    while i < high and i not in in_letter and not lines[i].bullet:
        text = lines[i].text
        if NOTE.match(text):
            head.roles[i] = "editor_note"
        elif byline_names(text) and len(text) <= 100 and not text.endswith((".", ":")):
            head.roles[i] = "byline"
        else:
            break
        i += 1
    return i


def is_list_header(text: str) -> bool:
    """ "To: the friends of X mailing list": whom a mailing goes to says who sends it."""
    match = MAIL_HEADER.match(text)
    return bool(match and match["name"].lower() in {"to", "list"} and "@" not in text and _LISTS.search(text))
