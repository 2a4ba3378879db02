"""How the search compares words: names by their fold key, other words by their stem as well.

A passage is indexed as its fold keys in their order, then the stems of its words. So both databases index the
same text with no linguistic means of their own, and answer a question with the same passages.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from archive.fold import FOLD_VERSION, fold, fold_words

ANALYSIS = f"fold {FOLD_VERSION}, stems 1"
"""Stands with every indexed page. Raise the number of the stems with every change that alters one."""

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
STEM = "q"  # no fold key has this letter, so a stem is never taken for a name or for its beginning
CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
SNOWBALL = {"en": "english", "ru": "russian", "tr": "turkish"}
POSSESSIVE = re.compile(r"['’ʼ][sS]$")

# Experimental: endings of number, owner and case, taken off in one go; vowel harmony is not checked.
KAZAKH = re.compile(
    r"(?P<stem>\w{3,}?)"
    r"(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:(?:сы|сі|ы|і)(?:ның|нің|на|не|н|нда|нде|нан|нен|мен)?"  # his or hers, then the case
    r"|(?:ымыз|іміз|ыңыз|іңіз|ым|ім|ың|ің)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ды|ді|ты|ті|ны|ні|да|де|та|те|дан|ден|тан|тен|нан|нен"
    r"|мен|бен|пен)?)"
)


def indexed(text: str, language: str) -> str:
    """What the index holds of a passage: its fold keys in order, then the stems of its words."""
    stems = {stem for word in set(WORD.findall(text)) for stem in stems_of(word, language)}
    return " ".join([*keys_of(text), *sorted(stems)])


def keys_of(text: str) -> list[str]:
    """The words of a text by their fold keys; numbers as they stand."""
    return [word for word in fold_words(unicodedata.normalize("NFKC", text)) if word]


def stems_of(word: str, language: str = "") -> list[str]:
    """The marked stems of a word; without a language, one for each language that its letters may be of."""
    return [stem for code in languages_of(word, language) if (stem := marked_stem(word, code))]


def languages_of(word: str, language: str) -> list[str]:
    """The languages by whose rules a word is cut: the text's own where the letters fit it."""
    if CYRILLIC.search(word):
        of_script, usual = ["ru", "kk"], "ru"
    elif LATIN.search(word):
        of_script, usual = ["en", "tr"], "en"
    else:
        return []
    if not language:
        return of_script
    return [language] if language in of_script else [usual]


def marked_stem(word: str, language: str) -> str:
    key = stem_key(word, language)
    return f"{STEM}{language}{key}" if key else ""


@lru_cache(maxsize=20_000)
def stem_key(word: str, language: str) -> str:
    """The fold key of a word without its ending."""
    return fold(stem(POSSESSIVE.sub("", word), language)).replace(" ", "")


def stem(word: str, language: str) -> str:
    """The word in lower case without its ending."""
    if language == "tr":
        word = word.replace("İ", "i").replace("I", "ı")
    word = word.lower()
    if language == "kk":
        match = KAZAKH.fullmatch(word)
        return match["stem"] if match else word
    # A stemmer of its own for each word: it keeps its state in itself, and threads share this module.
    return str(snowballstemmer.stemmer(SNOWBALL[language]).stemWord(word))
