import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home with a `bin` folder, in a path with a space."""
    home = tmp_path / "a home"
    (home / "bin").mkdir(parents=True)
    return home


def interpreter(path: Path, *, runs: bool = True) -> Path:
    """A program that answers as a suitable Python would, or fails as a shim of an absent version does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"#!/bin/sh\necho '{path}'\n" if runs else "#!/bin/sh\necho 'command not found' >&2; exit 127\n"
    )
    path.chmod(0o755)
    return path


def find_python(root: Path, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(root / ".ci" / "find-python")],
        env={"PATH": str(home / "bin"), "HOME": str(home)} | environment,
        capture_output=True,
        text=True,
    )


def test_an_interpreter_on_the_path_is_found(root: Path, home: Path) -> None:
    python = interpreter(home / "bin" / "python3.12")
    found = find_python(root, home)
    assert (found.returncode, found.stdout.strip()) == (0, str(python))


def test_a_shim_that_does_not_run_is_passed_over(root: Path, home: Path) -> None:
    interpreter(home / "bin" / "python3.13", runs=False)
    python = interpreter(home / "bin" / "python3")
    assert find_python(root, home).stdout.strip() == str(python)


def test_versions_under_pyenv_are_found_last(root: Path, home: Path) -> None:
    interpreter(home / "bin" / "python3.13", runs=False)
    python = interpreter(home / ".pyenv" / "versions" / "3.12.1" / "bin" / "python")
    assert find_python(root, home).stdout.strip() == str(python)


def test_another_pyenv_root_is_looked_at(root: Path, home: Path) -> None:
    python = interpreter(home / "elsewhere" / "versions" / "3.14.0" / "bin" / "python")
    assert find_python(root, home, PYENV_ROOT=str(home / "elsewhere")).stdout.strip() == str(python)


def test_none_at_all_is_one_sentence(root: Path, home: Path) -> None:
    found = find_python(root, home)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("No suitable Python was found: install Python 3.12")
    assert found.stderr.count("\n") == 1


def test_an_old_python_is_not_suitable(root: Path, home: Path) -> None:
    old = home / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what the probe says on 3.11
    old.chmod(0o755)
    assert find_python(root, home).returncode == 1
