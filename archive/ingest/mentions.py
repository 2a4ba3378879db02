"""People, places and organisations that a text names, by a list of known spellings; the unknown are candidates.

The longest spelling wins, names end where words end, and a surname behind a strange first name is nobody known:
no relative of a person is ever taken for that person.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.ingest.model import Span
from archive.ingest.names import NOT_IN_NAMES, ROLE_WORDS
from archive.ingest.wordlists import word_set

_WORD = re.compile(r"[^\W_]+")
_LIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "‐": "-", "‑": "-", "–": "-"})
_POSSESSIVE = re.compile(r"['’](?:s(?![\w])|(?<=s['’])(?!\w))")
_FIRST_NAME = re.compile(r"(?P<word>[^\W\d_]+(?:[-’'][^\W\d_]+)*)(?P<gap> |-)$")
_ADDRESS = re.compile(r"https?://|www\.|@")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;•“”\"«»(\[–—])\s*$")
_CAPITALS_MIN = 4  # a name in capitals must be longer than most abbreviations
_WINDOW, _ADDRESS_MOST = 40, 120
_TITLES = word_set(
    """mr mrs ms mx dr prof president ex-president vice-president premier minister senator comrade citizen
    judge general colonel king queen prince princess lord sir lady dictator ruler tyrant herr frau sayın
    bay bayan saint father brother sister господин госпожа товарищ президент министр"""
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name; a `short` one counts only in a text that also has a longer one."""

    text: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the authority file: its key, kind (person, place or organisation), name and spellings."""

    key: str
    kind: str
    name: str
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an entry is named."""

    known: Known
    span: Span
    short: bool


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    known: Known
    short: bool


class AuthorityFile:
    """The spellings, ready for looking up: by first word, the longest first."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for entry in entries:
            for spelling in entry.spellings:
                self._add(entry, spelling)
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.text), form.text, form.known.key))

    def _add(self, entry: Known, spelling: Spelling) -> None:
        text = spelling.text.translate(_LIKE).strip()
        texts = {text, text.upper()} if len(text) >= _CAPITALS_MIN else {text}
        for form in texts:
            if word := _WORD.search(form):
                # A spelling may begin with a quotation mark: it is found by its first word all the same.
                self._forms.setdefault(word.group(), []).append(_Form(form, entry, spelling.short))

    def find(self, text: str) -> list[Mention]:
        """Every mention in a line, in order, none inside another; short ones are still to be confirmed."""
        plain = text.translate(_LIKE)
        found: list[Mention] = []
        end = 0
        for word in _WORD.finditer(plain):
            if word.start() < end or word.group() not in self._forms:
                continue
            mention = self._at(plain, word.start(), end)
            if mention is not None and not _is_in_address(plain, word.start()):
                found.append(mention)
                end = mention.span.end
        return _bound(plain, found)

    def _at(self, text: str, place: int, free: int) -> Mention | None:
        word = _WORD.match(text, place)
        for form in self._forms[word.group()] if word else ():
            lead = form.text.find(word.group()) if word else 0
            start, end = place - lead, place - lead + len(form.text)
            if start < free or not text.startswith(form.text, start) or not _is_whole(text, start, end):
                continue
            is_surname = form.known.kind == "person" and " " not in form.text
            if is_surname and _has_strange_first_name(text, start, free):
                return None
            return Mention(form.known, Span(start, _with_possessive(text, end, form.known)), form.short)
        return None


def _bound(text: str, found: list[Mention]) -> list[Mention]:
    """Of two persons whose names a hyphen binds, as in "the Smith-Jones talks", the first is quoted with both."""
    for i, (first, second) in enumerate(pairwise(found)):
        are_bound = text[first.span.end : second.span.start] == "-"
        if are_bound and first.known.kind == second.known.kind == "person":
            found[i] = replace(first, span=Span(first.span.start, second.span.end))
    return found


def _is_in_address(text: str, place: int) -> bool:
    """Whether the word is a part of a web or mail address."""
    before = text[max(0, place - _ADDRESS_MOST) : place].rpartition(" ")[2]
    after = text[place : place + _ADDRESS_MOST].partition(" ")[0]
    return bool(_ADDRESS.search(before + after))


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum() or before == "@" or (before == "." and end - start < 3))


def _with_possessive(text: str, end: int, known: Known) -> int:
    """A person's name is quoted with its 's."""
    match = _POSSESSIVE.match(text, end) if known.kind == "person" else None
    return match.end() if match else end


def _has_strange_first_name(text: str, start: int, free: int) -> bool:
    """Whether a capitalised word that is no title and opens no sentence stands right before a surname."""
    window = max(free, start - _WINDOW)
    match = _FIRST_NAME.search(text[window:start])
    if match is None or not match["word"][0].isupper() or match["gap"] == "-":
        return False
    word = match["word"].casefold()
    if word in _TITLES or word in ROLE_WORDS or word in NOT_IN_NAMES:
        return False
    return not _SENTENCE_END.search(text[max(0, window + match.start() - 3) : window + match.start()])


def confirmed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of one text without the short names whose bearer it never names in full."""
    in_full = {mention.known.key for mention in mentions if not mention.short}
    return [mention for mention in mentions if not mention.short or mention.known.key in in_full]
