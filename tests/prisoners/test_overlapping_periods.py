"""Nobody is certainly in two forms of custody on one day, whichever way the rows come in."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from archive.models import Authority
from campaign.prisoners.custody import overlaps
from campaign.prisoners.models import CustodyPeriod, Person

pytestmark = pytest.mark.django_db


def someone(slug: str = "dana") -> Person:
    authority = Authority.objects.create(kind="person", slug=slug, name=slug.title())
    return Person.objects.create(authority=authority, slug=slug, name=slug.title(), basis="public_interest")


def held(person: Person, began: str, ended: str = "", **more) -> CustodyPeriod:
    return person.custody_periods.create(status="serving", began=began, ended=ended, **more)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2012-01-01", "2014-01-01"), ("2013-01-01", "2015-01-01")),
        (("2012-01-01", "2014-01-01"), ("2012-06-01", "2012-07-01")),
        (("2012", "2014"), ("2013-06-01", "2013-07-01")),
        (("2012-01-01", "2014-01-01"), ("2012-01-01", "2014-01-01")),
    ],
)
def test_the_database_refuses_periods_that_certainly_overlap(first, second):
    person = someone()
    held(person, *first)
    with pytest.raises(IntegrityError, match="prisoners_custody_periods_overlap"), transaction.atomic():
        held(person, *second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2012-01-01", "2014-01-01"), ("2014-01-01", "2015-01-01")),  # moved on the day of release
        (("2012", "2013"), ("2013", "2014")),  # may overlap, need not
        (("2012-01-01", ""), ("2013-01-01", "")),  # no source says how the first one ended
        (("2012-05", "2012-05"), ("2012-05", "2012-05")),  # no day of either is certain
    ],
)
def test_periods_that_may_follow_each_other_are_accepted(first, second):
    person = someone()
    held(person, *first)
    held(person, *second)
    assert person.custody_periods.count() == 2


def test_a_change_is_refused_as_a_new_row_is():
    person = someone()
    held(person, "2012-01-01", "2014-01-01")
    later = held(person, "2015-01-01", "2016-01-01")
    later.began = "2013-06-01"
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()
    held_row = CustodyPeriod.objects.get(pk=later.pk)
    held_row.place = "Aktau"
    held_row.save()  # a row does not overlap itself


def test_an_unknown_end_reaches_to_its_last_confirmation():
    person = someone()
    held(person, "2012-01-01", last_confirmed_on=date(2013, 6, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        held(person, "2013-06-01", "2014-01-01")
    held(person, "2013-06-02", "2014-01-01")


def test_two_people_may_be_held_at_once():
    held(someone("dana"), "2012-01-01", "2014-01-01")
    held(someone("erlan"), "2012-01-01", "2014-01-01")


def test_the_rule_in_python_agrees_with_the_database():
    person = someone()
    texts = ["2012-01-01", "2012", "2012-05", "2012-06-04", "2012-01-01/2012-03-01", "2013-01-01", "2012/.."]
    periods = [
        CustodyPeriod(person=person, status="serving", began=began, ended=ended)
        for began in texts
        for ended in ("", "2012-06-30", "2013", "2014-01-01", "2013-06-01/..")
    ]
    for one in periods[::3]:
        for other in periods[::4]:
            accepted = database_accepts(one, other)
            assert accepted is not bool(overlaps([one, other])), (one, other)


def database_accepts(one: CustodyPeriod, other: CustodyPeriod) -> bool | None:
    """Whether both rows can stand; None where one of them cannot stand at all."""
    try:
        with transaction.atomic():
            for period in (one, other):
                period.pk = None
                period._state.adding = True
                period.save()
            transaction.set_rollback(True)
    except IntegrityError as error:
        assert "overlap" in str(error) or "ends_after" in str(error)
        return None if "ends_after" in str(error) else False
    return True


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError, match="prisoners_custody_ends_after_it_begins"), transaction.atomic():
        held(someone(), "2014-01-01", "2012-01-01")


def without_the_rule() -> None:
    """Takes the rule away, as a restored dump might come without it."""
    names = ["prisoners_custody_periods_overlap"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE prisoners_custodyperiod DROP CONSTRAINT {names[0]}")
        else:
            for event in ("insert", "update"):
                cursor.execute(f"DROP TRIGGER {names[0]}_{event}")


def test_check_custody_names_what_came_in_another_way(capsys):
    person = someone()
    without_the_rule()
    held(person, "2012-01-01", "2014-01-01")
    held(person, "2013-01-01", "2015-01-01")
    with pytest.raises(CommandError, match=r"1 finding"):
        call_command("check_custody")
    assert "Dana: “serving a sentence, 2012-01-01 – 2014-01-01” and" in capsys.readouterr().out


def test_check_custody_is_content_with_periods_that_follow_each_other(capsys):
    held(someone(), "2012-01-01", "2014-01-01")
    call_command("check_custody")
    assert "1 person, no finding." in capsys.readouterr().out


def test_check_custody_asks_about_an_open_end_that_a_later_period_follows():
    person = someone()
    held(person, "2012-01-01")
    person.custody_periods.create(status="at_liberty", began="2014-01-01")
    with pytest.raises(CommandError, match=r"1 finding"):
        call_command("check_custody")
