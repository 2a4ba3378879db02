"""When an event comes, when it is over, and what its page says of the clock of the place."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from campaign.actions.models import Action
from campaign.events.models import Event
from campaign.events.schedule import exact_day
from tests.events.conftest import MakeEvent, SetClock
from tests.events.test_events import text_of

pytestmark = pytest.mark.django_db


def is_to_come(client: Client) -> bool:
    listed = "<h2>To come</h2>" in text_of(client, "/events/")
    event = Event.objects.get()
    planned = "<h2>What is planned</h2>" in text_of(client, event.get_absolute_url())
    assert listed == planned
    return listed


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        ("2026-12-14T18:29:00+01:00", True),
        ("2026-12-14T19:29:00+01:00", True),
        ("2026-12-14T19:31:00+01:00", False),
    ],
)
def test_an_event_is_over_at_its_end(
    client: Client, make_event: MakeEvent, set_clock: SetClock, moment: str, comes: bool
) -> None:
    make_event(end_time="19:30", text="Bring a lamp.")
    set_clock(moment)
    assert is_to_come(client) is comes


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        ("2026-12-15T04:59:00+00:00", True),  # 23:59 in Toronto, and the next day on the server
        ("2026-12-15T05:01:00+00:00", False),
    ],
)
def test_without_an_end_it_is_over_when_its_day_is_over_at_the_place(
    client: Client, make_event: MakeEvent, set_clock: SetClock, moment: str, comes: bool
) -> None:
    make_event(time_zone="America/Toronto", text="Bring a lamp.")
    set_clock(moment)
    assert is_to_come(client) is comes


@pytest.mark.parametrize(
    ("moment", "comes"), [("2026-12-14T23:59:00+00:00", True), ("2026-12-15T00:01:00+00:00", False)]
)
def test_without_a_zone_the_calendar_of_the_site_decides(
    client: Client, make_event: MakeEvent, set_clock: SetClock, moment: str, comes: bool
) -> None:
    make_event(start_time=None, time_zone="", text="Bring a lamp.")
    set_clock(moment)
    assert is_to_come(client) is comes


def test_an_event_that_ends_after_midnight_is_over_then(make_event: MakeEvent) -> None:
    event = make_event(start_time="22:00", end_time="01:00")
    assert event.ends_at is not None
    assert event.ends_at.isoformat() == "2026-12-15T01:00:00+01:00"
    assert event.over_at == event.ends_at


def test_of_one_day_the_earlier_stands_first(
    client: Client, make_event: MakeEvent, set_clock: SetClock
) -> None:
    make_event("evening", start_time="18:00")
    make_event("morning", start_time="08:00")
    make_event("all-day", start_time=None)
    set_clock("2026-12-01T00:00:00+00:00")
    found = re.findall(r'<h3><a href="/events/([a-z-]+)/"', text_of(client, "/events/"))
    assert found == ["all-day", "morning", "evening"]


def test_the_page_names_the_clock_of_the_place(client: Client, make_event: MakeEvent) -> None:
    make_event(end_time="19:30")
    page = text_of(client, "/events/berlin/")
    assert '<time datetime="2026-12-14T18:00:00+01:00" dir="ltr">18:00</time>' in page
    assert '<time datetime="2026-12-14T19:30:00+01:00" dir="ltr">19:30</time>' in page
    assert "Central European Standard Time" in page
    assert "Europe/Berlin" in page
    assert "GMT+01:00" in page


@pytest.mark.parametrize("language", ["ru", "kk", "tr", "ar", "fa"])
def test_it_does_so_in_every_language(client: Client, make_event: MakeEvent, language: str) -> None:
    make_event()
    page = text_of(client, f"/{language}/events/berlin/")
    assert "Europe/Berlin" in page
    assert ">18:00</time>" in page


def test_it_says_where_people_meet_who_organises_it_and_whether_there_are_steps(
    client: Client, make_event: MakeEvent
) -> None:
    make_event(meeting_point="Main gate, 14 Nordendstraße", organiser="A union", accessibility="No steps.")
    page = text_of(client, "/events/berlin/")
    for words in ("<bdi>Main gate, 14 Nordendstraße</bdi>", "<bdi>A union</bdi>", "<p>No steps.</p>"):
        assert words in page


def test_a_cancelled_event_says_so(client: Client, make_event: MakeEvent, set_clock: SetClock) -> None:
    make_event(is_cancelled=True, cancellation_note="It is on the 15th instead.")
    set_clock("2026-12-01T00:00:00+00:00")
    page = text_of(client, "/events/berlin/")
    assert "This event is cancelled." in page
    assert "It is on the 15th instead." in page
    assert '"eventStatus": "https://schema.org/EventCancelled"' in page
    assert ">cancelled</span>" in text_of(client, "/events/")


def test_only_a_coming_gathering_is_told_to_search_engines(
    client: Client, make_event: MakeEvent, set_clock: SetClock
) -> None:
    make_event(end_time="19:30", meeting_point="Main gate </script>", organiser="A union")
    make_event("arrest", kind="repression")
    make_event("some-day", date="2026-12", start_time=None, time_zone="")
    set_clock("2026-12-01T00:00:00+00:00")
    page = text_of(client, "/events/berlin/")
    for words in (
        '"@type": "Event"',
        '"startDate": "2026-12-14T18:00:00+01:00"',
        '"endDate": "2026-12-14T19:30:00+01:00"',
        '"addressLocality": "Berlin"',
        '"eventStatus": "https://schema.org/EventScheduled"',
        "Main gate \\u003c/script\\u003e",
    ):
        assert words in page
    for other in ("arrest", "some-day"):
        assert "ld+json" not in text_of(client, f"/events/{other}/")
    set_clock("2026-12-15T00:00:00+00:00")
    assert "ld+json" not in text_of(client, "/events/berlin/")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"time_zone": ""}, "Choose the time zone of the place."),
        ({"date": "2026-12"}, "Only an event on one known day can have a time."),
        ({"date": "2026-12-14~"}, "Only an event on one known day can have a time."),
        ({"start_time": None, "end_time": "19:30"}, "Say when it begins, too."),
        ({"time_zone": "Europe/Atlantis"}, "is not a valid choice"),
    ],
)
def test_a_time_needs_a_day_a_zone_and_a_start(
    make_event: MakeEvent, fields: dict[str, str | None], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make_event(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"start_time": "18:00", "date": "2026-12-14"}, "events_time_needs_a_zone"),
        ({"start_time": "18:00", "time_zone": "UTC", "date": "2026-12"}, "events_time_needs_a_day"),
        ({"start_time": "18:00", "time_zone": "UTC"}, "events_time_needs_a_day"),
        ({"slug": "add"}, "events_address_is_free"),
    ],
)
def test_the_database_holds_the_same(fields: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Event.objects.create(**({"slug": "a", "title": "A", "kind": "picket"} | fields))


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-12", "2026-12-14~", "2026-12-14?", "2026-12-14/2026-12-16", "2026-12-14/.."]
)
def test_what_says_no_single_day_is_none(text: str) -> None:
    assert exact_day(text) is None
    assert str(exact_day("2026-12-14")) == "2026-12-14"


def test_what_was_approved_before_events_had_times_stays_approved(ada: User) -> None:
    event = Event.objects.create(slug="a", title="A", kind="picket", date="2016-05-26")
    assert set(event.content()) == {*Event.CONTENT_FIELDS, "people"}
    event.publish(by=ada)
    event.meeting_point = "The gate"
    event.save()
    assert not event.is_published


def test_the_header_shows_events_once_there_is_one(client: Client, make_event: MakeEvent) -> None:
    from campaign.web.remembering import forget

    def header() -> str:
        forget()
        return text_of(client, "/about/").partition("<main")[0]

    event = make_event()
    assert 'href="/events/"' in header()
    event.withdraw()
    assert 'href="/events/"' not in header()


def test_a_picket_can_be_added_from_the_list_and_from_a_running_action(client: Client, ada: User) -> None:
    action = Action.objects.create(slug="a-day", title="A day")
    action.publish(by=ada)
    assert 'href="/events/add/"' in text_of(client, "/events/")
    assert 'href="/events/add/?action=a-day"' in text_of(client, "/actions/a-day/")
    Action.objects.update(closed=True)
    assert "/events/add/" not in text_of(client, "/actions/a-day/")
