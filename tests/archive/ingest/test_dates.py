"""The grammar of dates."""

from datetime import date

import pytest

from archive.ingest.dates import find_dates, find_years


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("26 May 2016", "2016-05-26"),
        ("May 26, 2016", "2016-05-26"),
        ("May 26th 2016", "2016-05-26"),
        ("25-05-2016", "2016-05-25"),
        ("05/25/2016", "2016-05-25"),
        ("5.6.2016", "2016-06-05"),
        ("2016-05-25", "2016-05-25"),
        ("2016-05-25T10:30:00Z", "2016-05-25"),
        ("January 13, 2022", "2022-01-13"),
        ("9th January 2022", "2022-01-09"),
        ("the 3rd of March, 2011", "2011-03-03"),
        ("Thursday 26 May 2016", "2016-05-26"),
        ("Thu, 26 May 2016", "2016-05-26"),
        ("Sept. 3, 2012", "2012-09-03"),
        ("September 2012", "2012-09"),
        ("29 February 2012", "2012-02-29"),
    ],
)
def test_a_date_is_read_to_the_precision_it_states(text: str, edtf: str):
    assert [d.edtf for d in find_dates(f"on {text}, they say")] == [edtf]


def test_of_a_date_that_reads_two_ways_only_the_year_is_sure():
    assert [d.edtf for d in find_dates("Date: 05-06-2016")] == ["2016"]


@pytest.mark.parametrize(
    "text", ["30 February 2012", "32 May 2016", "it may 5 times", "13.13.2016", "1.2.3", "May"]
)
def test_what_is_no_date_is_not_read_as_one(text: str):
    assert [d for d in find_dates(text) if d.is_full] == []


def test_a_day_without_a_year_has_no_edtf():
    [found] = find_dates("on Sunday 21 April they ran")
    assert (found.edtf, found.month, found.day, found.weekday) == ("", 4, 21, 6)


def test_a_weekday_excludes_years():
    [found] = find_dates("Sunday 21 April")
    assert [year for year in range(2014, 2024) if found.on(year)] == [2019]
    assert found.on(2019) == date(2019, 4, 21)


def test_the_place_of_a_date_is_exact():
    text = "Oslo, 3 May 2014 and then 5 May"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["3 May 2014", "5 May"]


def test_years_alone_are_apart_from_dates():
    assert [y.year for y in find_years("In 2011, on 3 May 2014 and in 2015.")] == [2011, 2015]
