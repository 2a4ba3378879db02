"""Uncertain dates as a reader reads them."""

import pytest
from django.utils import translation

from archive.edtf import EdtfError
from archive.edtf_text import describe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2012", "2012"),
        ("2012-06", "June 2012"),
        ("2012-06-04", "4 June 2012"),
        ("2012-06~", "June 2012 (approximately)"),
        ("2012?", "2012 (uncertain)"),
        ("2012-06-04%", "4 June 2012 (approximately, uncertain)"),
        ("2019-05-01/2019-05-09", "between 1 and 9 May 2019"),
        ("2016-03-20/2016-05-20", "between 20 March and 20 May 2016"),
        ("2015-12-20/2016-05-20", "between 20 December 2015 and 20 May 2016"),
        ("2016-03/2016-05", "between March and May 2016"),
        ("2015-05/2016-05", "between May 2015 and May 2016"),
        ("2015-05-20/2016-05-20", "between 20 May 2015 and 20 May 2016"),
        ("2012/2013", "between 2012 and 2013"),
        ("2012-03/2012-05-04", "between March 2012 and 4 May 2012"),
        ("2012/2012-06", "between 2012 and June 2012"),
        ("2012~/2013~", "between 2012 and 2013 (approximately)"),
        ("2019-05-01~/2019-05-09", "between 1 May 2019 (approximately) and 9 May 2019"),
        ("2019-05-01/2019-05-09?", "between 1 May 2019 and 9 May 2019 (uncertain)"),
        ("2012-06-04/2012-06-04", "4 June 2012"),
        ("2022-01-27/", "27 January 2022 or later"),
        ("2013-04-22/..", "since 22 April 2013"),
        ("2013~/..", "since 2013 (approximately)"),
        ("../2019-05-09", "until 9 May 2019"),
        ("/2019-05", "May 2019 or earlier"),
    ],
)
def test_date_is_said_in_words(text, words):
    with translation.override("en"):
        assert describe(text) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [("ru", "2012-06-04", "4 июня 2012"), ("ru", "2012-06", "Июнь 2012"), ("tr", "2012-06", "Haziran 2012")],
)
def test_months_are_named_in_the_active_language(language, text, words):
    with translation.override(language):
        assert describe(text).startswith(words)  # a translated format may add «г.»


def test_language_is_asked_for_each_time():
    with translation.override("tr"):
        turkish = describe("2012-06")
    with translation.override("en"):
        assert (turkish, describe("2012-06")) == ("Haziran 2012", "June 2012")


def test_text_that_is_no_date_is_refused():
    with pytest.raises(EdtfError):
        describe("2012-13")
