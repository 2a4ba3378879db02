"""Tables for spreadsheets: text that a spreadsheet would run as a formula is turned into plain text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# Spaces and marks that spreadsheets skip, then what begins a formula (or its full-width form, which some
# treat alike), or a character that smuggles the rest into a cell of its own.
FORMULA = re.compile(r"[\s\ufeff\u200b\u2060]*[=+\-@|%＝＋－＠｜％]|[ \u00a0\ufeff\u200b\u2060]*[\t\r\n]")

Cell = str | int | float | bool | None


def guard_cell(value: Cell) -> Cell:
    """The value as it may stand in a cell: text that begins like a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if FORMULA.match(text) else text


def unguard_cell(text: str) -> str:
    """The text as it was before `guard_cell`, for a table that comes back."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A download in UTF-8 with a byte-order mark, without which spreadsheets misread Cyrillic."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(header)
    writer.writerows([guard_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
