"""The desk: an editor writes an event and may publish it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaign.events.models import Event

pytestmark = pytest.mark.django_db

FORM = {"kind": "picket", "title": "A picket", "slug": "a-picket", "date": "2016-05-26", "country": "GB"}


def test_boris_writes_and_publishes_an_event(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert client.post("/admin/events/event/add/", FORM).status_code == 302
    event = Event.objects.get()
    assert event.last_edited_by == boris
    chosen = {"action": "publish_records", "_selected_action": str(event.pk)}
    assert "Publish these?" in client.post("/admin/events/event/", chosen).content.decode()
    assert client.get("/events/a-picket/").status_code == 404  # asked, not done
    client.post("/admin/events/event/", chosen | {"confirmed": "yes"})
    assert client.get("/events/a-picket/").status_code == 200


def test_an_inferred_date_without_a_reason_is_refused_in_the_form(client: Client, boris: User) -> None:
    client.force_login(boris)
    response = client.post("/admin/events/event/add/", FORM | {"date_is_inferred": "on"})
    assert response.status_code == 200
    assert "Say from what the date is inferred." in response.content.decode()
    assert not Event.objects.exists()


def test_a_changed_event_leaves_its_page(client: Client, boris: User) -> None:
    client.force_login(boris)
    event = Event.objects.create(slug="a-picket", title="A picket", kind="picket")
    event.publish(by=boris)
    client.post(f"/admin/events/event/{event.pk}/change/", FORM | {"title": "Another picket"})
    assert client.get("/events/a-picket/").status_code == 404


def test_mallory_does_not_get_in(client: Client, mallory: User) -> None:
    client.force_login(mallory)
    assert client.get("/admin/events/event/").status_code == 302


def test_a_cancelled_event_stays_public_and_says_so(client: Client, boris: User) -> None:
    client.force_login(boris)
    client.post("/admin/events/event/add/", FORM)
    event = Event.objects.get()
    event.publish(by=boris)
    chosen = {"action": "cancel_events", "_selected_action": str(event.pk)}
    assert "Cancel these?" in client.post("/admin/events/event/", chosen).content.decode()
    assert "This event is cancelled." not in client.get("/events/a-picket/").content.decode()
    client.post("/admin/events/event/", chosen | {"confirmed": "yes"})
    assert "This event is cancelled." in client.get("/events/a-picket/").content.decode()
    again = client.post("/admin/events/event/", chosen | {"confirmed": "yes"}, follow=True)
    assert "It is cancelled already." in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"time_zone": ""}, "Choose the time zone of the place."),
        ({"date": "2016-05"}, "Only an event on one known day can have a time."),
        ({"date": "in May"}, "Write 2012, 2012-06 or 2012-06-04"),
        ({"start_time": "", "end_time": "19:30"}, "Say when it begins, too."),
        ({"slug": "add"}, "This address belongs to a page of the site; choose another."),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(
    client: Client, boris: User, wrong: dict[str, str], sentence: str
) -> None:
    client.force_login(boris)
    form = FORM | {"start_time": "18:00", "time_zone": "Europe/London"}
    response = client.post("/admin/events/event/add/", form | wrong)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert client.post("/admin/events/event/add/", form).status_code == 302
