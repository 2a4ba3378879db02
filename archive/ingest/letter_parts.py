"""The parts of a letter as values: date, addressee, country, city, salutation, closing and who signs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from archive.ingest.countries import CAPITALS, CITIES, COUNTRIES, named_place, place_in_heading
from archive.ingest.date_values import Era
from archive.ingest.lines import Line
from archive.ingest.model import LetterFound, Span, Value
from archive.ingest.signatures import Signature, read_signature
from archive.ingest.tense import mentions_of

_TO = re.compile(
    r"(?:to|for the attention of|attn\.?|an|till|кому)\s*:?\s+(?:(?:the|die|den|das) )?",
    re.I,
)
_GREETING = re.compile(
    r"(?:Dear|Sehr geehrte[rs]?|Уважаем(?:ый|ая|ые)|Құрметті|Sayın|Chère?|Estimad[oa]s?|Bäste|Till)"
    r"\s+(?P<who>.+?)[,:!.]*$"
)
_NOBODY = re.compile(
    r"(?:sirs?|madam|sir/madam|sir or madam|madam or sir|all|friends?|comrades?|colleagues?|whom it may concern"
    r"|damen und herren|друзья|товарищи|коллеги|dostlar|arkadaşlar|vänner)(?:\b.*)?$",
    re.I,
)
_TO_FILL_IN = re.compile(
    r"\[[^\]]*\]|<[^>]*>|_{3,}|…|\.{3,}|\((?:insert|your|name|address|country|city|date)\b", re.I
)
_MISSION_IN = re.compile(
    r"\b(?:Embassy|embassy|Consulate|consulate|Mission|mission|High Commission)(?:\s+of\s+[A-Z][^,.;]{0,40}?)?"
    r"\s+(?:in|to)\s+(?:the\s+)?(?P<place>[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2})"
)
_THIS_LETTER = re.compile(
    r"\b(?:following|this|below)\s+(?:\w+\s+){0,2}letter\b|\bletter\b[^.]{0,40}\b(?:below|follows)\b", re.I
)
_LAST_PART = re.compile(r",\s*(?P<place>[A-Z][A-Za-z ]{2,30})\.?$")
_NEAR = timedelta(days=60)
_FIELDS = ("date", "sender", "organisation", "addressee", "country", "city", "salutation", "closing")


@dataclass(frozen=True, slots=True)
class Parts:
    """The values of a letter, and its signature person by person."""

    values: tuple[Value, ...]
    signature: Signature = field(default_factory=Signature)


def parts_of(lines: Sequence[Line], letter: LetterFound, *, before: Sequence[Line], era: Era | None) -> Parts:
    """The parts of a letter out of its `lines`.

    `before` are the lines that stand between it and the letter above; `era` is the time of the report that
    contains the letter, None where the letter is the whole text.
    """
    signature = read_signature(_in(lines, letter.signature))
    country, city = _place(lines, letter, before)
    values = [
        _date(lines, letter, era),
        *(_persons(signature) or [_absent("sender", "nobody signs it")]),
        *signature.roles,
        *(signature.organisations or [_absent("organisation", "no organisation stands in the signature")]),
        *_addressee(lines, letter),
        country,
        city,
        _line("salutation", lines, letter.salutation, "the greeting on a line of its own"),
        _line("closing", lines, letter.closing, "the formula before the signature"),
    ]
    return Parts(tuple(values), signature)


def _persons(signature: Signature) -> list[Value]:
    """The senders without an organisation that signs for itself, which stands among the organisations."""
    return [sender.name for sender in signature.senders if sender.name.field == "letter.sender"]


def absent_parts(reason: str) -> tuple[Value, ...]:
    """Every part of a letter whose text is not there."""
    return tuple(_absent(name, reason) for name in _FIELDS)


def _absent(part: str, reason: str) -> Value:
    return Value(f"letter.{part}", "", "absent", (), reason, f"letter-{part}/1")


def _stated(part: str, value: str, span: Span, reason: str) -> Value:
    return Value(f"letter.{part}", value, "stated", (span,), reason, f"letter-{part}/1")


def _in(lines: Sequence[Line], span: Span | None) -> list[Line]:
    return [line for line in lines if span and span.start <= line.start < span.end]


def _line(part: str, lines: Sequence[Line], span: Span | None, reason: str) -> Value:
    found = _in(lines, span)
    if not found:
        return _absent(part, f"no {part}")
    return _stated(part, found[0].text.rstrip(" ,:.!"), found[0].span, reason)


def _date(lines: Sequence[Line], letter: LetterFound, era: Era | None) -> Value:
    if letter.date.value:
        return replace(letter.date, field="letter.date")
    return _inferred_date(lines, era) or _absent("date", "no date line in the letter")


def _inferred_date(lines: Sequence[Line], era: Era | None) -> Value | None:
    """Between the newest day that the letter knows as past and the day of the report that contains it."""
    if era is None or era.latest is None:
        return None
    days = []
    for mention in mentions_of(lines):
        years = range(era.latest.year - 1, era.latest.year + 1)
        dated = [day for year in years if (day := mention.found.on(year)) is not None and day <= era.latest]
        if mention.is_past and not mention.found.year and dated:
            days.append((max(dated), mention))
    if not days or era.latest - max(day for day, _ in days) > _NEAR:
        return None
    day, mention = max(days, key=lambda pair: pair[0])
    reason = f"speaks of {mention.text} as past and stands in a text of {_plain(era.latest)} at the latest"
    return Value(
        "letter.date",
        f"{day.isoformat()}/{era.latest.isoformat()}",
        "inferred",
        (mention.span,),
        reason,
        "letter-date-inferred/1",
    )


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _addressee(lines: Sequence[Line], letter: LetterFound) -> list[Value]:
    """The first line of the block, without "To the"; without a block, whom the salutation names."""
    block = _in(lines, letter.addressee)
    first = next((line for line in block if not _TO_FILL_IN.search(line.text)), None)
    if first is not None:
        match = _TO.match(first.text)
        start = match.end() if match else 0
        end = len(first.text.rstrip(" ,:;"))
        if start < end:
            text = first.text[start:end]
            return [_stated("addressee", text, first.part(start, end), "the first line of the address")]
    greeting = _in(lines, letter.salutation)
    match = _GREETING.match(greeting[0].text) if greeting else None
    if match and not _NOBODY.match(match["who"]) and not _TO_FILL_IN.search(match["who"]):
        span = greeting[0].part(*match.span("who"))
        return [_stated("addressee", match["who"], span, "whom the salutation names")]
    return [_absent("addressee", "neither an address nor a name in the salutation")]


def _place(lines: Sequence[Line], letter: LetterFound, before: Sequence[Line]) -> tuple[Value, Value]:
    """Country and city of those it went to: by heading, address, the report around it, or the date line."""
    country: Value | None = None
    city: Value | None = None
    for place, span, reason in _places(lines, letter, before):
        if place in COUNTRIES and country is None:
            country = _stated("country", place, span, reason)
        elif place not in COUNTRIES and city is None:
            city = _stated("city", place, span, reason)
    if city is None and country is not None and letter.date.spans:
        city = _city_of_sender(lines, letter.date.spans[0], country.value)
    if country is None and city is not None and (state := CAPITALS.get(city.value)):
        reason = f"{city.value} is its capital"
        country = Value("letter.country", state, "inferred", city.spans, reason, "letter-country/1")
    return (
        country or _absent("country", "no country is named for it"),
        city or _absent("city", "no city is named for it"),
    )


def _places(
    lines: Sequence[Line], letter: LetterFound, before: Sequence[Line]
) -> list[tuple[str, Span, str]]:
    found: list[tuple[str, Span, str]] = []
    for line in _in(lines, letter.heading):
        if place := place_in_heading(line.text):
            found.append((named_place(place), line.part(0, len(place)), "the heading of the letter"))
    for line in _in(lines, letter.addressee):
        found += _in_address(line)
    for line in reversed(before):
        if (this := _THIS_LETTER.search(line.text)) and (
            match := _MISSION_IN.search(line.text, this.start())
        ):
            span = line.part(*match.span("place"))
            found.append((match["place"], span, "where the report says that it was taken"))
            break
    return found


def _in_address(line: Line) -> list[tuple[str, Span, str]]:
    """ "Embassy in Ottawa, Canada" names both; a bare name at the end of a line when we know it."""
    found = []
    for pattern in (_MISSION_IN, _LAST_PART):
        if match := pattern.search(line.text):
            place = match["place"].strip()
            is_known = place in COUNTRIES or place in CITIES
            if is_known or pattern is _MISSION_IN:
                span = line.part(match.start("place"), match.start("place") + len(place))
                found.append((place, span, "the address"))
    if named_place(line.text.strip(" .")):
        place = line.text.strip(" .")
        found.append((named_place(place), line.part(0, len(place)), "the address"))
    return found


def _city_of_sender(lines: Sequence[Line], date_span: Span, country: str) -> Value | None:
    """The place beside the date, when it is the capital of the country whose mission got the letter."""
    for line in lines:
        if line.start <= date_span.start < line.end:
            place = line.text[: date_span.start - line.start].strip(" ,:–—-")
            if CAPITALS.get(place) == country:
                return _stated("city", place, line.part(0, len(place)), "the place beside the date")
    return None
