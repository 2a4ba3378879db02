"""Who wrote it, where the head of a text says so."""

import re
from dataclasses import dataclass

from archive.ingest.names import NOT_IN_NAMES, ORGANISATION_WORDS, ROLE_WORDS, leading_name

_BY = re.compile(r"(?:by|written by|text by|report by|author|words)\s*:?\s+(?=\S)", re.I)
# In the other languages the same words begin sentences, too: there, nothing but names may follow.
_BY_ELSEWHERE = re.compile(
    r"(?:автор|авторы|текст|написал[аи]?|yazan|yazar|haber|von|text|autor(?:in)?|av"
    r"|skribent)\s*:?\s+(?=\S)",
    re.I,
)
_INLINE_BY = re.compile(r"[,;:–—]\s+by\s+(?=[^\W\d_])")
_AFTER_DATE = re.compile(
    r"\d[\s,|]+(?:by|[Аа]втор:?) (?=\S)|^(?:submitted|posted|published|added|written) by (?=\S)", re.I
)
_AFTER_BAR = re.compile(r"[^|]{6,40}\d \| (?=\S)")
_AND = re.compile(r"\s*(?:,?\s+and|\s*&)\s+")
_COMMA = re.compile(r"\s*,\s*")
_PLACE = re.compile(r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2}$")
_NOTE_WRITTEN = re.compile(
    r"\bwritten by (?:our |the )?(?:(?:own|long-standing|comrade|correspondent|reporter|author|friend) )*",
    re.I,
)
_NOTE_TEXT_BY = re.compile(
    r"^(?:the following|this|below is an?|we publish (?:here )?(?:an?|this|the))\b[^.]{0,120}?\bby (?=[A-Z])",
    re.I,
)
_TRANSLATED_BY = re.compile(
    r"\btranslat(?:ed|ion)(?:\s[^.,;:]{0,60}?)?\s+by\s+(?:our |the )?(?:comrade )?"
    r"|(?<!\w)(?:перев[её]л[аи]?|перевод|çeviren|çeviri|übersetzt von|übersetzung|översatt av|översättning)\s*:?\s+",
    re.I,
)
_NOTE_READ = 2_000
_HIMSELF = re.compile(r"(?:the )?author (?:him|her|them)sel(?:f|ves)\b|(?:the )?author\b", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A person named at [start, end) of a line, and how the line says so."""

    start: int
    end: int
    how: str


def byline_names(text: str) -> list[Named]:
    """The authors that a line "By …" names; what follows them (a role, an organisation) is left."""
    if len(text) > 160:
        return []
    if match := _BY.match(text):
        return _names_from(text, match.end(), "named in the byline")
    match = _BY_ELSEWHERE.match(text)
    names = _names_from(text, match.end(), "named in the byline") if match else []
    return names if names and text[names[-1].end :].lstrip()[:1] in {"", ",", "(", "|", "–"} else []


def inline_byline(text: str) -> list[Named]:
    """The authors that a title or standfirst names as ", by …" in its course."""
    for match in _INLINE_BY.finditer(text):
        names = _names_from(text, match.end(), "named after “by” under the title")
        if names:
            return names
    return []


def names_after_date(text: str) -> list[Named]:
    """The authors of a line like "Posted on 3 May 2014 by Sara Lind"."""
    match = _AFTER_DATE.search(text) if len(text) <= 160 else None
    if match:
        return _names_from(text, match.end(), "named beside the date of posting")
    bar = _AFTER_BAR.match(text)
    pair = name_and_place(text[bar.end() :]) if bar else None
    if bar is None or pair is None:
        return []
    return [Named(bar.end(), bar.end() + pair[0].end, "named with a place beside the date of posting")]


def name_and_place(text: str) -> tuple[Named, Named] | None:
    """Author and place of a line like "Sara Lind, Oslo"."""
    length = leading_name(text)
    rest = text[length:]
    if not length or not rest.startswith(", ") or len(text) > 70 or len(text[:length].split()) > 3:
        return None
    place = rest[2:]
    words = [word.casefold() for word in place.split()]
    if (
        not _PLACE.match(place)
        or not place[0].isupper()
        or ROLE_WORDS & {*words}
        or ORGANISATION_WORDS & {*words}
    ):
        return None
    if any(word in NOT_IN_NAMES - {"new", "saint", "san", "south", "north", "west", "the"} for word in words):
        return None
    author = Named(0, length, "a name and a place under the title")
    return author, Named(length + 2, len(text), "the place beside the author")


def names_in_note(text: str) -> list[Named]:
    """The authors that an editor's note before the text names."""
    text = text[:_NOTE_READ]
    for pattern in (_NOTE_WRITTEN, _NOTE_TEXT_BY):
        match = pattern.search(text)
        if match and (names := _names_from(text, match.end(), "named in the note before the text")):
            return names
    return []


def translators_in(text: str) -> tuple[list[Named], Named | None]:
    """Translators named, and where the text says that the author translated it."""
    names: list[Named] = []
    text = text[:_NOTE_READ]
    for match in _TRANSLATED_BY.finditer(text):
        himself = _HIMSELF.match(text, match.end())
        if himself:
            return [], Named(match.start(), himself.end(), "translated by the author")
        names += _names_from(text, match.end(), "named as the translator")
    return names, None


def _names_from(text: str, start: int, how: str) -> list[Named]:
    """One name, or several in a list that an "and" closes; a comma alone begins a role or a place."""
    length = leading_name(text[start:])
    if not length:
        return []
    names = [Named(start, start + length, how)]
    pending: list[Named] = []
    position = start + length
    while True:
        conjunction = _AND.match(text, position)
        separator = conjunction or _COMMA.match(text, position)
        length = leading_name(text[separator.end() :]) if separator else 0
        if separator is None or not length:
            return names
        name = Named(separator.end(), separator.end() + length, how)
        position = name.end
        if conjunction:
            names += [*pending, name]
            pending = []
        else:
            pending.append(name)
