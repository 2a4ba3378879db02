"""The real site for the browser tests: `manage.py serve` on a database of its own, with the real documents."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1280, "height": 900}
PASSWORD = "a pass phrase of the editor"


@dataclass
class Site:
    """A running site: its address, its folder, and the first editor as the start printed them."""

    address: str
    var: Path
    editor: str
    one_time_password: str
    password: str = ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(root, tmp_path_factory.mktemp("var"), shared / "sources") as started:
        yield started


@contextmanager
def running_site(root: Path, var: Path, sources: Path) -> Iterator[Site]:
    """`manage.py serve` with the starter campaign and the captures of a folder, until the block ends."""
    port = free_port()
    output = var / "output.txt"
    with output.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port), "--sources", str(sources)],
            cwd=root,
            env=site_environment(var),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        said = wait_for(output, server, "Ctrl-C ends it.")
        found = re.search(r"as (\S+) with the one-time password (\S+)", said)
        assert found, said
        yield Site(f"http://127.0.0.1:{port}", var, found[1], found[2])
    finally:
        server.terminate()
        server.wait(20)


def site_environment(var: Path) -> dict[str, str]:
    """The surroundings of a site that keeps everything under this folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CAMPAIGN_URL")}
    return kept | {"CAMPAIGN_MODE": "local", "CAMPAIGN_VAR": str(var), "PYTHONUNBUFFERED": "1"}


def manage(root: Path, site: Site, *arguments: str) -> str:
    """What an operator does on the server: `manage.py` with these arguments; returns what it said."""
    return subprocess.check_output(
        [sys.executable, "manage.py", *arguments], cwd=root, env=site_environment(site.var), text=True
    )


def wait_for(output: Path, server: subprocess.Popen[bytes], sentence: str) -> str:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        said = output.read_text()
        if sentence in said:
            return said
        assert server.poll() is None, said
        time.sleep(0.1)
    raise AssertionError(f"The site did not start within 60 seconds:\n{output.read_text()}")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    chosen: dict[str, int] = request.param
    return chosen


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Any]:
    """Opens an address in a context of its own; whatever the page asks of another host fails the test."""
    contexts: list[BrowserContext] = []

    def make(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=site.address, **({"viewport": PHONE} | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: refuse_foreign(request.url, site.address))
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()


def refuse_foreign(url: str, address: str) -> None:
    assert url.startswith((address, "data:", "blob:")), f"The page asked another host: {url}"


@pytest.fixture
def editor_page(open_page: Any, site: Site) -> Page:
    """The desk, signed in as the first editor, who has replaced the one-time password."""
    page: Page = open_page("/admin/", viewport=DESKTOP)
    page.get_by_label("Username").fill(site.editor)
    page.get_by_label("Password", exact=False).first.fill(site.password or site.one_time_password)
    page.get_by_role("button", name="Log in").click()
    if not site.password:
        page.get_by_label("Old password").fill(site.one_time_password)
        page.get_by_label("New password", exact=False).first.fill(PASSWORD)
        page.get_by_label("confirmation", exact=False).fill(PASSWORD)
        page.get_by_role("button", name="Change my password").click()
        site.password = PASSWORD
        page.goto("/admin/")
    return page
