"""What runs in the background: each job again and again, until it is told to stop."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections
from django.tasks import task_backends
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # seconds between two tries of a job that keeps failing


@dataclass
class Job:
    """A callable without arguments and the seconds between two runs of it."""

    name: str
    run: Callable[[], object]
    seconds: float
    failures: int = 0
    logged: set[tuple[str, str, int]] = field(default_factory=set)

    def attempt(self) -> bool:
        """Runs the job once; False when it raised, which is logged once per place and kind of error."""
        close_old_connections()
        try:
            self.run()
        except Exception as error:  # a worker must outlive whatever one of its jobs raises
            self.failures += 1
            self._log(error)
            return False
        finally:
            close_old_connections()
        if self.failures:
            logger.warning("The job %s works again after %d failures.", self.name, self.failures)
        self.failures = 0
        self.logged.clear()
        return True

    def pause(self) -> float:
        """Seconds to wait now: the job's own interval, doubled after each failure in a row."""
        if not self.failures:
            return self.seconds
        return max(self.seconds, min(LONGEST_PAUSE, max(self.seconds, 1.0) * 2 ** min(self.failures, 16)))

    def repeat(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.attempt()
            stop.wait(self.pause())

    def _log(self, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        key = (type(error).__qualname__, place.filename, place.lineno or 0)
        if key not in self.logged:
            self.logged.add(key)
            logger.error("The job %s failed and will be tried again.", self.name, exc_info=error)


def configured_jobs() -> list[Job]:
    """The jobs of settings.CAMPAIGN_JOBS, then one for each task backend that keeps tasks in a table."""
    jobs = [Job(path, import_string(path), seconds) for path, seconds in settings.CAMPAIGN_JOBS]
    for alias in settings.TASKS:
        if isinstance(task_backends[alias], DatabaseBackend):
            jobs.append(Job(f"tasks of {alias}", TaskQueue(alias).run_ready, seconds=1.0))
    return jobs


class TaskQueue:
    """The tasks of one database backend."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.worker_id = get_random_string(32)

    def run_ready(self) -> None:
        """Runs the tasks that are due, one after another, until none is left."""
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0.2,
            batch=True,
            backend_name=self.alias,
            startup_delay=False,
            max_tasks=None,
            worker_id=self.worker_id,
        ).run()


def start(jobs: list[Job], stop: threading.Event) -> list[threading.Thread]:
    """Starts each job in a thread of its own, so that a slow one delays no other, until `stop` is set."""
    threads = [threading.Thread(target=job.repeat, args=(stop,), name=job.name, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


def still_running(threads: list[threading.Thread], *, after: float) -> list[str]:
    """Waits up to `after` seconds in all; returns the names of the jobs that need longer."""
    ends = time.monotonic() + after
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    return [thread.name for thread in threads if thread.is_alive()]
