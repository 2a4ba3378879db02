"""Letters that a report tells of without giving their words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.countries import CAPITALS, COUNTRIES
from archive.ingest.letter_parts import absent_parts
from archive.ingest.lines import Line
from archive.ingest.model import Span, Value
from archive.ingest.tense import sentences

RULE = "letter-mentioned/1"
_NAME = r"[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}"
_PLACES = rf"(?P<places>{_NAME}(?:(?:, | and |, and ){_NAME}){{0,12}})"
_MISSION = (
    r"(?:embassy|embassies|consulates?|missions?|Embassy|Embassies|Consulates?)"
    rf"(?: of [A-Z][\w’-]+)? in {_PLACES}"
)
_DONE = (
    r"(?:handed (?:in|over)|delivered|taken|given|presented|sent|posted|e-?mailed|faxed|submitted|left|refused"
    r"|passed|brought)"
)
_STATEMENTS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?P<letter>(?:[Aa]|[Aa]nother|[Oo]ne|[Tt]he same|[Ss]imilar|[Pp]rotest)\b[^.;:!?]{{0,40}}?\bletters?\b)"
        rf"[^.;:!?]{{0,40}}?\b(?:was|were|has been|have been)\b[^.;:!?]{{0,30}}?\b{_DONE}\b[^.;:!?]{{0,40}}?{_MISSION}",
        rf"\b(?P<letter>{_DONE}\s+(?:in\s+|over\s+)?(?:a|another|the same|their|our)\b[^.;:!?]{{0,40}}?\bletters?\b)"
        rf"[^.;:!?]{{0,60}}?{_MISSION}",
        rf"\b(?P<letter>(?:protest |similar )?letters (?:were )?(?:also )?{_DONE})\b[^.;:!?]{{0,40}}?{_MISSION}",
    )
)
_UNREAL = re.compile(
    r"\b(?:will|would|should|could|please|can be|to be|must|plan(?:ned|s)? to|going to|let us)\b", re.I
)
_HINT = re.compile(r"\bletters?\b", re.I)
_SPLIT = re.compile(r", and |, | and ")


@dataclass(frozen=True, slots=True)
class LetterMentioned:
    """A letter of which the text says only that it went to a place; every part but the place is absent."""

    span: Span
    place: str
    values: tuple[Value, ...]


def find_mentioned(lines: Iterable[Line], known: Sequence[str]) -> Iterator[LetterMentioned]:
    """Letters to missions in other places than the `known` ones, whose letters stand in the text."""
    seen = set(known)
    for line in lines:
        if not _HINT.search(line.text):
            continue
        for start, sentence in sentences(line.text):
            for match in _statements(sentence):
                for place, low in _places(match):
                    if place not in seen:
                        seen.add(place)
                        yield _mentioned(line, start, match, place, low)


def _statements(sentence: str) -> Iterator[re.Match[str]]:
    if _UNREAL.search(sentence):
        return
    for pattern in _STATEMENTS:
        yield from pattern.finditer(sentence)


def _places(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    position = match.start("places")
    for place in _SPLIT.split(match["places"]):
        position = match.string.index(place, position)
        yield place, position


def _mentioned(line: Line, start: int, match: re.Match[str], place: str, low: int) -> LetterMentioned:
    span = line.part(start + match.start("letter"), start + match.end())
    part = line.part(start + low, start + low + len(place))
    reason = "where the report says that it was taken"
    is_country = place in COUNTRIES
    field = "letter.country" if is_country else "letter.city"
    named = {field: Value(field, place, "stated", (part,), reason, RULE)}
    if not is_country and place in CAPITALS:
        reason = f"{place} is its capital"
        named["letter.country"] = Value("letter.country", CAPITALS[place], "inferred", (part,), reason, RULE)
    absent = absent_parts("the text only says that there was such a letter")
    return LetterMentioned(span, place, tuple(named.get(value.field, value) for value in absent))
