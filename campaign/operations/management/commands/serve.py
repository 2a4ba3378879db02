import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from campaign.operations.children import (
    HOST,
    Child,
    answers,
    end_children,
    port_is_free,
    server_arguments,
    start_child,
)
from campaign.operations.preparation import prepare, source_files


class Command(BaseCommand):
    help = (
        "Prepare and serve this site on this machine only: the production server and the background worker, "
        "until Ctrl-C. Needs CAMPAIGN_MODE=local. `make run` calls it."
    )
    requires_system_checks: list[str] = []  # the server and the worker check; a second start stays quick

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="The port to serve at (default: 8000).")
        parser.add_argument("--sources", type=Path, help="A folder of .txt captures to ingest first.")

    def handle(self, *args: Any, port: int, sources: Path | None, **options: Any) -> None:
        self.told_to_end = False
        self.on_end(signal.default_int_handler)
        try:
            self.refuse_unless_possible(port=port, sources=sources)
            self.prepare(sources)
        except KeyboardInterrupt:
            self.say("Ended before the site was served; the next start goes on from here.")
            return
        self.serve(port)

    def refuse_unless_possible(self, *, port: int, sources: Path | None) -> None:
        if settings.CAMPAIGN_MODE != "local":
            raise CommandError(
                "`serve` is for one machine and CAMPAIGN_MODE=local; in production, let the system's service "
                "manager run the server and `manage.py work` (see docs/operators.md)."
            )
        if not 1 <= port <= 65535:
            raise CommandError(f"{port} is not a port: choose one between 1 and 65535.")
        if not port_is_free(port):
            another = port % 65535 + 1
            raise CommandError(f"Port {port} is in use or not allowed; try another: PORT={another} make run")
        if sources and not (sources.exists() and source_files(sources)):
            raise CommandError(f"There is no .txt file in {sources}, or no such place: check SOURCES.")

    def prepare(self, sources: Path | None) -> None:
        prepare(self.say)
        call_command("first_editor", stdout=self.stdout)
        if sources:
            call_command("ingest", *(str(file) for file in source_files(sources)), stdout=self.stdout)
        connections.close_all()

    def serve(self, port: int) -> None:
        self.on_end(self.end)
        folder = Path(settings.BASE_DIR)
        os.environ.setdefault("CAMPAIGN_URL", f"http://{HOST}:{port}")  # links in mail lead to this port
        children = [
            start_child("web server", server_arguments(port, vendor=connection.vendor), folder=folder),
            start_child("background worker", ["manage.py", "work", "--verbosity", "0"], folder=folder),
        ]
        try:
            self.watch(children, port=port)
        finally:
            end_children(children)
        self.say("Ended.")

    def watch(self, children: Sequence[Child], *, port: int) -> None:
        """Returns when told to end; raises CommandError when a child ends by itself."""
        announced = False
        while not self.told_to_end:
            for child in children:
                if child.has_ended():
                    raise CommandError(
                        f"The {child.name} ended unexpectedly (exit code {child.process.returncode}); "
                        "its message stands above, and the rest is ended too."
                    )
            if not announced and answers(port):
                self.announce(port)
                announced = True
            time.sleep(0.5 if announced else 0.05)

    def announce(self, port: int) -> None:
        address = f"http://{HOST}:{port}"
        self.say(f"Serving at {address}/")
        mail = settings.CAMPAIGN_VAR / "mail"
        self.say(f"Mail is not sent: it goes to files in {mail}; read it at {address}/dev/mail/")
        self.say("Ctrl-C ends it.")

    def on_end(self, handler: Callable[[int, FrameType | None], None]) -> None:
        signal.signal(signal.SIGINT, handler)
        signal.signal(signal.SIGTERM, handler)

    def end(self, signum: int, frame: FrameType | None) -> None:
        self.told_to_end = True

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
