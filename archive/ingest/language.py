"""The language of a text, from its letters and its most frequent small words."""

import re
from dataclasses import dataclass

from archive.ingest.model import Value


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS = {
    "en": _words(
        "the of and to in a is that for on was with as by it be are this not from have has at which"
    ),
    "de": _words("der die und das ist nicht ein eine zu den mit von auf für sich dem im auch als wir wurde"),
    "fr": _words("le la les et des est une dans que pour qui sur pas au avec du par ont nous sont ce"),
    "es": _words("el la los las de que y en un una por con para es del se no al su como fue"),
    "it": _words("il la di che e è per un una non con del della sono dei nel gli ha alla più"),
    "pt": _words("o a os as de que e em um uma para com não por do da dos no na foi são"),
    "tr": _words("ve bir bu için ile de da olarak çok gibi daha olan ne ama değil sonra kadar işçi"),
    "sv": _words("och att det som en är på för av med den till inte har om ett var från vi de"),
    "nl": _words("de het een en van is dat niet te op voor met zijn aan er ook door bij naar wordt"),
    "pl": _words("i w na z się nie że do jest to o jak po ale za od przez dla są przed"),
    "ru": _words("и в не на что с по как это из для но от был были его их за также который мы"),
    "uk": _words("і в не на що з до як це та для але від був були його їх за також який ми"),
    "kk": _words("және мен бұл бар үшін деп еді болып бір осы сол емес керек біз де да туралы кейін"),
}
_LETTERS = (
    ("kk", "әғқңұүһіӘҒҚҢҰҮҺ"),
    ("uk", "їєґЇЄҐ"),
    ("fa", "پچژگ"),
    ("tr", "ığşİĞŞ"),
)
_BY_SCRIPT = (("el", "Ͱ", "Ͽ"), ("hy", "Ա", "֏"), ("ka", "Ⴀ", "ჿ"), ("he", "א", "ת"), ("ar", "؀", "ۿ"))
_NAMES = {
    **{"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"},
    **{"tr": "Turkish", "sv": "Swedish", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian"},
    **{"kk": "Kazakh", "fa": "Persian", "ar": "Arabic", "el": "Greek", "hy": "Armenian", "ka": "Georgian"},
    "he": "Hebrew",
}
_WORDS = re.compile(r"[^\W\d_]+")
_READ = 20_000
_MIN_WORDS, _MIN_SHARE = 8, 0.1


@dataclass(frozen=True, slots=True)
class _Guess:
    code: str
    share: float


def language_of(text: str) -> Value:
    """The language as an inferred value; absent when the text is too short or speaks no language clearly."""
    words = [word.casefold() for word in _WORDS.findall(text[:_READ])]
    if len(words) < _MIN_WORDS:
        return Value("language", "", "absent", (), "too few words to tell", "language-words/1")
    if (script := _by_script(text[:_READ])) is not None:
        return _value(script, "the letters are those of")
    best, second = sorted(_guesses(words), key=lambda g: (-g.share, g.code))[:2]
    if best.share < _MIN_SHARE or best.share < second.share * 1.3:
        return Value("language", "", "absent", (), "no language stands out", "language-words/1")
    return _value(best.code, "the most frequent small words are those of")


def _value(code: str, says: str) -> Value:
    rule = "language-words/1" if "words" in says else "language-letters/1"
    return Value("language", code, "inferred", (), f"{says} {_NAMES[code]}", rule)


def _guesses(words: list[str]) -> list[_Guess]:
    return [
        _Guess(code, sum(word in small for word in words) / len(words))
        for code, small in _SMALL_WORDS.items()
    ]


def _by_script(text: str) -> str | None:
    """A language that is alone with its script or its letters, where these are one in fifty or more."""
    letters = [c for c in text if c.isalpha()]
    for code, low, high in _BY_SCRIPT:
        if sum(low <= c <= high for c in letters) * 2 > len(letters):
            persian = code == "ar" and any(c in dict(_LETTERS)["fa"] for c in letters)
            return "fa" if persian else code
    for code, own in _LETTERS:
        if sum(c in own for c in letters) * 50 >= len(letters) and code != "fa":
            return code
    return None
