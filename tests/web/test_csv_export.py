import csv
import io

import pytest

from campaign.web.csv_export import csv_response, guard_cell, unguard_cell


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1"),
        *("＝1", "＋1", "－1", "＠x", "｜x", "％x"),
        *("  =1", "\ufeff=1", " \ufeff =1", "\u00a0=1", "\u3000=1", "=\0cmd", "\0=cmd", " \t x"),
    ],
)
def test_text_that_begins_like_a_formula_becomes_plain_text(text):
    guarded = guard_cell(text)

    assert isinstance(guarded, str)
    assert guarded.startswith("'")
    assert "\0" not in guarded


@pytest.mark.parametrize(
    "value", ["Handed in", "a=b", "26-05-2016", "", "Төлетаева", "'quoted", -3, 2.5, True, None]
)
def test_other_cells_stay_as_they_are(value):
    assert guard_cell(value) == value


def test_a_table_reads_back_as_it_was_written():
    response = csv_response("letters.csv", ["name", "note"], [["Жаңаөзен", "a, b"], ["=1", None]])

    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["name", "note"], ["Жаңаөзен", "a, b"], ["'=1", ""]]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="letters.csv"'


@pytest.mark.parametrize("text", ["=1+1", " @cell", "'quoted", "-5", "plain", ""])
def test_what_was_guarded_reads_as_before(text):
    assert unguard_cell(str(guard_cell(text))) == text
