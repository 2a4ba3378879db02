import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaign.operations.jobs import configured_jobs, start, still_running

GRACE = 8.0  # seconds for what is running when the worker is told to stop; granian gets 10


class Command(BaseCommand):
    help = (
        "Run the jobs of settings.CAMPAIGN_JOBS and the queued tasks until SIGTERM or Ctrl-C. "
        "Any number of workers may run at once on PostgreSQL; on SQLite, run one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run every job once and end.")

    def handle(self, *args: Any, once: bool, verbosity: int, **options: Any) -> str | None:
        if once:
            return self.work_once()
        self.work_until_told(verbosity)
        return None

    def work_once(self) -> str:
        jobs = configured_jobs()
        failed = [job.name for job in jobs if not job.attempt()]
        if failed:
            raise CommandError(f"{len(failed)} of {len(jobs)} jobs failed: {', '.join(failed)}.")
        return f"Each of the {len(jobs)} jobs ran once."

    def work_until_told(self, verbosity: int) -> None:
        told = {signal.SIGINT, signal.SIGTERM}
        signal.pthread_sigmask(signal.SIG_BLOCK, told)  # before the threads, which inherit it
        stop = threading.Event()
        jobs = configured_jobs()
        threads = start(jobs, stop)
        if verbosity:
            self.stdout.write(f"{len(jobs)} jobs are running; Ctrl-C ends them.")
            self.stdout.flush()
        signal.sigwait(told)
        stop.set()
        for name in still_running(threads, after=GRACE):
            self.stderr.write(f"The job {name} was still running after {GRACE:.0f} seconds and is cut off.")
