"""Translations compiled with Babel, so that a fresh machine needs no gettext."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


class CatalogueError(Exception):
    """A catalogue holds a translation that would break a page; the message says which."""


def stale_catalogues(folders: Iterable[Path]) -> Iterator[Path]:
    """Yields each `django.po` under the folders whose `.mo` is missing or older."""
    for folder in folders:
        for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
                yield source


def compile_catalogue(source: Path) -> None:
    """Writes the `.mo` beside the `.po`, whole or not at all. Raises CatalogueError."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    refuse_broken(catalogue, source)
    unfinished = source.with_suffix(f".{os.getpid()}.tmp")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(source.with_suffix(".mo"))


def refuse_broken(catalogue: Catalog, source: Path) -> None:
    """A wrong placeholder or a missing plural form shows only when somebody opens the page: say it now."""
    for message, errors in catalogue.check():
        if not message.fuzzy and any(
            message.string if isinstance(message.string, tuple | list) else [message.string]
        ):
            raise CatalogueError(f"{source}, line {message.lineno}: {errors[0]}")
