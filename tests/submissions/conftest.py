import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import freeze_time
from PIL import Image
from pytest_django import Settings

from campaign.actions.models import Action
from campaign.organisations.models import Mission
from campaign.submissions.models import Submission

CONTACT = "eva-unlikely@zubrow.example"
WORDS = {
    "kind": "letter",
    "mission": "zubrow-in-freedonia",
    "place": "Lutz",
    "country": "FR",
    "date": "26 May 2016",
    "channel": "in_person",
    "delivery_state": "refused",
    "happened": "Nobody opened; the porter waved us away.",
    "names": "Gustave Desgoffe, secretary, Lantern Club\nAgatha",
    "may_print": "on",
    "contact": CONTACT,
}


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path / "media"
    yield tmp_path / "media"


@pytest.fixture(autouse=True)
def embassy(db: None) -> Mission:
    return Mission.objects.create(
        slug="zubrow-in-freedonia", name="Embassy of Zubrow in Freedonia", host_country="FR"
    )


@pytest.fixture
def action(db: None) -> Action:
    action = Action(slug="printers", title="Release the printers")
    action.save()
    action.publish_as_shipped()
    return action


@pytest.fixture
def opened(client: Client, db: None) -> str:
    """The stamp of a form that was opened a minute ago."""
    with freeze_time(time.time() - 60):
        found = re.search(r'name="opened" value="([^"]+)"', client.get("/send/").content.decode())
    assert found
    return found[1]


@pytest.fixture
def send(client: Client, opened: str) -> Callable[..., Any]:
    """Posts the form as a visitor does, with these fields changed."""

    def post(address: str = "/send/", **changed: Any) -> Any:
        return client.post(address, WORDS | {"opened": opened} | changed)

    return post


def sent(send: Callable[..., Any], **changed: Any) -> Submission:
    assert send(**changed).status_code == 303
    return Submission.objects.latest("pk")


def photograph(width: int = 800, height: int = 600, *, form: str = "JPEG") -> bytes:
    """A picture with everything that a camera writes beside it."""
    exif = Image.Exif()
    exif[0x010F] = "Planted-Camera"
    exif[0x8825] = {1: "N", 2: (43.0, 20.0, 1.0), 3: "E", 4: (52.0, 51.0, 1.0)}  # GPS
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    output = BytesIO()
    options = {"exif": exif} | ({"comment": b"Planted-Comment"} if form == "JPEG" else {})
    image.save(output, form, **options)
    return output.getvalue()


def upload(data: bytes | None = None, name: str = "door.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or photograph(), content_type="image/jpeg")
