"""How an entry of a file becomes a row with its children, and how a row reads as an entry again.

Both directions lead to one normal form: plain values fit for JSON, references as natural keys. Comparing the
normal forms of a file's entry, of the row as it stands, and of what was written last tells who changed what.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models

from archive.models import Citation
from campaign.starter.documents import Documents, Place, read_place
from campaign.starter.problems import Problem

Entry = dict[str, Any]
Row = Any  # a model instance whose fields are named by its shape


@dataclass(frozen=True)
class Link:
    """A reference to another row by its natural key; several fields are joined by a slash."""

    model: type[models.Model]
    fields: tuple[str, ...] = ("slug",)

    def find(self, key: str) -> Row:
        parts = key.split("/", len(self.fields) - 1) if len(self.fields) > 1 else [key]
        try:
            return self.model._default_manager.get(**dict(zip(self.fields, parts, strict=True)))
        except (ObjectDoesNotExist, ValueError):
            raise Problem(f"there is no {self.model._meta.verbose_name} {key!r}.") from None

    def name(self, row: Row) -> str:
        return "/".join(str(reach(row, path)) for path in self.fields)


def reach(row: Row, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step)
    return row


@dataclass(frozen=True)
class Shape:
    """Which fields an entry has, and what each of them is in the database."""

    model: type[models.Model]
    fields: tuple[str, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)  # foreign keys
    sets: Mapping[str, Link] = field(default_factory=dict)  # many to many
    places: tuple[str, ...] = ()  # foreign keys to a citation
    children: Mapping[str, "Shape"] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()  # foreign keys to another child of the same parent, by its position
    is_cited: bool = False
    keeps_lines: frozenset[str] = frozenset()
    prepare: Callable[[Entry, Documents], Entry] | None = None  # from what people write to the fields

    @property
    def is_ordered(self) -> bool:
        return any(f.name == "position" for f in self.model._meta.get_fields())

    def allowed(self) -> set[str]:
        names = {*self.fields, *self.links, *self.sets, *self.places, *self.children, *self.siblings}
        return names | ({"cite"} if self.is_cited else set())


# ── From the file ────────────────────────────────────────────────────────────────────────────────────────


def normalise(shape: Shape, entry: Entry, documents: Documents) -> Entry:
    """The normal form of what somebody wrote. Raises Problem for a field or a citation that cannot be."""
    if shape.prepare:
        entry = shape.prepare(dict(entry), documents)
    unknown = sorted(set(entry) - shape.allowed())
    if unknown:
        raise Problem(f"unknown field {unknown[0]!r}; known are {', '.join(sorted(shape.allowed()))}.")
    normal: Entry = {name: plain(shape, name, entry) for name in (*shape.fields, *shape.siblings)}
    normal |= {name: entry.get(name) or None for name in shape.links}
    normal |= {name: sorted(entry.get(name, [])) for name in shape.sets}
    normal |= {name: locked(entry.get(name), documents) for name in shape.places}
    if shape.is_cited:
        normal["cite"] = sorted(locked(place, documents) or [] for place in entry.get("cite", []))
    for name, child in shape.children.items():
        normal[name] = [normalise(child, part, documents) for part in entry.get(name, [])]
    return normal


def plain(shape: Shape, name: str, entry: Entry) -> Any:
    if name in shape.siblings:
        return entry.get(name)
    value = entry[name] if name in entry else getattr(shape.model(), name)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() if name in shape.keeps_lines else unwrap(value)
    return value


def unwrap(text: str) -> str:
    """The lines of each paragraph joined; a blank line still ends a paragraph."""
    paragraphs = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


def locked(value: Any, documents: Documents) -> list[Any] | None:
    """[document, start, end, stance]; raises Problem when the words there have no hash."""
    if value is None:
        return None
    place = read_place(value)
    documents.words_hash(place)
    return [documents.sha256(place.document), place.start, place.end, place.stance]


# ── From the database ────────────────────────────────────────────────────────────────────────────────────


def state_of(shape: Shape, row: Row) -> Entry:
    """The normal form of a row as it stands in the database now."""
    state: Entry = {name: value_of(row, name) for name in shape.fields}
    state |= {name: position_of(getattr(row, name)) for name in shape.siblings}
    state |= {name: name_of(link, getattr(row, name)) for name, link in shape.links.items()}
    state |= {
        name: sorted(link.name(target) for target in getattr(row, name).all())
        for name, link in shape.sets.items()
    }
    state |= {name: place_of(getattr(row, name)) for name in shape.places}
    if shape.is_cited:
        state["cite"] = sorted(place_of(citation) or [] for citation in row.citations.all())
    for name, child in shape.children.items():
        order = ("position", "pk") if child.is_ordered else ("pk",)
        state[name] = [state_of(child, part) for part in getattr(row, name).order_by(*order)]
    return state


def value_of(row: Row, name: str) -> Any:
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def position_of(sibling: Row | None) -> int | None:
    return sibling.position if sibling else None


def name_of(link: Link, target: Row | None) -> str | None:
    return link.name(target) if target else None


def place_of(citation: Citation | None) -> list[Any] | None:
    return [citation.capture_sha256, citation.start, citation.end, citation.stance] if citation else None


def digest_of(normal: Entry) -> str:
    return hashlib.sha256(json.dumps(normal, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


# ── Into the database ────────────────────────────────────────────────────────────────────────────────────


def write(shape: Shape, row: Row, normal: Entry, documents: Documents) -> None:
    """Makes the row and its children equal to the entry. Raises Problem with the field that is not valid."""
    for name in shape.fields:
        setattr(row, name, normal[name])
    for name, link in shape.links.items():
        setattr(row, name, link.find(normal[name]) if normal[name] else None)
    for name in shape.places:
        setattr(row, name, cite(normal[name], documents) if normal[name] else None)
    check(row)
    row.save()
    for name, link in shape.sets.items():
        getattr(row, name).set([link.find(key) for key in normal[name]])
    if shape.is_cited:
        row.citations.set([cite(place, documents) for place in normal["cite"]])
    for name, child in shape.children.items():
        write_children(child, getattr(row, name), normal[name], documents)


def check(row: Row) -> None:
    """Validates the row as a form would, but for the references, which were found a moment ago."""
    try:
        row.clean_fields(exclude={f.name for f in row._meta.concrete_fields if f.is_relation})
        row.clean()
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        raise Problem(sentence(error)) from error


def write_children(shape: Shape, manager: Any, entries: list[Entry], documents: Documents) -> None:
    manager.all().delete()
    parent = {manager.field.name: manager.instance}
    rows = []
    for position, normal in enumerate(entries, start=1):
        row = shape.model(**parent, **({"position": position} if shape.is_ordered else {}))
        write(shape, row, normal, documents)
        rows.append(row)
    for row, normal in zip(rows, entries, strict=True):
        for name in shape.siblings:
            if normal[name]:
                shape.model._default_manager.filter(pk=row.pk).update(**{name: rows[normal[name] - 1]})


def cite(place: list[Any], documents: Documents) -> Citation:
    sha256, start, end, stance = place
    key = next(key for key, known in documents.hashes.items() if known == sha256)
    return documents.cite(Place(key, start, end, stance))


def sentence(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    return " ".join(error.messages)
