"""At the desk: an e-mail fills the form, and a steward gets a link that can only add."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from campaign.submissions.mail_text import read_mail
from campaign.submissions.models import Photo, StewardLink, Submission
from tests.submissions.conftest import upload

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]

MAIL = """From: Eva Example <eva-unlikely@zubrow.example>
To: desk@campaign.example
Date: Thu, 26 May 2016 18:02:11 +0100
Subject: The embassy took
 our letter

We stood there at noon: ten people.

They took it.
--
eva-unlikely@zubrow.example
"""


def test_an_email_fills_the_form_and_its_sender_stands_in_the_contact_only(
    client: Client, boris: User
) -> None:
    client.force_login(boris)
    response = client.post("/admin/submissions/submission/add/", {"_fill": "1", "mail": MAIL})
    text = response.content.decode()
    assert text.count("eva-unlikely@zubrow.example") == 1
    assert 'value="Eva Example &lt;eva-unlikely@zubrow.example&gt;"' in text
    assert 'value="2016-05-26"' in text
    assert "The embassy took our letter" in text
    assert "They took it." in text
    assert not Submission.objects.exists()
    form = {
        *re.findall(r'name="(kind|action|mission|date|happened|contact|photo_1|may_print)"', text),
    }
    assert len(form) == 8


def test_the_filled_form_goes_into_the_queue(client: Client, boris: User) -> None:
    client.force_login(boris)
    words = read_mail(MAIL)
    assert "zubrow.example" not in words["happened"]
    response = client.post("/admin/submissions/submission/add/", words | {"_save": "1"})
    row = Submission.objects.get()
    assert response.headers["Location"] == f"/admin/submissions/submission/{row.pk}/change/"
    assert (row.source, row.state) == ("email", "waiting")
    assert row.report().date == "2016-05-26"
    assert "eva-unlikely" in row.sender()
    assert not row.looks_automatic


def test_an_error_at_the_desk_keeps_the_picture(client: Client, boris: User) -> None:
    client.force_login(boris)
    wrong = {"kind": "letter", "date": "never", "photo_1": upload(), "faces_1": "yes", "_save": "1"}
    response = client.post("/admin/submissions/submission/add/", wrong)
    assert response.status_code == 422
    assert re.search(r'name="held_1" value="\S+"', response.content.decode())


@pytest.mark.parametrize(
    ("mail", "date"),
    [
        ("От: Ева <eva@zubrow.example>\nДата: 26.05.2016\nТема: Пикет\n\nМы стояли.", "2016-05-26"),
        ("From: eva@zubrow.example\nSent: Thursday, 26 May 2016 18:02\nSubject: Hello\n\nText", "2016-05-26"),
        ("Just a text: with a colon\nand no headers", ""),
        ("", ""),
    ],
)
def test_headers_of_several_mail_programs_are_read(mail: str, date: str) -> None:
    words = read_mail(mail)
    assert words["date"] == date
    assert "zubrow.example" not in words["happened"]


@pytest.fixture
def link(client: Client, boris: User) -> str:
    """The address that the desk shows once."""
    client.force_login(boris)
    response = client.post("/admin/submissions/stewardlink/add/", {"label": "Lutz, noon"}, follow=True)
    found = re.search(r"http://testserver(/send/steward/[^<]+/)", response.content.decode())
    assert found
    assert found[1] not in client.get("/admin/submissions/stewardlink/").content.decode()
    client.logout()
    return found[1]


def test_a_steward_adds_reports_with_the_link_and_nothing_else(client: Client, send: Send, link: str) -> None:
    response = client.get(link)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert 'class="print-address"' not in response.content.decode()
    assert 'rel="canonical"' not in response.content.decode()
    assert not Submission.objects.exists()
    assert send(link).status_code == 303
    row = Submission.objects.get()
    assert (row.source, row.state, str(row.steward_link)) == ("steward", "waiting", "Lutz, noon")
    token = link.rstrip("/").rpartition("/")[2]
    assert token not in StewardLink.objects.get().token_hash
    assert client.get("/admin/").status_code == 302


def test_an_error_leads_back_to_the_same_link(send: Send, link: str) -> None:
    assert f'action="{link}"' in send(link, kind="").content.decode()


def test_a_link_ends_after_two_days_or_when_it_is_revoked(
    client: Client, send: Send, link: str, boris: User
) -> None:
    row = StewardLink.objects.get()
    assert timedelta(hours=47) < row.expires_at - timezone.now() <= timedelta(hours=48)
    StewardLink.objects.update(expires_at=timezone.now())
    assert client.get(link).status_code == 410
    assert send(link).status_code == 410
    StewardLink.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    assert client.get(link).status_code == 200
    client.force_login(boris)
    client.post(
        "/admin/submissions/stewardlink/", {"action": "revoke_links", "_selected_action": [str(row.pk)]}
    )
    assert client.get(link).status_code == 410
    assert client.get("/send/steward/guessed/").status_code == 410
    assert not Submission.objects.exists()


def test_deleting_a_released_picture_takes_its_files(
    client: Client,
    boris: User,
    send: Send,
    media: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert send(photo_1=upload(), faces_1="yes").status_code == 303
    row = Submission.objects.get()
    sent = row.photos.get()
    client.force_login(boris)
    answers = {f"release_{sent.pk}": "on", f"alt_{sent.pk}": "A door"}
    client.post(
        f"/admin/submissions/submission/{row.pk}/change/",
        {"title": "A letter", "makes_letter": "on", "_accept": "1"} | answers,
    )
    photo = Photo.objects.get()
    assert client.get(f"/admin/submissions/photo/{photo.pk}/change/").status_code == 200
    assert client.get(f"/admin/submissions/photo/picture/{photo.pk}.webp").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/submissions/photo/{photo.pk}/delete/", {"post": "yes"})
    assert not list(media.rglob("*.webp"))
