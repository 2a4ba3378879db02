"""Where a text was published, as far as the capture says it."""

import re
from collections.abc import Sequence

from archive.ingest.dates import find_dates
from archive.ingest.head import MAIL_HEADER, REPRINT, is_list_header
from archive.ingest.letters import Draft
from archive.ingest.lines import Line
from archive.ingest.model import Span, Value

ABSENT = Value(
    "publication", "", "absent", (), "no publication is named as the text's own", "publication-none/1"
)
_QUOTED = re.compile(r"[‘“\"«'](?P<name>[^’”\"»]{2,80})[’”\"»']")
_PLAIN = re.compile(r"(?P<name>(?:the )?[^\W\d_][^,(:;.]{1,80}?)(?=\s*(?:[,(:;.]|\bon\b|$))", re.I)
_OWN_SITE = re.compile(r"\b(?:this|our) (?:web ?)?site\b|\bour (?:last|previous) article\b", re.I)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})/?$", re.I)
_LETTERHEADS_MOST = 10
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,6}")


def from_head(lines: Sequence[Line], head_lines: Sequence[int]) -> Value | None:
    """The publication that a mail header or a line under the title states."""
    for i in head_lines:
        text = lines[i].text
        if is_list_header(text) and (match := MAIL_HEADER.match(text)):
            span = lines[i].part(match.end(), len(text))
            return _stated(
                text[match.end() :], span, "the header of the mailing names its list", "list-header/1"
            )
        if (name := _reprinted_from(text)) is not None:
            start, end = name
            reason = "the line under the title says where it is reprinted from"
            return _stated(text[start:end], lines[i].part(start, end), reason, "reprint-line/1")
    return None


def _stated(value: str, span: Span, reason: str, rule: str) -> Value:
    return Value("publication", value, "stated", (span,), reason, rule)


def _reprinted_from(text: str) -> tuple[int, int] | None:
    match = REPRINT.match(text)
    if match is None or len(text) > 200:
        return None
    quoted = _QUOTED.match(text, match.end())
    if quoted:
        return quoted.start("name"), quoted.end("name")
    plain = _PLAIN.match(text, match.end())
    if plain is None or find_dates(plain["name"]):
        return None
    return plain.start("name"), plain.end("name")


def of_site(lines: Sequence[Line], drafts: Sequence[Draft]) -> Value | None:
    """The organisation whose own page this is: by an address that spells its name and "this site"."""
    speaks = _own_words(lines)
    if speaks is None:
        return None
    letterheads = [i for draft in drafts for i in draft.lines_with("letterhead")]
    for i in letterheads[:_LETTERHEADS_MOST]:
        host = _HOST.match(lines[i].text)
        name = _name_like(lines, host["host"]) if host else None
        if host and name:
            reason = f"a letterhead on the page names {host.group()}, and the text speaks of “{speaks[1]}”"
            site = host["host"].lower().removeprefix("www.")
            spans = (lines[i].span, speaks[0])
            return Value("publication", f"{name} ({site})", "inferred", spans, reason, "own-site/1")
    return None


def _own_words(lines: Sequence[Line]) -> tuple[Span, str] | None:
    for line in lines:
        if match := _OWN_SITE.search(line.text):
            return line.part(match.start(), match.end()), match.group()
    return None


def _name_like(lines: Sequence[Line], host: str) -> str | None:
    """The words of the page that, written together, are the name of the host."""
    labels = host.lower().removeprefix("www.").split(".")
    wanted = {label.replace("-", "") for label in labels[:-1] if len(label) > 5}
    for line in lines:
        for run in _CAPITALS.finditer(line.text):
            words = run.group().split()
            for i in range(len(words)):
                for k in range(i + 1, len(words) + 1):
                    if "".join(words[i:k]).lower() in wanted:
                        return " ".join(words[i:k])
    return None
