"""The files of a starter campaign as tables of entries, with errors that name file and entry."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from campaign.starter.problems import Problem

HOME = Path(__file__).resolve().parent


def campaign_folder(name: str) -> Path:
    """The folder of a campaign by its name. Raises Problem with the names there are."""
    folders = sorted(path.parent.name for path in HOME.glob("*/documents.toml"))
    if name not in folders:
        raise Problem(f"There is no starter campaign {name!r}; there is {', '.join(folders) or 'none'}.")
    return HOME / name


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a file; empty where there is none. Raises Problem with the line of the mistake."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path.name} is not TOML: {error}") from error


def entries_at(
    content: Mapping[str, Any], path: Sequence[str], key: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """The tables at a path such as ("missions", "*"), with what stood at each star as their key."""
    if not path:
        yield key, dict(content)
        return
    step, rest = path[0], path[1:]
    for name, value in content.items():
        if step not in ("*", name):
            continue
        if not isinstance(value, dict):
            raise Problem(f"{name!r} stands where a table [{'.'.join((*key, name))}] is expected.")
        yield from entries_at(value, rest, (*key, name) if step == "*" else key)
