import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.starter.toml_files import campaign_folder

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may edit; of all the names, those in use elsewhere."""
    copy = Path(shutil.copytree(campaign_folder("kazakhstan"), tmp_path / "kazakhstan"))
    used = "".join((copy / f"{file}.toml").read_text() for file in ("people", "events"))
    names = copy / "authorities.toml"
    tables = re.split(r"(?m)^(?=\[)", names.read_text())
    keys = [table.partition("]")[0].rpartition(".")[2] for table in tables]
    kept = [
        table for table, key in zip(tables, keys, strict=True) if f"[{key}]" in used or f'"{key}"' in used
    ]
    names.write_text("".join(kept))
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replaces words that stand exactly once in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
