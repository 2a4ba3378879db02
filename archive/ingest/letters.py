"""Letters that stand inside a page: where each begins and ends, and what its parts are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.countries import heads_with_place
from archive.ingest.dates import YEAR_MARK, FoundDate, find_dates
from archive.ingest.lines import Line
from archive.ingest.model import LetterFound, Span, Value
from archive.ingest.names import ORGANISATION_WORDS, ROLE_WORDS, leading_name, mentions

_ADDRESS_LINE = re.compile(
    r"(?:\S+@\S+\.\S+|(?:https?://|www\.)\S+|(?:e-?mail|tel|telephone|phone|fax|website"
    r"|web)\b\s*[:.].{3,60})$",
    re.I,
)
_ADDRESSEE = re.compile(
    r"(?:To(?::\s|\s)(?!whom\b)|For the attention of |Attn\b|c/o |(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.? [A-Z]"
    r"|H\.? ?E\.? |(?:His|Her|Your) Excellency\b|Ambassador\b|The (?:Ambassador|Consul|Embassy"
    r"|Editor|President|Minister)\b"
    r"|Embassy of |Consulate of |Consulate General |Послу |Посольств[оу] |В [Пп]осольство |Президенту |Министру "
    r"|Премьер-министру |Генеральному прокурору |An (?:die|den|das) [A-ZÄÖÜ]|Botschaft de[rs] "
    r"|[^.?!]{3,80}(?:[Ee]lçiliği|Konsolosluğu|Bakanlığı|Başkanlığı)['’]?n[ea]$)"
)
_SALUTATION = re.compile(
    r"(?:Dear\b|To [Ww]hom [Ii]t [Mm]ay [Cc]oncern\b|Sirs?(?: or Madam|/Madam)?[,:]|Madam[,:]"
    r"|Your Excellency[,:!]"
    r"|(?:Mr|Mister|Madam|Ms) (?:President|Prime Minister|Minister|Ambassador|Consul|Prosecutor|Commissioner"
    r"|Speaker)[,:!]"
    r"|Excellency[,:!]|Comrades[,:!]|Friends[,:!]|Sehr geehrte|Уважаем|Құрметті|Sayın |Chère? "
    r"|Estimad[oa]s? )"
)
_GREETED = re.compile(
    r"Dear (?:Sirs?|Madam|Editors?|Friends?|Comrades?|Colleagues?|Ambassador|Minister|President"
    r"|Consul|Mr|Mrs|Ms|Dr)\b"
    r"[^.?!]{0,50}"
)
_CLOSING = re.compile(
    r"(?:Yours\b|(?:Kind(?:est)? |Best |Warm )?[Rr]egards\b|Best wishes\b|Sincerely\b|Faithfully\b"
    r"|Respectfully\b"
    r"|Thank(?:ing)? you\b|Thanks\b|(?:Yours )?[Ii]n (?:solidarity|protest|anger|concern"
    r"|friendship)\b|Comradely\b"
    r"|With (?:no respect|solidarity|regards|best|kind|comradely|respect)\b|(?:With )?(?:\w+ ){0,3}greetings\b"
    r"|С уважением|Құрметпен"
    r"|Mit freundlichen|Saygılar)",
)
_NO_SIGNATURE = re.compile(
    r"(?:c\.?c\.?[\s:.]|cop(?:y|ies) (?:to|of)\b|encl?(?:osures?)?[\s:.]|please\b|send\b|write to\b|p\.?s\.?[\s:.]"
    r"|note\b|back to\b|download\b|click\b|read more\b|filed under\b|posted (?:in|on|by)\b|tags?:|share\b"
    r"|\d+ comments?\b)"
    r"|.*(?:@|https?://|www\.)",
    re.I,
)
_TO_SIGN = re.compile(r"[._…\s]{3,80}|\[[^\[\]]{2,60}\]\.?")
_MAIL_HEADER = re.compile(r"(?:To|From|Cc|Subject|Sent|Date)\s*:")
_DATE_LABEL = re.compile(r"(?:Date|Dated)\s*[:.]\s*", re.I)
_PLACE = re.compile(r"(?:[^\W\d_][\w’'.-]*,? ){0,3}(?:the )?$")
_ON_BEHALF = re.compile(r"(?:on behalf of|for(?: and on behalf of)?|p\.?p\.?|in the name of)\s", re.I)
_ENDS_SENTENCE = (".", "!", "?", ":", ";")
_HEADER_LINES, _BODY_LINES, _SIGNATURE_LINES, _ADDRESS_LINES = 12, 120, 10, 8
MIN_WORDS_OF_BODY = 8


@dataclass(slots=True)
class Draft:
    """A letter under the hands of the reader: the lines from `first` on, with the role of each."""

    first: int
    roles: dict[int, str] = field(default_factory=dict)
    is_greeted: bool = False

    @property
    def last(self) -> int:
        return max(self.roles)

    def lines_with(self, *kinds: str) -> list[int]:
        return [i for i, kind in sorted(self.roles.items()) if kind in kinds]


def find_letters(lines: Sequence[Line], low: int, high: int) -> list[Draft]:
    """The letters among lines [low, high), in order."""
    drafts: list[Draft] = []
    i, barren = low, low  # before `barren` nothing ends a letter that was begun without a salutation
    while i < high:
        follows = bool(drafts) and drafts[-1].last == i - 1
        draft = _begin(lines, i, high, follows_letter=follows)
        if draft is not None and (draft.is_greeted or i >= barren):
            ended = _read_body(lines, draft.last + 1, high, draft)
            if not ended and not draft.is_greeted:
                barren = draft.last + 1
            elif _has_body(lines, draft):
                drafts.append(draft)
                i = draft.last
        i += 1
    return drafts


def _begin(lines: Sequence[Line], i: int, high: int, *, follows_letter: bool) -> Draft | None:
    """The header of a letter that may begin at line i: with a salutation, a date and an addressee, or, right
    after another letter, the name of a country.
    """
    draft = Draft(i)
    _read_header(lines, i, high, draft)
    kinds = set(draft.roles.values())
    if "salutation" in kinds and not _MAIL_HEADER.match(lines[i].text):
        draft.is_greeted = True
        return draft
    if {"letter_date", "letter_addressee"} <= kinds and not _MAIL_HEADER.match(lines[i].text):
        return draft
    if follows_letter and "letter_heading" in kinds:
        draft.roles = {i: "letter_heading"}
        return draft
    return None


def _has_body(lines: Sequence[Line], draft: Draft) -> bool:
    return sum(len(lines[i].text.split()) for i in draft.lines_with("letter_paragraph")) >= MIN_WORDS_OF_BODY


def _read_header(lines: Sequence[Line], i: int, high: int, draft: Draft) -> None:
    """Read heading, letterhead, date, addressee and salutation, one after the other."""
    k = i
    while k < min(high, i + _HEADER_LINES):
        kind = _header_kind(lines[k], draft, first=k == i)
        if not kind and draft.roles.get(k - 1) == "letter_addressee" and _is_in_address(lines, k, high):
            kind = "letter_addressee"
        if not kind:
            break
        draft.roles[k] = kind
        k += 1
        if kind == "salutation":
            break


def _is_in_address(lines: Sequence[Line], k: int, high: int) -> bool:
    """Whether a line goes on with an address under which the salutation still comes."""
    for line in lines[k : min(high, k + _ADDRESS_LINES)]:
        if is_salutation(line):
            return True
        if len(line.text) > 70 or line.bullet or line.text.endswith(_ENDS_SENTENCE):
            return False
    return False


def _header_kind(line: Line, draft: Draft, *, first: bool) -> str:
    text, seen = line.text, set(draft.roles.values())
    if is_salutation(line):
        return "salutation"
    if len(text) > 100 or line.bullet:
        return ""
    if date_of_letter(line) is not None:
        return "letter_date" if "letter_date" not in seen else ""
    if first and heads_with_place(text):
        return "letter_heading"
    if _ADDRESS_LINE.match(text):
        return "letterhead"
    if _ADDRESSEE.match(text) and not text.endswith(_ENDS_SENTENCE):
        return "letter_addressee"
    goes_on = "letter_addressee" in seen and "letter_date" not in seen and not text.endswith(_ENDS_SENTENCE)
    return "letter_addressee" if goes_on and len(text) <= 70 else ""


def is_salutation(line: Line) -> bool:
    """A greeting on a line of its own: it ends in a comma, or greets an office."""
    text = line.text
    if len(text) > 100 or not (match := _SALUTATION.match(text)):
        return False
    return text.endswith((",", ":", "!")) or match.end() == len(text) or bool(_GREETED.fullmatch(text))


def is_closing(line: Line) -> bool:
    return len(line.text) <= 60 and len(line.text.split()) <= 6 and bool(_CLOSING.match(line.text))


def date_of_letter(line: Line) -> FoundDate | None:
    """The date when the line is nothing but one, with a label or a place before it at most."""
    if len(line.text) > 70 or not (dates := find_dates(line.text)) or not dates[-1].year:
        return None
    found, before = dates[-1], line.text[: dates[-1].start]
    mark = YEAR_MARK.match(line.text, found.end)
    after = line.text[mark.end() if mark else found.end :].strip(" .")
    alone = bool(_DATE_LABEL.fullmatch(before) or (_PLACE.fullmatch(before) and _capitals(before)))
    return found if alone and not after and len(dates) == 1 else None


def _capitals(place: str) -> bool:
    return all(word[0].isupper() for word in place.split() if word != "the")


def _read_body(lines: Sequence[Line], start: int, high: int, draft: Draft) -> bool:
    """Read paragraphs, closing and signature; whether the letter was brought to an end."""
    for k in range(start, min(high, start + _BODY_LINES)):
        line = lines[k]
        if k > start and _begins_another(lines, k, high):
            return False
        if is_closing(line):
            draft.roles[k] = "closing"
            _read_signature(lines, k + 1, high, draft)
            return True
        if k > start and _ends_with_date(lines, k, high):
            draft.roles[k] = "letter_date"
            _read_signature(lines, k + 1, high, draft)
            return True
        if k > start and _is_signature(lines, k, high):
            _read_signature(lines, k, high, draft)
            return True
        if k > start and line.gap_before and _stands_alone(line):
            return False
        draft.roles[k] = "letter_paragraph"
    return False


def _begins_another(lines: Sequence[Line], k: int, high: int) -> bool:
    """A salutation, or a country's name with a header of a letter after it."""
    if is_salutation(lines[k]):
        return True
    if not heads_with_place(lines[k].text) or k + 1 >= high:
        return False
    following = lines[k + 1]
    return (
        is_salutation(following)
        or date_of_letter(following) is not None
        or bool(_ADDRESSEE.match(following.text))
    )


