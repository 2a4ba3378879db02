"""The documents that the files cite by a short key, and the hashes of the words at each cited place."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.ingest.reading import Refused, read_text
from archive.models import Capture, Citation
from archive.models.citation import hash_words
from campaign.starter.problems import Problem
from campaign.starter.toml_files import read_toml

LOCK = "citations.lock.json"
STANCES = tuple(Citation.Stance.values)


@dataclass(frozen=True, order=True)
class Place:
    """A span of a document: what `["page-2016", 593, 685]` in a file means."""

    document: str
    start: int
    end: int
    stance: str = Citation.Stance.SUPPORTS.value

    @property
    def span(self) -> str:
        return f"{self.start}-{self.end}"


def read_place(value: Any) -> Place:
    """Raises Problem for anything but [document, start, end] or [document, start, end, stance]."""
    match value:
        case [str(document), int(start), int(end)] if 0 <= start < end:
            return Place(document, start, end)
        case [str(document), int(start), int(end), str(stance)] if 0 <= start < end and stance in STANCES:
            return Place(document, start, end, stance)
    raise Problem(
        f'{value!r} is not a citation: write ["document", start, end], with start before end, '
        f"and as a fourth part one of {', '.join(STANCES)} where it does not support."
    )


@dataclass
class Documents:
    """What documents.toml and the lock file say; turns places into citation rows."""

    hashes: Mapping[str, str]
    lock: Mapping[str, Mapping[str, str]]
    _texts: dict[str, str | None] = field(default_factory=dict)
    _cited: dict[Place, Citation] = field(default_factory=dict)

    def sha256(self, key: str) -> str:
        if key not in self.hashes:
            raise Problem(f"{key!r} is not a document of documents.toml.")
        return self.hashes[key]

    def words_hash(self, place: Place) -> str:
        """The hash of the words at a place, as `manage.py lock_citations` found them. Raises Problem."""
        try:
            return self.lock[self.sha256(place.document)][place.span]
        except KeyError:
            raise Problem(
                f"the words at {place.document} {place.span} have no hash in {LOCK}: "
                "run `manage.py lock_citations` with the folder of the documents."
            ) from None

    def text(self, sha256: str) -> str | None:
        """The text of a document that the archive holds."""
        if sha256 not in self._texts:
            self._texts[sha256] = Capture.objects.filter(sha256=sha256).values_list("text", flat=True).first()
        return self._texts[sha256]

    def cite(self, place: Place) -> Citation:
        """The citation row of a place, with its exact words where the document is held."""
        if place not in self._cited:
            self._cited[place] = self._find_or_make(place)
        return self._cited[place]

    def _find_or_make(self, place: Place) -> Citation:
        sha256, words_hash = self.sha256(place.document), self.words_hash(place)
        citation, is_new = Citation.objects.get_or_create(
            capture_sha256=sha256,
            start=place.start,
            end=place.end,
            stance=place.stance,
            defaults={"exact_sha256": words_hash, "exact": self.exact(sha256, place, words_hash)},
        )
        if not is_new and citation.exact_sha256 != words_hash:
            raise Problem(f"the archive has other words at {place.document} {place.span} than {LOCK}.")
        return citation

    def exact(self, sha256: str, place: Place, words_hash: str) -> str | None:
        text = self.text(sha256)
        words = text[place.start : place.end] if text is not None else ""
        return words if words and hash_words(words) == words_hash else None


def read_documents(folder: Path) -> Documents:
    """Raises Problem when a document has no SHA-256 or when the lock file cannot be read."""
    hashes = {}
    for key, entry in read_toml(folder / "documents.toml").items():
        if not re.fullmatch(r"[0-9a-f]{64}", str(entry.get("sha256", ""))):
            raise Problem(f"documents.toml, {key}: sha256 must be 64 hexadecimal digits.")
        hashes[key] = entry["sha256"]
    return Documents(hashes, read_lock(folder))


def read_lock(folder: Path) -> dict[str, dict[str, str]]:
    try:
        lock: dict[str, dict[str, str]] = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise Problem(
            f"{LOCK} is not JSON ({error}); make it anew with `manage.py lock_citations`."
        ) from error
    return lock


# ── Making the lock ──────────────────────────────────────────────────────────────────────────────────────


def places_in(value: Any) -> Iterator[Any]:
    """Every citation written anywhere in a file."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "cite" and isinstance(part, list):
                yield from part
            elif name in ("span", "text_citation"):
                yield part
            else:
                yield from places_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from places_in(part)


def texts_by_hash(paths: Iterable[Path]) -> dict[str, str]:
    """The text of each readable file by its SHA-256."""
    texts = {}
    for path in paths:
        data = path.read_bytes()
        try:
            texts[hashlib.sha256(data).hexdigest()] = read_text(data)
        except Refused:
            continue
    return texts


def make_lock(folder: Path, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The hashes of all cited words. Raises Problem for a place outside its text or a missing document."""
    documents = read_documents(folder)
    lock: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.toml")):
        for value in places_in(read_toml(path)):
            place = read_place(value)
            sha256 = documents.sha256(place.document)
            if sha256 not in texts:
                raise Problem(f"{path.name} cites {place.document}, but no file there has its SHA-256.")
            if place.end > len(texts[sha256]):
                raise Problem(f"{path.name}: {place.document} ends before {place.end}.")
            words = texts[sha256][place.start : place.end]
            lock.setdefault(sha256, {})[place.span] = hash_words(words)
    return {
        sha256: dict(sorted(spans.items(), key=lambda pair: int(pair[0].partition("-")[0])))
        for sha256, spans in sorted(lock.items())
    }
