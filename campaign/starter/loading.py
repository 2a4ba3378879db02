"""Brings the rows of a starter campaign into the database and leaves alone what the desk has changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from archive.ingest.proposing import settle
from archive.ingest.writer import attach
from archive.models import Article, Capture, Citation
from archive.publishing import Publishable
from campaign.starter.contents import COLLECTIONS, Collection
from campaign.starter.documents import Documents, read_documents
from campaign.starter.models import ShippedRow
from campaign.starter.problems import Problem
from campaign.starter.shapes import Entry, Row, digest_of, normalise, state_of, write
from campaign.starter.toml_files import entries_at, read_toml

CREATED, UPDATED = "created", "updated"


@dataclass
class Report:
    """What loading found and did."""

    loaded: Counter[str] = field(default_factory=Counter)  # by collection
    done: Counter[str] = field(default_factory=Counter)
    left_alone: list[str] = field(default_factory=list)
    proven: int = 0

    def sentence(self, campaign: str) -> str:
        counts = ", ".join(
            f"{number} {collection.singular if number == 1 else collection.plural}"
            for collection in COLLECTIONS
            if (number := self.loaded[collection.plural])
        )
        changes = [f"{self.done[what]} {what}" for what in (CREATED, UPDATED) if self.done[what]]
        if self.proven:
            changes.append(f"{self.proven} citations matched with their words")
        return f"Loaded the campaign {campaign}: {counts}; {', '.join(changes) or 'nothing changed'}."


@dataclass(frozen=True)
class Item:
    """An entry in its normal form, with where it stands."""

    collection: Collection
    parts: tuple[str, ...]  # of its key
    normal: Entry

    @property
    def key(self) -> str:
        return self.collection.name_of(self.parts)

    @property
    def identity(self) -> tuple[str, str]:
        return self.collection.kind, self.key

    @property
    def digest(self) -> str:
        return digest_of(self.normal)

    @property
    def name(self) -> str:
        return f"{self.collection.singular} {self.key}"

    @property
    def place(self) -> str:
        return self.collection.place(self.parts)


@dataclass
class Loading:
    """One run: what it reads from, what earlier runs have written, what it has done so far."""

    documents: Documents
    shipped: dict[tuple[str, str], str]  # digests by kind and key
    report: Report = field(default_factory=Report)

    def remember(self, item: Item) -> None:
        if self.shipped.get(item.identity) != item.digest:
            kind, key = item.identity
            ShippedRow.objects.update_or_create(kind=kind, key=key, defaults={"digest": item.digest})


def load(folder: Path) -> Report:
    """Loads all files of a folder in one transaction. Raises Problem with all mistakes found."""
    documents = read_documents(folder)
    items = read_items(folder, documents)
    with transaction.atomic():
        rows = ShippedRow.objects.values_list("kind", "key", "digest")
        run = Loading(documents, {(kind, key): digest for kind, key, digest in rows})
        for item in items:
            try:
                load_item(item, run)
            except Problem as problem:
                raise Problem(f"{item.place}: {problem}") from problem
        fill_from_captures(run)
    return run.report


def read_items(folder: Path, documents: Documents) -> list[Item]:
    """Every entry in the order of loading; all mistakes at once, so that one run shows them all."""
    items, mistakes = [], []
    for collection in COLLECTIONS:
        content = read_toml(folder / f"{collection.file}.toml")
        for parts, entry in entries_at(content, collection.path):
            values = {name: value for name, value in entry.items() if name not in collection.apart}
            values |= {**dict(zip(collection.key, parts, strict=True)), **collection.fixed}
            try:
                items.append(Item(collection, parts, normalise(collection.shape, values, documents)))
            except Problem as problem:
                mistakes.append(f"{collection.place(parts)}: {problem}")
    mistakes += [f"{name}.toml is not a file of a campaign." for name in unknown_files(folder)]
    if mistakes:
        raise Problem("\n".join(mistakes))
    return items


def unknown_files(folder: Path) -> Iterator[str]:
    known = {"documents", *(collection.file for collection in COLLECTIONS)}
    yield from sorted({path.stem for path in folder.glob("*.toml")} - known)


def load_item(item: Item, run: Loading) -> None:
    """Creates the row, updates it while it is still as shipped, or leaves it and says so."""
    run.report.loaded[item.collection.plural] += 1
    shipped = run.shipped.get(item.identity)
    row = find(item)
    if shipped is None:
        adopted = adopt(item)
        if adopted is not None or row is None:
            store(item, adopted or item.collection.shape.model(), run)
            run.report.done[CREATED] += 1
            return
    if row is None:
        run.report.left_alone.append(f"{item.name} was removed at the desk; it stays away")
        return
    now = digest_of(state_of(item.collection.shape, row))
    if now == item.digest:
        run.remember(item)
    elif now == shipped and is_as_shipped(row):
        store(item, row, run)
        run.report.done[UPDATED] += 1
    else:
        run.report.left_alone.append(f"{item.name} was changed at the desk; it stays so")


def adopt(item: Item) -> Row | None:
    return item.collection.adopt(item.normal) if item.collection.adopt else None


def find(item: Item) -> Row | None:
    shape = item.collection.shape
    lookups = {
        f"{name}__{shape.links[name].fields[0]}" if name in shape.links else name: part
        for name, part in zip(item.collection.key, item.parts, strict=True)
    }
    return shape.model._default_manager.filter(**lookups).first()


def is_as_shipped(row: Row) -> bool:
    """Whether the row is still published as shipped: no editor withdrew, edited or approved it."""
    if not isinstance(row, Publishable):
        return True
    is_ours = row.origin == Publishable.Origin.STARTER and row.is_published
    return is_ours and row.approved_version is None and row.last_edited_by_id is None


def store(item: Item, row: Row, run: Loading) -> None:
    write(item.collection.shape, row, item.normal, run.documents)
    if isinstance(row, Publishable):
        row.publish_as_shipped()
    elif item.collection.part_of:
        record = getattr(row, item.collection.part_of)
        if is_as_shipped(record):
            record.publish_as_shipped()
    run.remember(item)


def fill_from_captures(run: Loading) -> None:
    """Gives articles and citations their words where the archive holds the document already."""
    for capture in Capture.objects.filter(sha256__in=run.documents.hashes.values()):
        if Article.objects.filter(capture_sha256=capture.sha256, blocks=None).exists():
            attach(capture)
        run.report.proven += Citation.objects.all().fill(capture.sha256, capture.text)
        settle(capture)
