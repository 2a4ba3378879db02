"""/events/<slug>.ics and /feeds/events.ics: read back as a calendar would."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.events.models import Event
from tests.events.conftest import MakeEvent

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    calendar = icalendar.Calendar.from_ical(response.content)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    for row in calendar.events:
        assert not row.errors
        assert row["uid"]
        assert row.DTSTAMP.utcoffset() == timedelta(0)
    return calendar


def entry(client: Client, address: str = "/events/berlin.ics") -> Any:
    (row,) = read(client, address).events
    return row


def test_a_time_stands_in_its_zone_whose_rules_are_in_the_file(client: Client, make_event: MakeEvent) -> None:
    make_event(end_time="19:30")
    calendar = read(client, "/events/berlin.ics")
    (row,) = calendar.events
    assert row.start == datetime(2026, 12, 14, 18, tzinfo=BERLIN)
    assert row.end == datetime(2026, 12, 14, 19, 30, tzinfo=BERLIN)
    assert row["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Berlin"]
    assert not calendar.get_missing_tzids()
    rules = calendar.timezones[0].to_tz(lookup_tzid=False)
    assert datetime(2026, 12, 14, 18, tzinfo=rules).utcoffset() == timedelta(hours=1)
    assert datetime(2026, 7, 1, 18, tzinfo=rules).utcoffset() == timedelta(hours=2)


def test_a_zone_without_summer_time_is_the_same_moment(client: Client, make_event: MakeEvent) -> None:
    make_event(time_zone="Africa/Abidjan")
    assert entry(client).start == datetime(2026, 12, 14, 18, tzinfo=UTC)


def test_where_only_a_day_is_known_the_event_takes_the_day(client: Client, make_event: MakeEvent) -> None:
    make_event(start_time=None, time_zone="")
    row = entry(client)
    assert row["dtstart"].params["VALUE"] == "DATE"
    assert (row.start, row.end) == (date(2026, 12, 14), date(2026, 12, 15))


@pytest.mark.parametrize("text", ["", "2026", "2026-12", "2026-12-14~", "2026-12-14/2026-12-16"])
def test_what_has_no_exact_day_is_in_no_calendar(client: Client, make_event: MakeEvent, text: str) -> None:
    make_event(date=text, start_time=None, time_zone="")
    assert client.get("/events/berlin.ics").status_code == 404
    assert "/events/berlin.ics" not in client.get("/events/berlin/").content.decode()
    assert read(client, "/feeds/events.ics").events == []


def test_a_calendar_shows_what_the_page_shows(client: Client, make_event: MakeEvent, settings: Any) -> None:
    settings.CAMPAIGN_URL = "https://desk.example"
    make_event(
        meeting_point="Main gate; 14, Nordendstraße",
        text="Ақтөбе, Жаңаөзен.\nBring\\a lamp.",
        organiser="A union",
        accessibility="No steps.",
        date_is_inferred=True,
        date_reason="The poster says Monday.",
    )
    row = entry(client)
    assert row["summary"] == "Picket in Berlin"
    assert row["location"] == "Main gate; 14, Nordendstraße, Berlin, Germany"
    assert row["description"] == (
        "Ақтөбе, Жаңаөзен.\nBring\\a lamp.\n\nThe date is inferred: The poster says Monday.\n\n"
        "Organised by A union.\n\nAccessibility of the place: No steps."
    )
    assert row["url"] == "https://desk.example/events/berlin/"
    assert row["status"] == "CONFIRMED"
    assert "/events/berlin.ics" in client.get("/events/berlin/").content.decode()


def test_it_is_in_the_language_of_its_address(client: Client, make_event: MakeEvent) -> None:
    make_event()
    assert str(entry(client, "/ru/events/berlin.ics")["location"]) == "Berlin, Германия"


def test_the_identity_outlives_title_and_address(
    client: Client, make_event: MakeEvent, ada: User, settings: Any
) -> None:
    event = make_event()
    before = entry(client)
    event.title, event.slug = "A picket by the river", "river"
    event.save()
    event.publish(by=ada)
    settings.CAMPAIGN_URL = "https://elsewhere.example"
    after = entry(client, "/events/river.ics")
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    other = make_event("london", title="Picket in London")
    assert entry(client, "/events/london.ics")["uid"] != before["uid"]
    assert other.pk != event.pk


def test_a_cancelled_event_is_sent_again_as_cancelled(
    client: Client, make_event: MakeEvent, ada: User
) -> None:
    event = make_event()
    before = entry(client)
    event.cancel(by=ada, note="The hall is closed.")
    for address in ("/events/berlin.ics", "/feeds/events.ics"):
        after = entry(client, address)
        assert after["uid"] == before["uid"]
        assert after["status"] == "CANCELLED"
        assert after["sequence"] > before["sequence"]
        assert after["summary"] == "Cancelled: Picket in Berlin"
        assert after["description"].startswith("The hall is closed.")


def test_the_feed_has_what_comes_and_what_is_over_of_every_zone(
    client: Client, make_event: MakeEvent
) -> None:
    make_event()
    make_event("toronto", time_zone="America/Toronto")
    make_event("old", date="2016-05-26", start_time=None, time_zone="")
    make_event("some-day", date="2016", start_time=None, time_zone="")
    calendar = read(client, "/feeds/events.ics")
    starts = [row.start for row in calendar.events]
    assert len(starts) == 3
    assert date(2016, 5, 26) in starts
    assert {zone.tz_name for zone in calendar.timezones} == {"America/Toronto", "Europe/Berlin"}
    assert len({row["uid"] for row in calendar.events}) == 3
    assert calendar["x-wr-calname"] == "Events"


def test_the_same_events_are_the_same_bytes(client: Client, make_event: MakeEvent) -> None:
    make_event()
    assert client.get("/feeds/events.ics").content == client.get("/feeds/events.ics").content


def test_drafts_are_404_and_withdrawn_events_410(client: Client, make_event: MakeEvent) -> None:
    Event.objects.create(slug="secret", title="A secret draft", kind="picket", date="2026-12-14")
    make_event().withdraw()
    assert client.get("/events/secret.ics").status_code == 404
    assert client.get("/events/berlin.ics").status_code == 410
    assert read(client, "/feeds/events.ics").events == []


@pytest.mark.parametrize("address", ["/feeds/events.ics", "/events/berlin.ics"])
def test_one_query_however_many_events(
    client: Client,
    make_event: MakeEvent,
    address: str,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    make_event()
    for number in range(15):
        make_event(f"row-{number}")
    with django_assert_num_queries(1):
        response = client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
