import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, mailers
from django.test import Client
from django.urls import include, path

from campaign.urls import urlpatterns as whole_site

urlpatterns = [path("dev/", include("campaign.pages.development_urls")), *whole_site]
handler404 = "campaign.pages.errors.not_found"


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Where messages go, in the format of the file back end."""
    settings.CAMPAIGN_VAR = tmp_path
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path / "mail")}}}
    return tmp_path / "mail"


def send(*subjects: str, body: str = "Привет") -> None:
    messages = [EmailMessage(subject, body, "desk@localhost", ["eva@example.org"]) for subject in subjects]
    mailers["default"].send_messages(messages)


@pytest.mark.urls(__name__)
def test_what_was_sent_is_listed_newest_first_and_can_be_read(
    client: Client, db: None, mail_folder: Path
) -> None:
    send("The first", "Второе письмо")
    text = client.get("/dev/mail/").content.decode()
    assert text.index('<a href="/dev/mail/2/">Второе письмо</a>') < text.index(
        '<a href="/dev/mail/1/">The first</a>'
    )
    text = client.get("/dev/mail/2/").content.decode()
    assert "<h1>Второе письмо</h1>" in text
    assert "eva@example.org" in text
    assert "Привет" in text


@pytest.mark.urls(__name__)
def test_links_in_a_message_can_be_followed(client: Client, db: None, mail_folder: Path) -> None:
    send("Confirm", body="Open http://127.0.0.1:8000/confirm/abc123/ and press the button.")
    text = client.get("/dev/mail/1/").content.decode()
    assert '<a href="http://127.0.0.1:8000/confirm/abc123/"' in text


@pytest.mark.urls(__name__)
def test_a_message_is_shown_as_text(client: Client, db: None, mail_folder: Path) -> None:
    send("<b>Bold</b>", body="<script>alert(1)</script>")
    for address in ("/dev/mail/", "/dev/mail/1/"):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<b>" not in text


@pytest.mark.urls(__name__)
def test_an_empty_folder_says_what_to_do_and_an_unknown_message_is_not_there(
    client: Client, db: None, mail_folder: Path
) -> None:
    assert "No message yet." in client.get("/dev/mail/").content.decode()
    assert client.get("/dev/mail/1/").status_code == 404


def test_the_test_site_has_no_such_page(client: Client, db: None, mail_folder: Path) -> None:
    send("The first")
    assert client.get("/dev/mail/").status_code == 404
    assert client.get("/dev/mail/1/").status_code == 404


@pytest.mark.parametrize(("mode", "is_there"), [("local", True), ("production", False), ("test", False)])
def test_only_local_mode_has_these_addresses(settings: Any, root: Path, mode: str, is_there: bool) -> None:
    settings.CAMPAIGN_MODE = mode
    patterns = runpy.run_path(str(root / "campaign" / "urls.py"))["urlpatterns"]
    assert any(str(pattern.pattern) == "dev/" for pattern in patterns) is is_there
