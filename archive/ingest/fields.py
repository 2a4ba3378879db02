"""The values of an item's fields, each with its words, its rule and its reason."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from archive.ingest import publication, published
from archive.ingest.bylines import (
    Named,
    byline_names,
    inline_byline,
    name_and_place,
    names_after_date,
    names_in_note,
    translators_in,
)
from archive.ingest.dates import find_dates
from archive.ingest.edges import Below, Opening, below_text, opening_dateline
from archive.ingest.head import (
    MAIL_HEADER,
    REFERENCE,
    REPRINT,
    Head,
    date_alone,
    is_list_header,
    is_posted_line,
    is_translation_line,
)
from archive.ingest.language import language_of
from archive.ingest.letters import Draft, date_of_letter
from archive.ingest.lines import Line
from archive.ingest.model import Span, Status, Value
from archive.ingest.names import is_name, leading_name
from archive.ingest.signatures import read_signature

_PRESS_TITLE = re.compile(
    r"(?:an? )?(?:open )?letters? to (?:the )?(?:press|editors?|media|newspapers?)\b", re.I
)
_PRESS_GREETING = re.compile(r"(?:dear )?(?:sir or madam, )?(?:the )?editors?\b", re.I)
_TRANSLATED = re.compile(r"\btranslat(?:ed|ion)\b", re.I)
_EVENT = re.compile(
    r"\b(?:launch|picket|protests?|demonstrations?|rall(?:y|ies)|meeting|vigil|march|conference|commemoration|concert"
    r"|event|held)\b",
    re.I,
)
_DATE_LABEL = re.compile(r"\b(?:issue )?date\s*:\s*$", re.I)
_SHORT_REPORT_WORDS = 250
_SIGNATORIES_MOST = 5  # beyond these a text has signatories, not authors


@dataclass(slots=True)
class Parts:
    """An item under analysis: its lines [low, high) with what is known of them."""

    lines: Sequence[Line]
    low: int
    high: int
    head: Head
    drafts: list[Draft]
    is_child: bool = False
    aside: frozenset[int] = frozenset()  # lines of children and pictures
    site: Value | None = None
    newer: Value | None = None
    endnotes: frozenset[int] = frozenset()

    def text_of(self, i: int) -> str:
        return self.lines[i].text

    def in_letters(self) -> frozenset[int]:
        return frozenset(i for draft in self.drafts for i in draft.roles)

    def is_letter(self, kind: str) -> bool:
        """Whether the text is one letter and little else: to the press, in a mailing, or by itself."""
        if len(self.drafts) != 1:
            return False
        within = self.in_letters() | self.endnotes
        around = [i for i in self.body() if i not in within]
        return kind == "press_letter" or not around

    def below(self) -> Below | None:
        """Who and what day stand below the text."""
        left_out = self.in_letters() | self.aside | self.endnotes
        return below_text(self.lines, self.head.end, self.high, left_out)

    def opening(self) -> tuple[Line, Opening] | None:
        """The dateline in the run of the first paragraph."""
        within = self.in_letters()
        body = [i for i in self.body() if i not in within][:1]
        opening = opening_dateline(self.lines[body[0]]) if body else None
        return (self.lines[body[0]], opening) if opening else None

    def body(self) -> list[int]:
        return [i for i in range(self.head.end, self.high) if i not in self.aside]


@dataclass(slots=True)
class _Authors:
    found: dict[str, Value] = field(default_factory=dict)

    def add(self, line: Line, named: Named, rule: str) -> None:
        name = line.text[named.start : named.end]
        span = line.part(named.start, named.end)
        known = self.found.get(name)
        spans = (*known.spans, span) if known else (span,)
        if known is None:
            self.found[name] = Value("author", name, "stated", spans, named.how, rule)
        else:
            self.found[name] = replace(known, spans=spans)


def values_of(parts: Parts) -> tuple[Value, ...]:
    """All values of an item; title, author, publication, published and language are never missing."""
    kind = kind_of(parts)
    authors = authors_of(parts, kind.value)
    values = [kind, _title(parts), *_standfirst(parts), *authors, *_translators(parts, authors)]
    values += [_publication(parts), *_dateline(parts), _published(parts, kind.value), _language(parts)]
    return tuple(values)


def kind_of(parts: Parts) -> Value:
    """What sort of text it is; stated where the text says so itself."""
    head = parts.head
    if reprint := _first(parts, "byline", lambda text: bool(REPRINT.match(text))):
        return _kind("reprint", "stated", reprint, "a line under the title says where it is reprinted from")
    title = head.lines_with("title")
    if title and (match := _PRESS_TITLE.match(parts.text_of(title[0]))):
        span = parts.lines[title[0]].part(match.start(), match.end())
        return _kind("press_letter", "stated", span, "the title calls it a letter to the press")
    greeting = parts.drafts[0].lines_with("salutation") if len(parts.drafts) == 1 else []
    if greeting and _PRESS_GREETING.match(parts.text_of(greeting[0])):
        return _kind(
            "press_letter", "inferred", parts.lines[greeting[0]].span, "a letter that greets an editor"
        )
    if note := _first(parts, "editor_note", lambda text: bool(_TRANSLATED.search(text))):
        return _kind("translation", "stated", note, "the note before the text says that it was translated")
    if header := _first(parts, "dateline", is_list_header):
        return _kind("mailing", "stated", header, "it begins with the header of a mailing list")
    if parts.drafts:
        spans = parts.lines[parts.drafts[0].first].span
        return _kind("report", "inferred", spans, "an account with letters inside it")
    if event := _short_report(parts):
        return _kind("report", "inferred", event, "a short account of an event")
    return Value("kind", "article", "inferred", (), "nothing says that it is something else", "kind/1")


def _kind(value: str, status: Status, span: Span, reason: str) -> Value:
    return Value("kind", value, status, (span,), reason, "kind/1")


def _first(parts: Parts, role: str, test: Callable[[str], bool]) -> Span | None:
    return next((parts.lines[i].span for i in parts.head.lines_with(role) if test(parts.text_of(i))), None)


def _short_report(parts: Parts) -> Span | None:
    words = sum(len(line.text.split()) for line in parts.lines[parts.low : parts.high])
    leads = parts.head.lines_with("standfirst")
    if words > _SHORT_REPORT_WORDS or not leads:
        return None
    match = _EVENT.search(parts.text_of(leads[0]))
    return parts.lines[leads[0]].part(match.start(), match.end()) if match else None


def _title(parts: Parts) -> Value:
    titles = parts.head.lines_with("title")
    if not titles and (subject := _subject(parts)) is not None:
        return subject
    if not titles:
        return Value("title", "", "absent", (), "the text begins without a title", "title-line/1")
    i = titles[0]
    copies = [
        k
        for k in parts.head.lines_with("furniture")
        if parts.text_of(k).casefold() == parts.text_of(i).casefold()
    ]
    spans = tuple(parts.lines[k].span for k in (i, *copies))
    if i + 1 < parts.high and is_posted_line(parts.text_of(i + 1)):
        reason = "the line under it says when it was posted"
        return Value("title", parts.text_of(i), "stated", spans, reason, "title-posted/1")
    reason = "the title stands twice" if copies else "the first line, short and set above a text"
    return Value("title", parts.text_of(i), "stated", spans, reason, "title-line/1")


def _subject(parts: Parts) -> Value | None:
    """The subject in the header of a mail, which has no other title."""
    for i in parts.head.lines_with("dateline"):
        match = MAIL_HEADER.match(parts.text_of(i))
        if match and match["name"].lower() == "subject":
            span = parts.lines[i].part(match.end(), len(parts.text_of(i)))
            reason = "the subject in the header of the mail"
            return Value(
                "title", parts.text_of(i)[match.end() :], "stated", (span,), reason, "mail-subject/1"
            )
    return None


def _standfirst(parts: Parts) -> list[Value]:
    return [
        Value(
            "standfirst",
            parts.text_of(i),
            "stated",
            (parts.lines[i].span,),
            "a line under the title",
            "standfirst/1",
        )
        for i in parts.head.lines_with("standfirst")
    ]


def authors_of(parts: Parts, kind: str) -> list[Value]:
    """One value for each author; nobody is an author for being named in the text or under a letter inside."""
    authors = _Authors()
    lines = parts.lines
    for i in parts.head.lines_with("byline"):
        pair = name_and_place(lines[i].text)
        for named in byline_names(lines[i].text):
            authors.add(lines[i], named, "byline/1")
        if pair:
            authors.add(lines[i], pair[0], "name-and-place/1")
    for i in _names_over_translators(parts):
        named = Named(0, len(lines[i].text), "a name between the title and the translator")
        authors.add(lines[i], named, "name-over-translator/1")
    for i in parts.head.lines_with("dateline"):
        for named in names_after_date(lines[i].text):
            authors.add(lines[i], named, "posted-by/1")
    for i in [*parts.head.lines_with("title"), *parts.head.lines_with("standfirst")]:
        for named in inline_byline(lines[i].text):
            authors.add(lines[i], named, "byline-in-standfirst/1")
    for i in parts.head.lines_with("editor_note"):
        for named in names_in_note(lines[i].text):
            authors.add(lines[i], named, "note-names-author/1")
    if not (authors.found or parts.head.lines_with("byline")) and parts.is_letter(kind):
        _add_signatories(parts, authors)
    below = parts.below() if not authors.found else None
    for i, named in below.names if below else ():
        authors.add(lines[i], named, "name-below/1")
    none = Value("author", "", "absent", (), "nobody is named as the author", "author-none/1")
    return list(authors.found.values()) or [none]


def _names_over_translators(parts: Parts) -> list[int]:
    """Lines of the head that are a personal name, with the line of who translated it below them."""
    return [
        i
        for i in parts.head.lines_with("byline")
        if is_name(parts.text_of(i)) and i + 1 < parts.high and is_translation_line(parts.text_of(i + 1))
    ]


def _add_signatories(parts: Parts, authors: _Authors) -> None:
    lines = [parts.lines[i] for i in parts.drafts[0].lines_with("signature")]
    reason = "the signature of the letter that is the text"
    for sender in read_signature(lines).senders[:_SIGNATORIES_MOST]:
        span = sender.name.spans[0]
        line = next(line for line in lines if line.start <= span.start < line.end)
        if leading_name(sender.name.value):
            named = Named(span.start - line.start, span.end - line.start, reason)
            authors.add(line, named, "letter-signature/1")


def _translators(parts: Parts, authors: Sequence[Value]) -> list[Value]:
    found = []
    near_end = range(max(parts.head.end, parts.high - 2), parts.high)
    for i in [*parts.head.lines_with("byline"), *parts.head.lines_with("editor_note"), *near_end]:
        line = parts.lines[i]
        if i in near_end and (len(line.text) > 160 or i in parts.in_letters()):
            continue
        names, himself = translators_in(line.text)
        for named in names:
            span = line.part(named.start, named.end)
            text = line.text[named.start : named.end]
            found.append(
                Value("translator", text, "stated", (span,), "named as the translator", "translated-by/1")
            )
        if himself and len(authors) == 1 and authors[0].value:
            span = line.part(himself.start, himself.end)
            reason = "it was translated by the author"
            found.append(
                Value("translator", authors[0].value, "stated", (span,), reason, "translated-by-author/1")
            )
    return found


def _publication(parts: Parts) -> Value:
    head = [*parts.head.lines_with("dateline"), *parts.head.lines_with("byline")]
    stated = publication.from_head(parts.lines, head)
    return stated or (parts.site if parts.site and not parts.is_child else None) or publication.ABSENT


def _dateline(parts: Parts) -> list[Value]:
    values = []
    for i in parts.head.lines_with("byline"):
        if pair := name_and_place(parts.text_of(i)):
            place = pair[1]
            span = parts.lines[i].part(place.start, place.end)
            text = parts.text_of(i)[place.start : place.end]
            values.append(
                Value("dateline", text, "stated", (span,), "the place beside the author", "name-and-place/1")
            )
    if opening := parts.opening():
        line, found = opening
        span = line.part(*found.place)
        reason = "the place with which the text begins"
        text = line.text[slice(*found.place)]
        values.append(Value("dateline", text, "stated", (span,), reason, "opening-dateline/1"))
    return values


def _published(parts: Parts, kind: str) -> Value:
    return stated_date(parts) or published.infer_published(_evidence(parts, kind))


def stated_date(parts: Parts) -> Value | None:
    """The date that the head of an item states for it."""
    for i in parts.head.lines_with("dateline"):
        line = parts.lines[i]
        found = date_alone(line.text)
        if found is None and (placed := date_of_letter(line)):
            found = (placed, 0)
        if found is None and MAIL_HEADER.match(line.text) and line.text.lower().startswith(("date", "sent")):
            dates = [d for d in find_dates(line.text) if d.year]
            found = (dates[0], 0) if len(dates) == 1 else None
        if found is None and (labelled := _reference_date(line)):
            return labelled
        if found is not None:
            span = line.part(found[0].start, found[0].end)
            return published.stated(found[0], span, "a line of the head is only this date", "date-line/1")
    for i in parts.head.lines_with("byline"):
        line = parts.lines[i]
        dates = [d for d in find_dates(line.text) if d.year]
        if len(dates) == 1:
            span = line.part(dates[0].start, dates[0].end)
            if REPRINT.match(line.text):
                return published.stated(dates[0], span, "the issue that it is reprinted from", "issue-date/1")
            return published.stated(dates[0], span, "the byline gives a date", "byline-date/1")
    return _date_at_edges(parts)


def _reference_date(line: Line) -> Value | None:
    """The date after "Date:" in the line of reference numbers of an urgent action."""
    dates = find_dates(line.text) if REFERENCE.match(line.text) else []
    for found in dates:
        if found.is_full and _DATE_LABEL.search(line.text[: found.start]):
            span = line.part(found.start, found.end)
            reason = "the date beside the number of the action"
            return published.stated(found, span, reason, "reference-date/1")
    return None


def _date_at_edges(parts: Parts) -> Value | None:
    """The date that opens the first paragraph, or the one beside the name below the text."""
    if (opening := parts.opening()) and (found := opening[1].date) and found.is_full:
        span = opening[0].part(found.start, found.end)
        return published.stated(found, span, "the date with which the text begins", "opening-dateline/1")
    below = parts.below()
    if below and below.date:
        i, found = below.date
        span = parts.lines[i].part(found.start, found.end)
        return published.stated(found, span, "the date beside the name below the text", "name-below/1")
    return None


def _evidence(parts: Parts, kind: str) -> published.Evidence:
    lines, letters = parts.lines, parts.in_letters()
    body = [i for i in parts.body() if kind == "press_letter" or i not in letters]
    opening = [*parts.head.lines_with("title"), *parts.head.lines_with("standfirst"), *body[:1]]
    dates = [
        Value("date", found.edtf, "stated", (lines[i].part(found.start, found.end),))
        for draft in parts.drafts
        for i in draft.lines_with("letter_date")
        if (found := date_of_letter(lines[i])) is not None
    ]
    return published.Evidence(
        opening=[lines[i] for i in opening],
        body=[lines[i] for i in body[1:] if i not in parts.endnotes],
        notes=[lines[i] for i in parts.head.lines_with("editor_note")],
        endnotes=[lines[i] for i in body if i in parts.endnotes],
        letter_dates=dates,
        newer=parts.newer,
    )


def _language(parts: Parts) -> Value:
    return language_of(
        " ".join(parts.text_of(i) for i in range(parts.low, parts.high) if i not in parts.aside)
    )
