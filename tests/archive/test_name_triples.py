"""How many real names have one fold key in Latin, Russian and Kazakh: printed for both halves, with a floor."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive.fold import fold

FLOOR = 0.80
ROWS = [
    row
    for rows in tomllib.loads(
        (Path(__file__).parent / "name_triples.toml").read_text(encoding="utf-8")
    ).values()
    for row in rows
]
HALVES = {"tuned by": ROWS[::2], "only measured": ROWS[1::2]}


def is_one_name(row: dict[str, Any]) -> bool:
    return len({fold(form) for form in (*row["latin"], row["russian"], row["kazakh"])}) == 1


def test_there_are_two_hundred_names() -> None:
    assert len(ROWS) >= 200


@pytest.mark.parametrize("half", HALVES)
def test_most_names_have_one_key_in_every_script(half: str) -> None:
    rows = HALVES[half]
    one = [row for row in rows if is_one_name(row)]
    share = len(one) / len(rows)
    print(f"{half}: {len(one)} of {len(rows)} names ({share:.0%}) have one key.")  # seen with `pytest -s`
    for row in rows:
        if row not in one:
            print("  ", *row["latin"], row["russian"], row["kazakh"], sep=" · ")
    assert share >= FLOOR
