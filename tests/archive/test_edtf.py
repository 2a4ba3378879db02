"""Uncertain dates: what a text can mean, and what is refused with advice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf import EdtfError, at_least_days, parse

POINTS = st.builds(
    lambda day, length, qualifier: day.isoformat()[:length] + qualifier,
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
ENDS = st.one_of(POINTS, st.sampled_from(["", ".."]))
NEARLY = st.text(alphabet="0123456789-/.?~% ", max_size=24)


def bounds(text: str) -> tuple[date, date]:
    value = parse(text)
    assert value.earliest
    assert value.latest
    return value.earliest, value.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("2012-06-04", date(2012, 6, 4), date(2012, 6, 4)),
        ("2012-06~", date(2012, 6, 1), date(2012, 6, 30)),
        ("2019-05-01/2019-05-09", date(2019, 5, 1), date(2019, 5, 9)),
        ("2012/2013-06", date(2012, 1, 1), date(2013, 6, 30)),
        ("2012/2012-06", date(2012, 1, 1), date(2012, 6, 30)),
        ("2012-06/2012", date(2012, 6, 1), date(2012, 12, 31)),
        ("2013-04-22/..", date(2013, 4, 22), None),
        ("2022-01-27/", date(2022, 1, 27), None),
        ("../2019-05", None, date(2019, 5, 31)),
        ("/2019-05", None, date(2019, 5, 31)),
        ("1000", date(1000, 1, 1), date(1000, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_last_day_it_can_mean(text, earliest, latest):
    value = parse(text)
    assert (value.text, value.earliest, value.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2012", False, False),
        ("2012~", True, False),
        ("2012-06?", False, True),
        ("2012-06-04%", True, True),
        ("2012~/2013", True, False),
        ("2012/2013?", False, True),
        ("2012~/2013?", True, True),
        ("../2013~", True, False),
    ],
)
def test_qualifiers_are_read_at_each_end(text, approximate, uncertain):
    value = parse(text)
    assert (value.is_approximate, value.is_uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "start", "end", "interval"),
    [
        ("2012", "year", "year", False),
        ("2012-06?", "month", "month", False),
        ("2012-06-04", "day", "day", False),
        ("2012/2013-06-04", "year", "day", True),
        ("2012-06/..", "month", None, True),
        ("/2012-06-04", None, "day", True),
    ],
)
def test_each_end_has_its_own_precision(text, start, end, interval):
    value = parse(text)
    assert (value.start_precision, value.end_precision, value.is_interval) == (start, end, interval)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2012/..", {"end_is_open"}),
        ("2012/", {"end_is_unknown"}),
        ("../2012", {"start_is_open"}),
        ("/2012", {"start_is_unknown"}),
        ("2012/2013", set()),
        ("2012", set()),
    ],
)
def test_open_and_unknown_ends_are_told_apart(text, said):
    value = parse(text)
    names = ("start_is_open", "start_is_unknown", "end_is_open", "end_is_unknown")
    assert {name for name in names if getattr(value, name)} == said


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "is empty. Write 2012"),
        ("  ", "is empty. Write 2012"),
        (
            "2012-13",
            "months go from 01 to 12. Write 2012 if the month is not known, and several years as 2012/2013",
        ),
        ("2012-00", "months go from 01 to 12"),
        ("2015-22", "is a season. Write its months instead"),
        ("2012-02-30", "2012-02 has 29 days. Write a day from 01 to 29, or 2012-02"),
        ("2012-06-00", "Write a day from 01 to 30"),
        ("0001-01-01", "before the year 1000"),
        ("0999", "before the year 1000"),
        ("2013/2012", "ends before it starts. Write the earlier date first: 2012/2013."),
        ("2012-06-04/2012-06-03", "Write the earlier date first: 2012-06-03/2012-06-04."),
        ("2013~/2012?", "Write the earlier date first: 2012?/2013~."),
        ("2012-13/2013", "“2012-13” has no month"),
        ("2012/2013/2014", "more than one slash"),
        ("../..", "names no date"),
        ("/", "names no date"),
        ("../", "names no date"),
        ("..", "is not a date that can be kept"),
        ("2012?~", "Write % for"),
        ("2011-2012", "Write an interval with a slash: 2011/2012."),
        ("2011 – 2012", "Write an interval with a slash: 2011/2012."),
        ("2012-6-4", "two digits and hyphens: 2012-06-04."),
        ("2012.06", "two digits and hyphens: 2012-06."),
        (" 2012", "has a space too many. Write 2012."),
        ("2012\n", "has a space too many. Write 2012."),
        ("4 June 2012", "“4 June 2012” is not a date that can be kept. Write 2012, 2012-06 or 2012-06-04"),
        ("04.06.2012", "is not a date that can be kept"),
        ("-2012", "is not a date that can be kept"),
        ("201X", "is not a date that can be kept"),
        ("20120604", "is not a date that can be kept"),
        ("٢٠١٢", "is not a date that can be kept"),
    ],
)
def test_refusal_says_what_to_write_instead(text, advice):
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert advice in str(refused.value)


def test_refusal_quotes_only_the_beginning_of_a_long_text():
    with pytest.raises(EdtfError) as refused:
        parse("x" * 10_000)
    assert len(str(refused.value)) < 250


@given(POINTS)
def test_every_date_of_the_subset_is_read(text):
    earliest, latest = bounds(text)
    assert earliest <= latest
    assert earliest.isoformat().startswith(text.rstrip("?~%"))
    assert latest.isoformat().startswith(text.rstrip("?~%"))
    assert not (earliest - timedelta(days=1)).isoformat().startswith(text.rstrip("?~%"))


@given(ENDS, ENDS)
def test_interval_spans_its_ends_or_is_refused(first, last):
    dated = [end for end in (first, last) if end not in ("", "..")]
    sensible = bounds(first)[0] <= bounds(last)[1] if len(dated) == 2 else bool(dated)
    if not sensible:
        with pytest.raises(EdtfError):
            parse(f"{first}/{last}")
        return
    value = parse(f"{first}/{last}")
    assert value.earliest == (bounds(first)[0] if first in dated else None)
    assert value.latest == (bounds(last)[1] if last in dated else None)


@given(st.one_of(st.text(), NEARLY))
def test_any_other_text_is_refused_and_nothing_else_happens(text):
    try:
        value = parse(text)
    except EdtfError as error:
        assert str(error).endswith(".")
        return
    assert value.text == text
    assert value.earliest or value.latest
    assert value.earliest is None or value.latest is None or value.earliest <= value.latest


@pytest.mark.parametrize(
    ("start", "end", "on", "days"),
    [
        ("2012-06-04", "2012-06-14", date(2020, 1, 1), 10),
        ("2012-06", "2012-08", date(2020, 1, 1), 32),
        ("2012-06-04", "", date(2012, 6, 10), 6),
        ("2012-06-04", "2012-06-14", date(2012, 6, 10), 6),
        ("2012-06-04", "2012-06-14", date(2012, 6, 1), 0),
        ("2012", "2012", date(2020, 1, 1), 0),
        ("2019-05-01/2019-05-09", "2019-05-20/2019-05-30", date(2020, 1, 1), 11),
        ("2019-05-01/2019-05-09", "2019-05-20/..", date(2020, 1, 1), 11),
        ("2019-05-01/2019-05-09", "2019-05-20/", date(2020, 1, 1), 11),
        ("../2019-05-09", "2019-05-20", date(2020, 1, 1), 11),
        ("2019-05-01/..", "2019-05-20", date(2020, 1, 1), 0),
        ("2019-05-01", "../2019-05-20", date(2020, 1, 1), 0),
        ("2019-05-01", "/2019-05-20", date(2020, 1, 1), 0),
        ("", "2019-05-20", date(2020, 1, 1), 0),
        ("", "", date(2020, 1, 1), 0),
    ],
)
def test_at_least_days_counts_only_what_is_certain(start, end, on, days):
    assert at_least_days(start, end, on) == days


def test_at_least_days_refuses_what_is_no_date():
    with pytest.raises(EdtfError):
        at_least_days("2012-13", "", date(2020, 1, 1))
    with pytest.raises(EdtfError):
        at_least_days("2012", "soon", date(2020, 1, 1))


@given(POINTS, POINTS, st.dates(), st.data())
def test_at_least_days_holds_whatever_days_the_dates_mean(start, end, on, data):
    began = data.draw(st.dates(*bounds(start)))
    ended = data.draw(st.dates(*bounds(end)))
    assert 0 <= at_least_days(start, end, on) <= max(0, (min(ended, on) - began).days)
