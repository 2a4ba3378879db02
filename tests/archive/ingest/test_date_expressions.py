"""Expressions of time in running text, with the years that the text leaves out."""

from datetime import date

import pytest

from archive.ingest.date_values import Era, dates_in, era_of
from archive.ingest.lines import read_lines
from archive.ingest.model import Value

SPRING = Era(date(2016, 5, 20), date(2016, 5, 20), "the date of the text")


def found_in(text: str, era: Era = SPRING) -> list[tuple[str, str]]:
    return [
        (value.spans[0].of(text), value.value)
        for line in read_lines(text)
        for value in dates_in(line, text, era)
    ]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("They met on 26 May 2016 in the hall.", "26 May 2016", "2016-05-26"),
        ("They met on the 21st May in the hall.", "21st May", "2016-05-21"),
        ("The ‘May21’ marches were large.", "May21", "2016-05-21"),
        ("This coming Saturday (21 May) they meet.", "Saturday (21 May", "2016-05-21"),
        ("Late on Tuesday they were arrested.", "Late on Tuesday", "2016-05-17"),
        ("They met yesterday in the hall.", "yesterday", "2016-05-19"),
        ("Nobody was paid last year.", "last year", "2015"),
        ("Nobody was paid last week.", "last week", ""),
        ("All who were held in the last two weeks.", "two weeks", ""),
        ("The strike of 2011-12 was long.", "2011-12", "2011/2012"),
        ("They sold it in 2016-20.", "2016-20", "2016/2020"),
        ("It was so in the late 1990s.", "1990s", "199X"),
        ("It was dry in the summer of 2015.", "summer of 2015", "2015-22"),
        ("On May Day they marched.", "May Day", "2016-05-01"),
        ("The khanate was founded in 1465 by the river.", "1465", "1465"),
        ("Забастовка началась осенью 2013 года.", "осенью 2013", "2013-23"),
        ("Его арестовали 16 декабря 2011 года.", "16 декабря 2011", "2011-12-16"),
        ("Суд прошёл в мае 2012 г. в городе.", "мае 2012", "2012-05"),
        ("Grev 9 Ocak'ta başladı.", "9 Ocak", "2016-01-09"),
        ("Grev 16 Aralık 2011'de başladı.", "16 Aralık 2011", "2011-12-16"),
        ("Sie kamen am 3. Dezember 2015 frei.", "3. Dezember 2015", "2015-12-03"),
        ("De greps den 16 december 2011 i staden.", "16 december 2011", "2011-12-16"),
    ],
)
def test_an_expression_is_found_with_its_value(text: str, words: str, edtf: str):
    assert found_in(text) == [(words, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "as we said, they may march again; nobody saw it",
        "150 Metcalfe Street, Suites 1603-1604",
        "the plan ‘Forward – Norland 2030’ is a plan",
        "about 2,500 troops and 2000 people came",
        "The currency fell in December last year",
        "Write to K2P 1P1, or call 1990-2000-30",
        "on Saturday and in recent years",
        "https://news.example/2016/05/27/page-2015",
        "Sat down in the Sun with Mart and Mai",
    ],
)
def test_what_is_no_date_is_left(text: str):
    assert found_in(text) == []


def test_the_fourth_is_of_the_month_before_it():
    assert found_in("The night of January 3 turned to the 4th.") == [
        ("January 3", "2016-01-03"),
        ("the 4th", "2016-01-04"),
    ]
    assert found_in("From 3 January 2014 until the 4th, they sang.")[1] == ("the 4th", "2014-01-04")


def test_a_year_that_opens_the_sentence_counts_for_its_days():
    assert found_in("In 2011, on 3 May, they met.")[1] == ("3 May", "2011-05-03")
    assert found_in("Those who met in 2011 will meet on 3 May.")[1] == ("3 May", "2016-05-03")


def test_a_day_of_the_week_decides_between_years():
    assert found_in("On Sunday 21 April they ran.") == [("Sunday 21 April", "XXXX-04-21")]
    era = Era(date(2018, 12, 1), date(2018, 12, 1), "the date of the text")
    assert found_in("On Sunday 21 April they ran.", era) == [("Sunday 21 April", "2019-04-21")]


def test_without_a_time_of_the_text_no_year_is_made_up():
    assert found_in("They met on 3 May and yesterday.", Era()) == [("3 May", "XXXX-05-03"), ("yesterday", "")]


def test_no_date_runs_across_the_end_of_a_line():
    assert found_in("Ottawa, ON K2P 1P1\n\nMay 26, 2016") == [("May 26, 2016", "2016-05-26")]
    assert found_in("They met on 3\nMay 2014") == [("May 2014", "2014-05")]


@pytest.mark.parametrize(
    ("published", "earliest", "latest"),
    [
        ("2016-05-27", date(2016, 5, 27), date(2016, 5, 27)),
        ("2012-09", date(2012, 9, 1), date(2012, 9, 30)),
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2022-01-27/..", date(2022, 1, 27), None),
        ("", None, None),
    ],
)
def test_the_era_of_a_text_is_as_wide_as_its_date(published, earliest, latest):
    era = era_of(Value("published", published, "stated"))
    assert (era.earliest, era.latest) == (earliest, latest)
