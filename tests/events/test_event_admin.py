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
