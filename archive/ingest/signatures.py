"""Who signs a letter: names with their roles and organisations, out of the lines of a signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.lines import Line
from archive.ingest.model import Value
from archive.ingest.names import ORGANISATION_WORDS, ROLE_WORDS, leading_name, mentions
from archive.ingest.wordlists import word_set

RULE = "letter-signatory/1"
_ON_BEHALF = re.compile(
    r"(?:signed )?(?:on behalf of|for and on behalf of|for|p\.?p\.?|in the name of|от имени|im namen(?: von| der| des)?"
    r"|adına)\s*:?\s+(?:the )?",
    re.I,
)
PLACEHOLDER = re.compile(
    r"^[\[(<_.…].*[\])>_.…]$|^\(?your (?:own )?(?:full )?(?:name|address|signature)\b"
    r"|^(?:(?:full |trade )?(?:name|union)|organi[sz]ation|branch|position|address|signed|signature|date|town|city"
    r"|country|postcode|e-?mail|имя|подпись|организация|ad soyad|imza|unterschrift|underskrift|namn)"
    r"(?:\s*\([^()]{0,40}\))?\s*:?[\s_.…]*$",
    re.I,
)
_AND_OTHERS = re.compile(r"\s+and\s+(?:all|its|their|other|many)\b.*$", re.I)
_AND = re.compile(r"\s*(?:,?\s+and|\s*&|,?\s+und|,?\s+och|,?\s+ve|,?\s+и)\s+")
_TITLE = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|Mx|Rev|Cllr|Sir|Dame)\.?\s+(?=[A-Z])")
_ROLES = word_set(
    """chair co-chair co-ordinator founder spokespersons treasurers councillor senator deputy delegates
    td tds msp mps meps mdb
    vorsitzender vorsitzende sekretär sekretärin sprecher sprecherin geschäftsführer redakteur
    abgeordneter ordförande sekreterare talesperson redaktör riksdagsledamot председатель секретарь
    редактор депутат координатор руководитель başkan başkanı sekreter sekreteri sözcüsü genel
    milletvekili editör төраға хатшы"""
)
_ROLE = (ROLE_WORDS - {"committee"}) | _ROLES
_JOINS = re.compile(r"\s+(?:of|for|at|with|from|der|des|von|för|i)\s+(?:the\s+)?")
_NO_ORGANISATION = word_set(
    """parliament law history politics state press economics philosophy medicine justice"""
)
_ORGANISATION_END = re.compile(
    r"(?:partiet|partei|partij|union|verband|bund|förbundet|föreningen|kommittén|isterna|komitee|парти[яи]|союза?"
    r"|комитета?|профсоюза?|partisi|birliği|sendikası|derneği|platformu)$",
    re.I,
)
_IN_PLACE = re.compile(r"\s+in\s+[A-Z].*$")
_INITIALS = re.compile(r"[A-Z]{2,8}(?:[-/ ][A-Z]\w*)?$")
_PLACE = re.compile(r"[A-Z][\w’-]+(?: [A-Z][\w’-]+)?$")


@dataclass(slots=True)
class Sender:
    """One who signs: a person, or the organisation alone where no person is named."""

    name: Value
    role: Value | None = None
    organisation: Value | None = None


@dataclass(slots=True)
class Signature:
    """What a signature says; `organisations` are named once each."""

    senders: list[Sender] = field(default_factory=list)
    organisations: list[Value] = field(default_factory=list)
    roles: list[Value] = field(default_factory=list)

    def add_organisation(self, value: Value, signers: Sequence[Sender]) -> None:
        for sender in signers:
            sender.organisation = sender.organisation or value
        if all(value.value != known.value for known in self.organisations):
            self.organisations.append(value)


def read_signature(lines: Sequence[Line]) -> Signature:
    """Read line by line; what stands under a name belongs to the names of the line before it."""
    signature = Signature()
    signers: list[Sender] = []
    for line in lines:
        if PLACEHOLDER.search(line.text):
            continue
        if match := _ON_BEHALF.match(line.text):
            end = _end_of_organisation(line.text, match.end(), len(line.text))
            _add_organisation(signature, line, match.end(), end, signers)
            continue
        named, end = _names(line)
        if named:
            signers = [Sender(_value("sender", line, start, stop)) for start, stop in named]
            signature.senders += signers
        _read_rest(signature, line, end, signers)
    if not signature.senders:
        signature.senders = [Sender(value, organisation=value) for value in signature.organisations[:1]]
    return signature


def _value(part: str, line: Line, start: int, end: int) -> Value:
    span = line.part(start, end)
    reason = {
        "sender": "a name in the signature",
        "role": "what the signature adds to the name",
        "organisation": "the organisation in the signature",
    }[part]
    return Value(f"letter.{part}", line.text[start:end], "stated", (span,), reason, RULE)


def _names(line: Line) -> tuple[list[tuple[int, int]], int]:
    """The personal names with which a line begins, joined by "and", and where they end."""
    found: list[tuple[int, int]] = []
    start = end = 0
    while True:
        if title := _TITLE.match(line.text, start):
            start = title.end()
        length = leading_name(line.text[start:])
        length = len(_without_role(line.text[start : start + length]))
        text = line.text[start : start + length]
        if not length or _sounds_like_organisation(text) or _names_role(text):
            return found, end
        end = start + length
        found.append((start, end))
        conjunction = _AND.match(line.text, end)
        if conjunction is None:
            return found, end
        start = conjunction.end()


def _without_role(name: str) -> str:
    """ "Ana Rey MP" without the last word; a role alone is no name, whatever follows it."""
    while name and name.split()[-1].casefold() in _ROLE:
        name = name[: -len(name.split()[-1])].rstrip()
    return name


def _sounds_like_organisation(text: str) -> bool:
    return mentions(text, ORGANISATION_WORDS) or any(_ORGANISATION_END.search(word) for word in text.split())


def _read_rest(signature: Signature, line: Line, start: int, signers: Sequence[Sender]) -> None:
    """Roles and organisations in the rest of a line: parts between commas, brackets and dashes."""
    for low, high in _pieces(line.text, start):
        text = line.text[low:high]
        if _names_role(text):
            low = _read_role(signature, line, low, high, signers)
            text = line.text[low:high]
        if not text:
            continue
        is_own_line = low == 0
        if (
            _sounds_like_organisation(text)
            or _INITIALS.match(text)
            or (is_own_line and not signers)
            or _looks_named(text, has_role=low > start, is_own_line=is_own_line)
        ):
            _add_organisation(signature, line, low, _end_of_organisation(line.text, low, high), signers)


def _names_role(text: str) -> bool:
    return any(_is_role(word.strip("(),.;:’'").casefold()) for word in text.split())


def _is_role(word: str) -> bool:
    return word in _ROLE or word.removesuffix("s") in _ROLE


def _looks_named(text: str, *, has_role: bool, is_own_line: bool) -> bool:
    """Capitalised words after a role, or on a line under a name, when they are more than a place."""
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 2 and capitals * 2 > len(words) and (has_role or is_own_line)


def _pieces(text: str, start: int) -> list[tuple[int, int]]:
    """The parts of a line between its commas, dashes and outer brackets, without blanks at their ends."""
    pieces: list[tuple[int, int]] = []
    begin, depth = start, 0
    opens_bracket = text[start:].lstrip().startswith("(")
    for i in range(start, len(text) + 1):
        char = text[i] if i < len(text) else ","
        depth += (char == "(") - (char == ")")
        cuts = depth <= 0 and (char in ",;" or (char in "–—" and i > start))
        if cuts or i == len(text):
            pieces.append((begin, i))
            begin = i + 1
    return [piece for low, high in pieces if (piece := _stripped(text, low, high, bracket=opens_bracket))]


def _stripped(text: str, low: int, high: int, *, bracket: bool) -> tuple[int, int] | None:
    blanks = " ()–—-" if bracket else " –—-"
    while low < high and text[low] in blanks:
        low += 1
    while high > low and text[high - 1] in blanks + ".":
        high -= 1
    return (low, high) if low < high else None


def _read_role(signature: Signature, line: Line, low: int, high: int, signers: Sequence[Sender]) -> int:
    """Take the role with which a piece begins; what is left of it is the organisation."""
    end = _end_of_role(line.text, low, high)
    role = _value("role", line, low, end)
    signature.roles.append(role)
    for sender in signers:
        sender.role = sender.role or role
    joint = _JOINS.match(line.text, end, high)
    rest = joint.end() if joint else end
    while rest < high and line.text[rest] == " ":
        rest += 1
    return rest


def _end_of_role(text: str, low: int, high: int) -> int:
    """After the last word that names a role before "of" or "for" an organisation."""
    end = low
    for match in re.finditer(r"\S+", text[low:high]):
        word = match.group().strip("(),.").casefold()
        place = low + match.start()
        if end > low:
            joint = _JOINS.match(text, end, high)
            if joint and joint.end() < high and _begins_organisation(text[joint.end() : high]):
                return end
            if not _is_role(word) and match.group()[0].isupper() and len(text[place:high].split()) > 1:
                return end  # "Secretary Harbour Union"
        if _is_role(word) or (end > low and word[:1].islower()):
            end = place + len(match.group().rstrip(","))
    return end if end > low else high


def _begins_organisation(text: str) -> bool:
    first = text.split()[0]
    return first[0].isupper() and first.casefold().strip(",.") not in _NO_ORGANISATION


def _end_of_organisation(text: str, low: int, high: int) -> int:
    """Without "and all others", a place after "in", and a full stop."""
    words = text[low:high]
    if match := _AND_OTHERS.search(words):
        words = words[: match.start()]
    if match := _IN_PLACE.search(words):
        words = words[: match.start()]
    return low + len(words.rstrip(" .,;"))


def _add_organisation(
    signature: Signature, line: Line, low: int, high: int, signers: Sequence[Sender]
) -> None:
    if low < high:
        signature.add_organisation(_value("organisation", line, low, high), signers)
