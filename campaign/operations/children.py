"""The processes that belong to one running site: started together, ended together."""

import ctypes
import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
GRACE = 12.0  # seconds; the server gives its requests 10, the worker its jobs 8
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in linux/prctl.h


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]

    def has_ended(self) -> bool:
        return self.process.poll() is not None


def start_child(name: str, arguments: Sequence[str], *, folder: Path) -> Child:
    """Starts Python, out of reach of the terminal's Ctrl-C, which the supervisor passes on."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments made here
        [sys.executable, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
    )
    return Child(name, process)


def end_with_parent() -> None:
    """Asks the kernel for a SIGTERM when the supervisor is killed, so that nothing keeps the port."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def end_children(children: Sequence[Child]) -> None:
    """Asks all to end, waits, and kills what is left."""
    for child in children:
        if not child.has_ended():
            child.process.terminate()
    ends = time.monotonic() + GRACE
    for child in children:
        try:
            child.process.wait(max(0.0, ends - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Whether the server answers a request, whatever it says."""
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/livez")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def server_arguments(port: int, *, vendor: str) -> list[str]:
    """The production server's arguments: one process on SQLite, which has one writer."""
    workers, threads = (1, 8) if vendor == "sqlite" else (2, 4)
    return [
        *("-m", "granian", "campaign.wsgi:application", "--interface", "wsgi", "--no-ws"),
        *("--host", HOST, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--workers-kill-timeout", "10s", "--respawn-failed-workers"),
        *("--no-access-log", "--log-level", "error"),
    ]