def _ends_with_date(lines: Sequence[Line], k: int, high: int) -> bool:
    return date_of_letter(lines[k]) is not None and k + 1 < high and leading_name(lines[k + 1].text) > 0


def _is_signature(lines: Sequence[Line], k: int, high: int) -> bool:
    """A name by itself, or with a role in brackets or after a comma, where a paragraph could stand."""
    text = lines[k].text
    length = leading_name(text)
    if not length or len(text) > 100 or text.endswith(_ENDS_SENTENCE) or lines[k].bullet:
        return False
    rest = text[length:].strip()
    return not rest or (
        rest[0] in ",(–—-" and (mentions(rest, ROLE_WORDS) or mentions(rest, ORGANISATION_WORDS))
    )


def _stands_alone(line: Line) -> bool:
    return len(line.text) <= 120 and not line.text.endswith((".", ",", ":"))


def _read_signature(lines: Sequence[Line], start: int, high: int, draft: Draft) -> None:
    """Take the lines of names, roles and organisations; the first line that is something else ends them."""
    for k in range(start, min(high, start + _SIGNATURE_LINES)):
        line = lines[k]
        if k > start and (line.gap_before or heads_with_place(line.text)):
            return
        if not _signs(line, adjacent=line.blank_before == 0, first=k == start):
            return
        draft.roles[k] = "signature"


