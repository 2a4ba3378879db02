"""Whether everything that is public rests on words that are really there.

A fact is a row that cites: it belongs to the record with which it is deleted, and is public when that is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import CASCADE, ForeignKey, ManyToManyField, Model
from django.urls import reverse

from archive.models import Capture, Citation, FieldProvenance
from archive.models.citation import hash_words
from archive.publishing import Publishable
from archive.search.findable import AlwaysPublic


class State(StrEnum):
    VERIFIED = "verified"
    AWAITING = "awaiting capture"
    WRONG = "wrong"


@dataclass(frozen=True)
class Kind:
    """A model whose rows cite: through which foreign keys its record is reached, and where its citations stand."""

    model: type[Model]
    path: tuple[str, ...]
    sets: tuple[str, ...]  # a fact needs at least one citation in one of these
    keys: tuple[str, ...]  # single citations, which may be absent

    def facts(self) -> Iterator[Model]:
        """The public rows."""
        rows = self.model._default_manager.prefetch_related(*self.sets)
        if related := (*self.keys, *(["__".join(self.path)] if self.path else [])):
            rows = rows.select_related(*related)
        for row in rows.order_by("pk"):
            if is_public(self.record_of(row)):
                yield row

    def record_of(self, row: Model) -> Model:
        record: Any = row
        for name in self.path:
            record = getattr(record, name)
        return record


@dataclass
class Audit:
    """What was found: citations by their state, and the facts that have none."""

    facts: int = 0
    citations: dict[int, State] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.wrong and not self.bare

    def count(self, state: State) -> int:
        return sum(found == state for found in self.citations.values())


def audit() -> Audit:
    result = Audit()
    texts = Texts()
    for kind in kinds():
        for row in kind.facts():
            result.facts += 1
            cited = list(citations_of(kind, row))
            if not cited and needs_citation(kind, row):
                result.bare.append(line_of(kind, row))
            for citation in cited:
                state = result.citations.setdefault(citation.pk, state_of(citation, texts))
                if state is State.WRONG:
                    result.wrong.append(f"{citation.reference}: {line_of(kind, row)}")
    return result


def kinds() -> list[Kind]:
    """Every model that cites and whose rows become public with a record or by themselves."""
    return [kind for model in apps.get_models() if (kind := kind_of(model))]


def kind_of(model: type[Model]) -> Kind | None:
    sets = tuple(f.name for f in model._meta.many_to_many if cites(f))
    keys = tuple(f.name for f in model._meta.fields if isinstance(f, ForeignKey) and cites(f))
    path = path_to_record(model)
    return Kind(model, path, sets, keys) if (sets or keys) and path is not None else None


def cites(relation: ForeignKey[Any, Any] | ManyToManyField[Any, Any]) -> bool:
    return relation.related_model is Citation


def path_to_record(model: type[Model]) -> tuple[str, ...] | None:
    """The foreign keys up to what is published; None for what never is, as a proposal of a rule."""
    if issubclass(model, Publishable | AlwaysPublic):
        return ()
    parents = [
        f for f in model._meta.fields if isinstance(f, ForeignKey) and f.remote_field.on_delete is CASCADE
    ]
    if not parents:
        return ()  # stands for itself and is public at once, as a fact for the press
    for parent in parents:
        above = path_to_record(parent.related_model)
        if above is not None and parent.related_model is not Capture:
            return (parent.name, *above)
    return None


def is_public(record: Model) -> bool:
    return record.is_published if isinstance(record, Publishable) else True


def citations_of(kind: Kind, row: Model) -> Iterator[Citation]:
    for name in kind.sets:
        yield from getattr(row, name).all()
    for name in kind.keys:
        if citation := getattr(row, name):
            yield citation


def needs_citation(kind: Kind, row: Any) -> bool:
    """What a source does not state needs none; a report of others, outside the archive, is evidence as well."""
    if not kind.sets:
        return False
    if isinstance(row, FieldProvenance):
        return row.status == FieldProvenance.Status.STATED
    if getattr(row, "checked_where", ""):
        return False  # an editor looked it up there
    return not (hasattr(row, "external_sources") and row.external_sources.exists())


class Texts(dict[str, str | None]):
    """The text of each capture by its SHA-256, read once; None where it is not held."""

    def __missing__(self, sha256: str) -> str | None:
        self[sha256] = Capture.objects.filter(sha256=sha256).values_list("text", flat=True).first()
        return self[sha256]


def state_of(citation: Citation, texts: Texts) -> State:
    """Verified when the words stand where the citation says and are those it was made from."""
    text = texts[citation.capture_sha256]
    if text is None:
        if citation.exact is None:
            return State.AWAITING
        return State.AWAITING if hash_words(citation.exact) == citation.exact_sha256 else State.WRONG
    words = text[citation.start : citation.end]
    is_exact = citation.exact in (None, words) and hash_words(words) == citation.exact_sha256
    return State.VERIFIED if is_exact else State.WRONG


def line_of(kind: Kind, row: Model) -> str:
    """The fact in a line, with the address at the desk where it is mended."""
    return f"{row._meta.verbose_name} “{row}” – {desk_address((row, *above(kind, row)))}"


def above(kind: Kind, row: Model) -> Iterator[Model]:
    record: Any = row
    for name in kind.path:
        record = getattr(record, name)
        yield record


def desk_address(rows: Iterable[Model]) -> str:
    """Of the first row that has a page of its own at the desk."""
    for row in rows:
        if admin.site.is_registered(type(row)):
            name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
            return f"{settings.CAMPAIGN_URL}{reverse(name, args=[row.pk])}"
    return ""
