import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from campaign.operations.jobs import LONGEST_PAUSE, Job, configured_jobs, start, still_running

runs: list[str] = []


def good_job() -> None:
    runs.append("good")


def bad_job() -> None:
    runs.append("bad")
    raise RuntimeError("The post office is closed.")


@pytest.fixture(autouse=True)
def nothing_ran_yet() -> Iterator[None]:
    runs.clear()
    yield


@pytest.mark.django_db(transaction=True)  # the task queue closes its connection
def test_each_job_runs_once_although_one_raises(settings: Settings) -> None:
    settings.CAMPAIGN_JOBS = [(f"{__name__}.bad_job", 1), (f"{__name__}.good_job", 60)]
    with pytest.raises(CommandError, match=r"^1 of \d jobs failed: .*bad_job\.$"):
        call_command("work", "--once")
    assert runs == ["bad", "good"]


@pytest.mark.django_db(transaction=True)
def test_a_good_round_ends_with_a_sentence(settings: Settings) -> None:
    settings.CAMPAIGN_JOBS = [(f"{__name__}.good_job", 60)]
    out = StringIO()
    call_command("work", "--once", stdout=out)
    assert out.getvalue().startswith("Each of the ")


def test_the_jobs_of_the_settings_can_all_be_imported() -> None:
    assert all(callable(job.run) and job.seconds > 0 for job in configured_jobs())


@pytest.mark.django_db(transaction=True)  # a job lets go of old connections
def test_the_same_error_is_logged_once_until_the_job_works_again(caplog: pytest.LogCaptureFixture) -> None:
    job = Job("post", bad_job, 1)
    with caplog.at_level(logging.WARNING):
        assert not job.attempt()
        assert not job.attempt()
        job.run = good_job
        assert job.attempt()
        job.run = bad_job
        assert not job.attempt()
    assert [record.getMessage() for record in caplog.records] == [
        "The job post failed and will be tried again.",
        "The job post works again after 2 failures.",
        "The job post failed and will be tried again.",
    ]


@pytest.mark.django_db(transaction=True)  # a job lets go of old connections
def test_a_failing_job_is_tried_more_and_more_seldom() -> None:
    job = Job("post", bad_job, 2)
    pauses = [job.pause()]
    for _ in range(10):
        job.attempt()
        pauses.append(job.pause())
    assert pauses[:4] == [2, 4, 8, 16]
    assert pauses[-1] == LONGEST_PAUSE


@pytest.mark.django_db(transaction=True)  # a job lets go of old connections
def test_a_rare_job_keeps_its_interval_when_it_fails() -> None:
    job = Job("nightly", bad_job, 86_400)
    job.attempt()
    assert job.pause() == 86_400


def test_a_slow_job_delays_no_other() -> None:
    stop, release, quick_ran = threading.Event(), threading.Event(), threading.Event()
    threads = start([Job("slow", release.wait, 1), Job("quick", quick_ran.set, 1)], stop)
    assert quick_ran.wait(5)
    stop.set()
    assert still_running(threads, after=0.2) == ["slow"]
    release.set()
    assert still_running(threads, after=5) == []


def test_sigterm_ends_the_worker_at_once(root: Path, tmp_path: Path) -> None:
    environment = os.environ | {"CAMPAIGN_VAR": str(tmp_path), "CAMPAIGN_MODE": "local"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "work"]
    worker = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert "jobs are running" in worker.stdout.readline()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