def _signs(line: Line, *, adjacent: bool, first: bool) -> bool:
    text = line.text
    if _TO_SIGN.fullmatch(text):
        return True
    if len(text) > 140 or line.bullet or is_salutation(line) or date_of_letter(line) is not None:
        return False
    if _ON_BEHALF.match(text):
        return True
    if text.startswith("From ") and not adjacent:
        return False
    if text.endswith(_ENDS_SENTENCE) or _ADDRESSEE.match(text) or _NO_SIGNATURE.match(text):
        return False
    named = leading_name(text) > 0
    if first or adjacent:
        return named or len(text) <= 70
    rest = text[leading_name(text) :].strip()
    return (named and (not rest or rest[0] in ",(" or rest.startswith("and "))) or (
        len(text) <= 90 and (mentions(text, ROLE_WORDS) or mentions(text, ORGANISATION_WORDS))
    )


def finished(lines: Sequence[Line], draft: Draft) -> LetterFound:
    """The letter that a draft describes."""
    return LetterFound(
        span=Span(lines[draft.first].start, lines[draft.last].end),
        heading=_span(lines, draft, "letter_heading"),
        date=_date(lines, draft),
        salutation=_span(lines, draft, "salutation"),
        closing=_span(lines, draft, "closing"),
        signature=_span(lines, draft, "signature"),
        letterhead=_span(lines, draft, "letterhead"),
        addressee=_span(lines, draft, "letter_addressee"),
        reasons=_reasons(draft),
    )


def _span(lines: Sequence[Line], draft: Draft, kind: str) -> Span | None:
    found = draft.lines_with(kind)
    return Span(lines[found[0]].start, lines[found[-1]].end) if found else None


def _date(lines: Sequence[Line], draft: Draft) -> Value:
    for i in draft.lines_with("letter_date"):
        if (found := date_of_letter(lines[i])) is not None:
            span = lines[i].part(found.start, found.end)
            return Value(
                "date", found.edtf, "stated", (span,), "the date line of the letter", "letter-date/1"
            )
    return Value("date", "", "absent", (), "no date line in the letter", "letter-date/1")


_REASONS = {
    "letter_heading": "a country or city as its heading",
    "letterhead": "a letterhead",
    "letter_date": "a line that is only a date",
    "letter_addressee": "lines of an addressee",
    "salutation": "a salutation",
    "closing": "a closing formula",
    "signature": "lines of a signature",
}


def _reasons(draft: Draft) -> tuple[str, ...]:
    kinds = set(draft.roles.values())
    return tuple(reason for kind, reason in _REASONS.items() if kind in kinds)
