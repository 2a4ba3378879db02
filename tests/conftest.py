"""The test mode, and a browser that talks to this machine only."""

import importlib.util
import math
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

# Before anything reads the settings: pytest-django finds them already chosen.
os.environ["CAMPAIGN_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "campaign.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs beside the ORM
django.setup()

if importlib.util.find_spec("tests.cast"):
    pytest_plugins = ["tests.cast"]

QUIET_CHROMIUM = [
    "--headless",
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium; a page that asks another host gets nothing."""
    chromium = shutil.which("chromium")
    assert chromium, "The browser tests need Chromium: run .ci/system-packages."
    return {"executable_path": chromium, "args": QUIET_CHROMIUM, "chromium_sandbox": False}


@pytest.fixture(autouse=True)
def remembered_site() -> Iterator[None]:
    """No query for the site's profile or the editors' choice for the home page: this process remembers both.

    So the counts of a page's queries do not depend on the clock. Saving a SiteProfile or a HomeChoice
    makes the process forget; the next page then reads them (up to four queries), as it does on a real site.
    """
    from campaign.pages.models import HomeChoice, SiteProfile
    from campaign.web.remembering import forget, keep

    keep("site", SiteProfile(), seconds=math.inf)
    keep("home", HomeChoice(), seconds=math.inf)
    yield
    forget()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder with the source documents and what a careful reader finds in them."""
    folder = Path(os.environ.get("SHARED", root.parent / "shared"))
    if not (folder / "sources").is_dir():
        sentence = f"The source documents are not at {folder}: set SHARED to their folder."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return folder
