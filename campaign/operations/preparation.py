"""What must stand before the site can be served; each step does nothing when it was done before."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from campaign.actions.models import Action

STARTER = "kazakhstan"

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Brings database, translations and static files up to date; fills an empty database."""
    migrate(say)
    call_command("compile_translations")
    collect_static(say)
    load_starter(say)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Bringing the database up to date: {len(plan)} migrations.")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(say: Say) -> None:
    """Collects static files unless the same ones were collected by the last run."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Collecting static files.")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def static_fingerprint() -> str:
    """Changes with every file's path, size and time, and with Django, whose storage names them."""
    digest = hashlib.sha256(f"{django.VERSION} {settings.STORAGES['staticfiles']}".encode())
    for line in sorted(static_files()):
        digest.update(line.encode())
    return digest.hexdigest()


def static_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            yield f"{name} {state.st_size} {state.st_mtime_ns}\n"


def load_starter(say: Say) -> None:
    if not Action.objects.exists():
        say("Loading the starter campaign.")
        call_command("load_campaign", STARTER)


def source_files(place: Path) -> list[Path]:
    """The text files of a folder in the order of their names, or the one file that was named."""
    return sorted(place.glob("*.txt")) if place.is_dir() else [place]
