"""Authority files as the rules want them: out of the database, or out of a file that a person edits."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.ingest.mentions import AuthorityFile, Known, Spelling
from archive.models import Authority, AuthorityName

KINDS = {"people": "person", "places": "place", "organisations": "organisation"}


def from_database() -> AuthorityFile:
    """Every authority record with its preferred name and all forms of it."""
    return AuthorityFile(
        Known(authority.slug, authority.kind, authority.name, _spellings(authority))
        for authority in Authority.objects.order_by("slug").prefetch_related("names")
    )


def _spellings(authority: Authority) -> tuple[Spelling, ...]:
    names = [
        Spelling(name.text, short=name.kind == AuthorityName.Kind.SHORT) for name in authority.names.all()
    ]
    return (Spelling(authority.name), *names)


def from_toml(path: Path) -> AuthorityFile:
    """The tables people, places and organisations of a campaign's authorities.toml.

    Raises OSError, or tomllib.TOMLDecodeError and KeyError for a file that is no such list.
    """
    tables: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return AuthorityFile(
        Known(key, kind, entry["name"], _listed(entry))
        for table, kind in KINDS.items()
        for key, entry in tables.get(table, {}).items()
    )


def _listed(entry: Mapping[str, Any]) -> tuple[Spelling, ...]:
    names = [Spelling(row["text"], short=row.get("kind") == "short") for row in entry.get("names", ())]
    return (Spelling(entry["name"]), *names)
