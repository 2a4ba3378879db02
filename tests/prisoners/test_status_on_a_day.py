"""Who counts as held on a day, from periods whose dates are only known roughly."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from archive.models import Authority
from campaign.prisoners.models import CustodyPeriod, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    authority = Authority.objects.create(kind="person", slug="dana", name="Dana")
    return Person.objects.create(authority=authority, slug="dana", name="Dana", basis="public_interest")


def serve(person: Person, began: str, ended: str = "", status: str = "serving", **more) -> CustodyPeriod:
    return person.custody_periods.create(status=status, began=began, ended=ended, **more)


def on(day: date | str) -> Person:
    asked = date.fromisoformat(day) if isinstance(day, str) else day
    return Person.objects.with_status_on(asked).with_record().get()


def groups(*days: str) -> list[str]:
    return [on(day).custody_group for day in days]


def test_five_days_of_a_sentence_whose_dates_are_known(person):
    serve(person, "2012-06-04", "2014-11-19", last_confirmed_on=date(2014, 11, 19))
    assert groups("2012-06-03", "2012-06-04", "2013-05-01", "2014-11-18", "2014-11-20") == [
        *("none", "held", "held", "held", "earlier")
    ]
    assert on("2013-05-01").held_certain
    assert not on("2013-05-01").held_possible


def test_the_day_of_release_is_possible_and_not_certain(person):
    serve(person, "2012-06-04", "2014-11-19")
    released = on("2014-11-19")
    assert (released.held_certain, released.held_possible, released.custody_group) == (
        False,
        True,
        "possible",
    )


def test_days_within_uncertain_bounds_are_possible(person):
    serve(
        person,
        "2016-05-17/2016-05-20",
        "2016-05-27/2016-05-30",
        status="administrative",
        end_is_inferred=True,
        end_reason="ten days from the arrest",
        last_confirmed_on=date(2016, 5, 20),
    )
    assert groups("2016-05-16", "2016-05-18", "2016-05-22", "2016-05-28", "2016-05-31") == [
        *("none", "possible", "held", "possible", "earlier")
    ]


def test_an_unknown_end_is_certain_only_until_the_last_confirmation(person):
    serve(person, "2012", last_confirmed_on=date(2013, 3, 1))
    assert on("2013-02-01").held_certain
    later = on("2013-04-01")
    assert (later.held_certain, later.held_possible) == (False, True)


def test_a_confirmation_counts_for_180_days(person):
    today = timezone.localdate()
    period = serve(person, "2020-01-01", last_confirmed_on=today - timedelta(days=180))
    assert on(today).custody_group == "held"
    period.last_confirmed_on = today - timedelta(days=181)
    period.save()
    assert on(today).custody_group == "checking"


def test_nobody_known_to_be_held_is_hidden_when_no_source_has_a_day(person):
    serve(person, "2012")
    assert on(timezone.localdate()).custody_group == "checking"


def test_a_term_that_should_have_ended_counts_as_ended(person):
    serve(person, "2016-05-17", "2016-05-27", end_is_inferred=True, end_reason="ten days")
    assert on(timezone.localdate()).custody_group == "earlier"


def test_a_sentence_that_runs_on_by_its_term_alone_is_being_checked(person):
    today = timezone.localdate()
    serve(person, "2020-01-01", str(today.year + 3), end_is_inferred=True, end_reason="the term")
    asked = on(today)
    assert asked.held_certain
    assert asked.custody_group == "checking"


def test_a_stated_end_that_lies_ahead_confirms_nothing(person):
    today = timezone.localdate()
    serve(person, "2020-01-01", str(today.year + 3))
    assert on(today).custody_group == "checking"


def test_an_afterwards_stated_end_confirms_the_days_before_it(person):
    serve(person, "2012-01-01", "2014-11-19")
    assert on("2013-05-01").custody_group == "held"


def test_who_was_freed_later_is_not_held_by_an_open_end(person):
    serve(person, "2012")
    serve(person, "2012-11-20", status="at_liberty")
    assert groups("2012-11-19", "2012-11-20", "2020-01-01") == ["possible", "earlier", "earlier"]
    assert str(on("2020-01-01").latest_period).startswith("at liberty")


def test_who_died_in_custody_is_not_held_any_more(person):
    serve(person, "2007", last_confirmed_on=date(2020, 1, 1))
    serve(person, "2021-11-24", status="died")
    assert on(timezone.localdate()).custody_group == "earlier"


def test_being_wanted_or_on_bail_is_not_custody(person):
    serve(person, "2020-01-01", status="wanted", last_confirmed_on=timezone.localdate())
    asked = on(timezone.localdate())
    assert (asked.held_certain, asked.held_possible, asked.custody_group) == (False, False, "none")
    assert str(asked.latest_period).startswith("wanted")


def test_who_disappeared_is_possibly_held_and_never_certainly(person):
    serve(person, "2020-01-01", status="disappeared", last_confirmed_on=timezone.localdate())
    asked = on(timezone.localdate())
    assert (asked.held_certain, asked.held_possible) == (False, True)
    assert asked.custody_group == "possible"


def test_the_latest_period_is_the_one_that_holds(person):
    serve(person, "2015-01-01", "2015-06-01", place="Aktau")
    serve(person, "2016-01-01", "2016-06-01", place="Atyrau")
    assert on("2015-03-01").custody_place == "Aktau"
    assert on("2015-09-01").custody_place == "Aktau"
    assert on("2020-01-01").custody_place == "Atyrau"
    assert on("2020-01-01").first_year == 2015


def test_the_least_number_of_days_counts_only_certain_ones(person):
    period = serve(person, "2016-05-17/2016-05-20", "2016-05-27/2016-05-30")
    assert period.days_at_least(date(2016, 5, 19)) == 0
    assert period.days_at_least(date(2016, 5, 22)) == 3
    assert period.days_at_least(date(2020, 1, 1)) == 7


def test_an_end_without_a_first_day_leaves_nothing_certain(person):
    serve(person, "2012", "../2014-11")
    assert groups("2013-05-01", "2015-01-01") == ["possible", "earlier"]
