import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.starter.toml_files import campaign_folder

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may edit."""
    return Path(shutil.copytree(campaign_folder("kazakhstan"), tmp_path / "kazakhstan"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replaces words that stand exactly once in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
