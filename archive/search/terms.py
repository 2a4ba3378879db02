"""What a question's words stand for in the index."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from archive.models.authority import Authority, AuthorityName
from archive.search.analysis import WORD, keys_of, languages_of, stem_key, stems_of

MOST_NAMES = 5_000  # of the authority file that a question is compared with
MOST_TERMS = 12  # of a question; what comes after is left out
PREFIX_FROM = 4  # letters: a shorter word has to match whole
VOWELS = "aeiu"  # of fold keys


@dataclass(frozen=True)
class Term:
    """One word of a question: a passage has it in any of these forms."""

    keys: tuple[str, ...]  # whole fold keys
    beginnings: tuple[str, ...] = ()  # of fold keys
    stems: tuple[str, ...] = ()

    def is_in(self, keys: Iterable[str], stems: Iterable[str]) -> bool:
        return any(key in self.keys or key.startswith(self.beginnings) for key in keys) or not set(
            stems
        ).isdisjoint(self.stems)


@dataclass(frozen=True)
class NameWords(Container[str]):
    """The words of the names of people and places, which are looked up by their fold keys alone."""

    keys: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def read(cls) -> "NameWords":
        """One query."""
        kinds = [Authority.Kind.PERSON, Authority.Kind.PLACE]
        names = AuthorityName.objects.filter(authority__kind__in=kinds).order_by("-pk")
        rows = names.values_list("fold_key", flat=True)[:MOST_NAMES]
        return cls(frozenset(word for key in rows for word in key.split() if len(word) >= PREFIX_FROM))

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    def name_in(self, word: str, key: str) -> str:
        """The name that a word is, as it stands or in a Russian or Kazakh case; empty for any other word."""
        cases = [stem_key(word, language) for language in languages_of(word, "") if language in ("ru", "kk")]
        cut = key.rstrip(VOWELS)
        other_endings = [cut + vowel for vowel in VOWELS] if cases and len(key) - len(cut) == 1 else []
        return next((form for form in (key, *cases, *other_endings) if form in self.keys), "")


def terms_of(question: str, names: NameWords) -> list[Term]:
    """A term for each fold key of the question; a word that folds to nothing asks for nothing."""
    return list(dict.fromkeys(each_term(question, names)))[:MOST_TERMS]


def each_term(question: str, names: NameWords) -> Iterator[Term]:
    for word in WORD.findall(question):
        keys = keys_of(word)
        for key in keys:
            name = names.name_in(word, key) if len(keys) == 1 else ""
            if name:
                yield Term((name,), tuple(beginnings(name)))
            else:
                stems = stems_of(word) if len(keys) == 1 else []
                yield Term((key,), (beginning(key),) if len(key) >= PREFIX_FROM else (), tuple(stems))


def beginning(key: str) -> str:
    """The key without a final i, which a longer name folds away: Nazarbay, but Nazarbayev."""
    return key[:-1] if key.endswith("i") and len(key) > PREFIX_FROM else key


def beginnings(name: str) -> list[str]:
    """A name also without its last vowel, in whose place Russian and Kazakh put the endings of the cases."""
    if len(name) < PREFIX_FROM:
        return []
    return [name[:-1] if name[-1] in VOWELS and len(name) > PREFIX_FROM else name]
