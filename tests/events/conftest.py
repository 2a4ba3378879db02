from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from campaign.events.models import Event
from tests.prisoners.conftest import make_person as make_person  # a fixture: importing it is using it

type MakeEvent = Callable[..., Event]
type SetClock = Callable[[str], None]


@pytest.fixture
def make_event(ada: User) -> MakeEvent:
    """A published picket in Berlin, in the evening of 14 December 2026, with what the test changes."""

    def make(slug: str = "berlin", **fields: Any) -> Event:
        usual: dict[str, Any] = {
            "kind": "picket",
            "title": "Picket in Berlin",
            "date": "2026-12-14",
            "start_time": "18:00",
            "time_zone": "Europe/Berlin",
            "place_name": "Berlin",
            "country": "DE",
        }
        event = Event(slug=slug, **(usual | fields))
        event.full_clean(exclude=["slug"])  # texts become times
        event.save()
        event.publish(by=ada)
        return event

    return make


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Stops the clock at a moment that is written as ISO 8601 with its distance from UTC."""

    def set_to(moment: str) -> None:
        now = datetime.fromisoformat(moment)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to
