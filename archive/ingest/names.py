"""What a personal name looks like at the start of a text; a guard against organisations and sentences."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "du",
        "van",
        "von",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "af",
        "av",
        "dos",
        "das",
        "ter",
        "ul",
    ]
)
_INITIAL = re.compile(r"[^\W\d_]\.?$")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*$")
_TOKEN = re.compile(r"\S+")
MIN_WORDS, MAX_WORDS = 2, 5

# A word of these makes the phrase something else than a person.
NOT_IN_NAMES = _words(
    """a about after against all alternative an and anniversary april army article as association at august
    ban before book branch bulletin by call campaign central city coalition committee communist
    conference confederation congress council day december democratic department editorial election
    embassy februar february federation fight for forum free freedom friday from front general
    government group hands high how human in independent initiative institute international
    interview january journal july june justice labour land latin league left letter liberation
    library london long march marxist mass may media meeting ministry monday movement national new
    news network no north november october office oil on one open opposition order organisation
    organization our outside parliament party peace people petition political power president press
    prison privatisation protest protests public radical reform release report republic revolution
    revolutionary rights russian saint san saturday school section september service shop socialist
    social society solidarity south state statement stop street strike struggle sunday support team
    the these this thursday to tuesday turkish two under union united university upper urgent
    victory voice war wednesday we website west what when where who why will with women work worker
    workers world year young your youth"""
)

ROLE_WORDS = _words(
    """activist adviser ambassador attaché chair chairman chairperson chairwoman clerk committee consul
    convenor coordinator correspondent councillor councillors delegate deputy director editor
    general head journalist lawyer leader lecturer manager member minister mp mep officer organiser
    organizer president professor rep representative reporter researcher secretary speaker spokesman
    spokesperson spokeswoman steward teacher treasurer vice writer"""
)

ORGANISATION_WORDS = _words(
    """alliance alternative association branch campaign club coalition committee confederation council
    federation foundation front group initiative institute international league movement network
    organisation organization party society socialist solidarity syndicate union university workers"""
)


def leading_name(text: str) -> int:
    """Length of the personal name that the text begins with, 0 when there is none."""
    end = words = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        stops = token[-1] in ",;:()"
        word = token.rstrip(",;:()")
        if word.lower() in _PARTICLES and words > 0:
            continue
        if not _is_name_word(word):
            break
        words += 1
        end = match.start() + len(word)
        if stops or words > MAX_WORDS:
            break
    if not MIN_WORDS <= words <= MAX_WORDS:
        return 0
    parts = [w.casefold().removesuffix("’s").removesuffix("'s") for w in text[:end].split()]
    return 0 if any(part in NOT_IN_NAMES for part in parts) or _all_initials(parts) else end


def _is_name_word(word: str) -> bool:
    if not word or not word[0].isupper():
        return False
    return bool(_INITIAL.match(word) or (_WORD.match(word) and not (word.isupper() and len(word) > 12)))


def _all_initials(parts: list[str]) -> bool:
    return all(len(part.rstrip(".")) == 1 for part in parts)


def is_name(text: str) -> bool:
    """Whether the text is one personal name and nothing else."""
    return bool(text) and leading_name(text) == len(text.rstrip())


def mentions(text: str, words: frozenset[str]) -> bool:
    return any(word.strip("(),.;:’'").casefold() in words for word in text.split())
