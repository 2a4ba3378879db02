import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import freeze_time
from django.utils import timezone

from campaign.pages.models import ContactMessage
from campaign.pages.retention import remove_old_messages

WORDS = {"message": "The embassy answered.", "name": "Ева", "email": "eva@example.org"}


def stamp_of(client: Client) -> str:
    found = re.search(r'name="opened" value="([^"]+)"', client.get("/contact/").content.decode())
    assert found
    return found[1]


@pytest.fixture
def opened(client: Client, db: None) -> str:
    """The stamp of a form that was opened a minute ago."""
    with freeze_time(time.time() - 60):
        return stamp_of(client)


def test_a_message_arrives_encrypted_and_the_visitor_sees_a_page_that_says_so(
    client: Client, opened: str
) -> None:
    response = client.post("/contact/", WORDS | {"opened": opened, "about": "/letters/london/"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/contact/sent/"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    row = ContactMessage.objects.get()
    for secret in ("answered", "eva@example.org", "Ева"):
        assert secret.encode() not in bytes(row.payload)
    assert row.content().message == "The embassy answered."
    assert row.content().name == "Ева"
    assert row.about == "/letters/london/"
    assert not row.looks_automatic
    assert "Your message has arrived" in client.get("/contact/sent/").content.decode()


def test_neither_name_nor_address_is_needed(client: Client, opened: str) -> None:
    assert client.post("/contact/", {"message": "Hello", "opened": opened}).status_code == 303
    assert ContactMessage.objects.get().content().email == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"message": ""}, "Write your message."),
        ({"email": "eva@"}, "This e-mail address cannot be right."),
        ({"message": "x" * 5001}, "Shorten your message to 5,000 characters."),
    ],
)
def test_an_error_is_said_on_top_and_beside_the_field_and_nothing_typed_is_lost(
    client: Client, db: None, wrong: dict[str, str], sentence: str
) -> None:
    response = client.post("/contact/", WORDS | {"about": "/letters/london/"} | wrong)
    assert response.status_code == 422
    text = response.content.decode()
    assert "<title>Error: Contact" in text
    assert 'class="error-summary"' in text
    assert text.count(sentence) == 2
    assert 'value="Ева"' in text
    assert 'href="/letters/london/"' in text
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize("signal", [{"website": "http://spam.example"}, {"opened": "forged"}, {"opened": ""}])
def test_what_looks_automatic_is_kept_apart_and_answered_alike(
    client: Client, opened: str, signal: dict[str, str]
) -> None:
    response = client.post("/contact/", WORDS | {"opened": opened} | signal)
    assert response.headers["Location"] == "/contact/sent/"
    assert ContactMessage.objects.get().looks_automatic


def test_a_form_sent_within_three_seconds_looks_automatic(client: Client, db: None) -> None:
    client.post("/contact/", WORDS | {"opened": stamp_of(client)})
    assert ContactMessage.objects.get().looks_automatic


@pytest.mark.parametrize(
    "about", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/" + "x" * 200]
)
def test_about_names_a_page_of_this_site_or_nothing(client: Client, opened: str, about: str) -> None:
    assert "About the page" not in client.get("/contact/", {"about": about}).content.decode()
    client.post("/contact/", WORDS | {"opened": opened, "about": about})
    assert ContactMessage.objects.get().about == ""


def test_the_page_in_question_is_named_without_its_query(client: Client, db: None) -> None:
    text = client.get("/contact/", {"about": "/search/?q=secret"}).content.decode()
    assert '<a href="/search/" dir="ltr">/search/</a>' in text
    assert "secret" not in text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_on_another_site_cannot_post_here(client: Client, db: None, headers: dict[str, str]) -> None:
    response = client.post("/contact/", WORDS, headers=headers)
    assert response.status_code == 403
    assert "This form was sent from another site." in response.content.decode()
    assert not ContactMessage.objects.exists()


def test_one_network_can_send_ten_messages_an_hour(client: Client, opened: str) -> None:
    answers = [client.post("/contact/", WORDS | {"opened": opened}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert answers[-1].headers["Retry-After"] == "3600"
    text = answers[-1].content.decode()
    assert "send them again in 60 minutes at the latest" in text
    assert WORDS["message"] in text
    other = client.post("/contact/", WORDS | {"opened": opened}, REMOTE_ADDR="192.0.2.77")
    assert other.status_code == 303


def test_only_a_page_of_this_site_is_linked_as_what_it_is_about(client: Client, opened: str) -> None:
    for about in ("javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/"):
        response = client.post("/contact/", {"message": "", "about": about, "opened": opened})
        assert response.status_code == 422
        assert "About the page:" not in response.content.decode()


def test_the_form_works_in_the_language_of_the_path(client: Client, opened: str) -> None:
    assert 'action="/ru/contact/"' in client.get("/ru/contact/").content.decode()
    response = client.post("/ru/contact/", WORDS | {"opened": opened})
    assert response.headers["Location"] == "/ru/contact/sent/"


def test_the_desk_reads_a_message_and_marks_it_as_answered(client: Client, opened: str, cleo: User) -> None:
    client.post("/contact/", WORDS | {"opened": opened, "about": "/letters/london/"})
    row = ContactMessage.objects.get()
    client.force_login(cleo)
    text = client.get(f"/admin/pages/contactmessage/{row.pk}/change/").content.decode()
    assert "The embassy answered." in text
    assert 'href="mailto:eva@example.org"' in text
    assert 'href="/letters/london/"' in text
    listed = client.get("/admin/pages/contactmessage/?answered=no").content.decode()
    assert "The embassy answered." in listed
    client.post(
        "/admin/pages/contactmessage/", {"action": "mark_as_answered", "_selected_action": [str(row.pk)]}
    )
    row.refresh_from_db()
    assert row.answered_at is not None
    assert (
        "The embassy answered." not in client.get("/admin/pages/contactmessage/?answered=no").content.decode()
    )
    assert "The embassy answered." in client.get("/admin/pages/contactmessage/?answered=yes").content.decode()


@pytest.mark.parametrize("who", ["boris", "mallory"])
def test_others_do_not_read_messages(
    client: Client, opened: str, who: str, request: pytest.FixtureRequest
) -> None:
    client.post("/contact/", WORDS | {"opened": opened})
    client.force_login(request.getfixturevalue(who))
    row = ContactMessage.objects.get()
    for address in ("/admin/pages/contactmessage/", f"/admin/pages/contactmessage/{row.pk}/change/"):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert "The embassy answered." not in response.content.decode()


def test_a_message_under_a_lost_key_says_so_and_breaks_nothing(
    client: Client, opened: str, cleo: User, settings: Any
) -> None:
    client.post("/contact/", WORDS | {"opened": opened})
    settings.CAMPAIGN_FIELD_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    client.force_login(cleo)
    text = client.get("/admin/pages/contactmessage/").content.decode()
    assert "a key that this server does not hold" in text


def test_messages_are_removed_after_ninety_days(client: Client, opened: str) -> None:
    for _ in range(2):
        client.post("/contact/", WORDS | {"opened": opened})
    old = ContactMessage.objects.first()
    assert old
    ContactMessage.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=91))
    assert remove_old_messages() == 1
    assert remove_old_messages() == 0
    assert not ContactMessage.objects.filter(pk=old.pk).exists()
    assert ContactMessage.objects.count() == 1
