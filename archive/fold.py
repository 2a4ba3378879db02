"""The fold key: one spelling for all that a name is written as, in Latin, Cyrillic and Kazakh letters.

Tuletaeva, Tuletayeva, Тулетаева and Төлетаева have one key. A key is for comparing, never for showing. What
spelling cannot tell (Astana and Nur-Sultan, Mary and Maria) is the business of recorded names.
"""

import re
import unicodedata

FOLD_VERSION = 1
"""Raise it with every change that alters a key: each stored key carries the version that made it."""


def fold(text: str) -> str:
    """The key of one name: lower case, its words separated by single spaces; empty without a letter or digit.

    Folding a key gives the same key. A key can be longer than its name (щ becomes sh, x becomes ks), and the
    key of the beginning of a name is not always the beginning of its key: Nazarbay folds to "nazarbai",
    Nazarbayev to "nazarbaev".
    """
    return " ".join(_keys(text))


def fold_words(text: str) -> list[str]:
    """The key of each word of a running text in its order, without the possessive 's. In linear time."""
    return _keys(POSSESSIVE.sub("", text))


def same_name(first: str, second: str) -> bool:
    """Whether two spellings have one key; what has no letter or digit is nobody's name."""
    return fold(first) == fold(second) != ""


def _keys(text: str) -> list[str]:
    spelt = unicodedata.normalize("NFC", text.casefold()).translate(LETTERS)
    for pattern, replacement in SPELLINGS:
        spelt = pattern.sub(replacement, spelt)
    words = spelt.translate(LATIN).split()
    keys = {word: _reduce(word) for word in set(words)}
    return [keys[word] for word in words]


def _reduce(word: str) -> str:
    """The word with every reducible ending replaced as it comes about, letter by letter.

    So nothing reducible is left, also where one replacement makes another possible (z + kh, then zh): passes
    over the whole word would have to be repeated for that, and a long chain would make them quadratic.
    """
    key = [START]
    for letter in word:
        key.append(letter)
        while ending := _ending("".join(key[-4:])):
            key[-len(ending) :] = REDUCED[ending]
    return "".join(key[1:])


def _ending(tail: str) -> str:
    """The longest reducible ending of at most four letters, or nothing."""
    return next((tail[-n:] for n in (4, 3, 2) if tail[-n:] in REDUCED), "")


class _Letters(dict[int, str]):
    """A table for str.translate that works out, once for each, the characters it does not name."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        parts = unicodedata.normalize("NFKD", char).casefold()
        kind = unicodedata.category(char)
        if parts != char:
            self[code] = parts.translate(self)
        elif kind == "Cf" or DIACRITIC.fullmatch(char):
            self[code] = ""
        elif kind == "Nd":
            self[code] = str(unicodedata.decimal(char))
        else:
            self[code] = char if kind[0] in "LMN" else " "
        return self[code]


def _pairs(table: str) -> dict[int, str]:
    """The table "жzh чch": each first character to the rest of its word, which may be nothing."""
    return {ord(entry[0]): entry[1:] for entry in table.split()}


APOSTROPHES = "'’‘‛`´ʹʼʻʽʾʿˈ′＇"
POSSESSIVE = re.compile(rf"(?<=[^\W_])[{APOSTROPHES}][sS]\b")
# Marks of Latin, Cyrillic, Hebrew and Arabic; the vowel signs of Indian scripts are letters and stay.
DIACRITIC = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)

LETTERS = _Letters(
    _pairs(
        "аa бb вv гg дd еe ёe жj зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыi ь эe юu "
        "яa әa ғg қk ңn өo ұu үu һh іi "  # from ә on: Kazakh
        "єe їi ґg ўu ҳh ҷj җj ӯu ӣi љl њn ђd ћch џj јy "  # neighbours
        "şsh šsh çch čch ćch žj żj ıi ŋn łl đd øo æe œe əa ħh ðd þt "  # Latin beyond diacritics
        "كک يی ىی ةه ۀه ہه ھه ٱا ـ"  # one Arabic and Persian form of each letter
    )
    | dict.fromkeys(map(ord, APOSTROPHES), "")
)
# й is y up to here, so that йо and yo, йя and ya, айе and aye go one way.
SPELLINGS = [
    (re.compile("jew"), "yev"),  # German and Polish: Tokajew
    (re.compile("(?<!y)y++(?=[aeu])"), ""),  # ya is a as я is, but iya stays ia: Асия is not Ася
    (re.compile("(?<!y)y++o"), "e"),
    (re.compile("c(?!h)"), "k"),
]
LATIN = str.maketrans({"o": "u", "y": "i", "q": "k", "w": "v", "x": "ks"})

START = " "
CONSONANTS = dict(kh="h", gh="g", zh="j", dj="j", shch="sh", sch="sh", tsch="ch", tch="ch")
# Tokaiev, Iuliia: i between vowels, and before one at the start.
GLIDES = {f"{before}i{vowel}": before + vowel for before in START + "aeu" for vowel in "aeu"}
DOUBLES = {letter * 2: letter for letter in "bdfghijklmnprstuvz"}  # not a and e: Саят is not Сат
REDUCED = CONSONANTS | GLIDES | DOUBLES
