import re
from pathlib import Path


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^(\S+==\S+)", lock.read_text(), flags=re.MULTILINE))


def test_the_development_lock_contains_the_other_one_whole(root: Path) -> None:
    assert pins(root / "requirements.lock") <= pins(root / "requirements-dev.lock")


def test_no_lock_carries_an_address(root: Path) -> None:
    for lock in (root / "requirements.lock", root / "requirements-dev.lock", root / ".ci" / "uv.lock"):
        assert pins(lock)
        assert "://" not in lock.read_text()
