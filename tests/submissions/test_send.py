"""The form at /send/: what arrives, what is refused, and that nothing typed or chosen is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from campaign.actions.models import Action
from campaign.submissions.content import PrintedName, read_names
from campaign.submissions.models import SentPhoto, Submission
from tests.submissions.conftest import CONTACT, WORDS, photograph, sent, upload

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


def test_a_report_arrives_encrypted_and_leads_to_the_next_step(client: Client, send: Send) -> None:
    response = send()
    assert response.status_code == 303
    assert response.headers["Location"] == "/send/thanks/"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    row = Submission.objects.get()
    assert row.state == "waiting"
    assert not row.looks_automatic
    for secret in ("porter", "Gustave", "zubrow.example", "Lutz"):
        assert secret.encode() not in bytes(row.payload or b"") + bytes(row.contact or b"")
    report = row.report()
    assert (report.place, report.date, report.delivery_state) == ("Lutz", "2016-05-26", "refused")
    assert report.names == (
        PrintedName("Gustave Desgoffe", "secretary", "Lantern Club"),
        PrintedName("Agatha"),
    )
    assert row.sender() == CONTACT
    assert CONTACT not in report.as_json()
    thanks = client.get("/send/thanks/").content.decode()
    assert "Your report has arrived" in thanks
    assert 'href="/petitions/"' in thanks
    assert 'href="/letters/' in thanks


@pytest.mark.parametrize("kind", ["letter", "picket", "resolution", "press", "reply"])
def test_each_kind_can_be_reported_without_a_name_a_day_or_a_contact(send: Send, kind: str) -> None:
    nothing = dict.fromkeys(("mission", "place", "country", "date", "delivery_state", "names", "contact"), "")
    row = sent(send, kind=kind, **nothing)
    assert row.kind == kind
    assert row.contact is None


def test_a_link_of_an_action_chooses_it(client: Client, action: Action) -> None:
    action.what_to_send = "A photo of the door."
    action.save()
    action.publish_as_shipped()
    assert 'href="/send/?action=printers"' in client.get("/actions/printers/").content.decode()
    text = client.get("/send/?action=printers&mission=zubrow-in-freedonia&kind=picket").content.decode()
    assert '<option value="printers" selected>' in text
    assert '<option value="zubrow-in-freedonia" selected>' in text
    assert re.search(r'value="picket"[^>]* checked', text)


def test_only_public_actions_are_offered(client: Client, send: Send) -> None:
    Action(slug="secret-plan", title="A secret plan").save()
    assert "secret plan" not in client.get("/send/").content.decode()
    assert send(action="secret-plan").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "Choose what you report."),
        ({"date": "last spring"}, "This day cannot be read."),
        ({"date": "05/06/2016"}, "This day cannot be read."),
        ({"date": "2999-01-01"}, "This day is still to come."),
        ({"happened": "x" * 5001}, "Shorten this to 5000 characters; it has 5001 now."),
        ({"text": "x" * 20_001}, "Shorten this to 20000 characters; it has 20001 now."),
        ({"may_print": ""}, "Tick that everybody named has agreed, or take the names out."),
        ({"names": "\n".join(f"Name {n}" for n in range(21))}, "Name 20 people at most"),
        ({"names": "x" * 201}, "One of the lines is too long"),
        ({"happened": ""}, "Tell us what happened, paste the text, or add a photo."),
        ({"country": "QQ"}, "Choose a country from the list."),
    ],
)
def test_an_error_is_said_on_top_and_beside_the_field_and_nothing_typed_is_lost(
    send: Send, wrong: dict[str, str], sentence: str
) -> None:
    response = send(**wrong)
    assert response.status_code == 422
    text = response.content.decode()
    assert "<title>Error: Send us what you did" in text
    assert text.count(sentence) == 2
    assert f'value="{CONTACT}"' in text
    assert 'value="Lutz"' in text
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("26 May 2016", "2016-05-26"),
        ("May 26, 2016", "2016-05-26"),
        ("26.5.2016", "2016-05-26"),
        ("26/05/2016", "2016-05-26"),
        ("May 2016", "2016-05"),
        ("2016-05~", "2016-05~"),
        ("2016-05-25/2016-05-26", "2016-05-25/2016-05-26"),
        ("", ""),
    ],
)
def test_a_day_is_read_as_people_type_it(send: Send, typed: str, kept: str) -> None:
    assert sent(send, date=typed).report().date == kept


@pytest.mark.parametrize("typed", ["26 мая 2016", "май 2016"])
def test_a_day_is_read_in_the_language_of_the_path(send: Send, typed: str) -> None:
    assert send("/ru/send/", date=typed).headers["Location"] == "/ru/send/thanks/"
    assert Submission.objects.get().report().date.startswith("2016-05")


def test_names_may_have_commas_where_semicolons_part_them() -> None:
    assert read_names("Desgoffe, Gustave; secretary; Lantern Club\n\n") == (
        PrintedName("Desgoffe, Gustave", "secretary", "Lantern Club"),
    )


def test_six_pictures_arrive_repainted_and_encrypted(send: Send) -> None:
    photos = {f"photo_{n}": upload() for n in range(1, 7)}
    faces = {f"faces_{n}": ("yes", "blur", "no")[n % 3] for n in range(1, 7)}
    row = sent(send, **photos, **faces)
    assert [photo.faces for photo in row.photos.all()] == ["blur", "no", "yes"] * 2
    for photo in row.photos.all():
        assert not bytes(photo.picture).startswith(b"\xff\xd8")
        for planted in (b"Planted", b"Exif"):
            assert planted not in photo.jpeg()
        assert len(photo.upload_sha256) == 64


def test_a_picture_that_was_read_survives_an_error_elsewhere(send: Send) -> None:
    response = send(date="never", photo_1=upload(), faces_1="yes")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Photo 1 has arrived and is kept" in text
    token = re.search(r'name="held_1" value="([^"]+)"', text)
    assert token
    assert not SentPhoto.objects.filter(token_hash=token[1]).exists()
    row = sent(send, held_1=token[1], faces_1="blur")
    assert [photo.faces for photo in row.photos.all()] == ["blur"]
    assert send(held_1=token[1], faces_1="yes").status_code == 422  # it belongs to a report now


def test_a_kept_picture_can_be_left_out(send: Send) -> None:
    text = send(date="never", photo_1=upload(), faces_1="yes").content.decode()
    token = re.search(r'name="held_1" value="([^"]+)"', text)
    assert token
    assert not sent(send, held_1=token[1], remove_1="on").photos.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"GIF89a" + b"0" * 100, "This is no picture that we take"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "An SVG is a program"),
        (b"\xff\xd8" + b"0" * 10_000_000, "The picture has more than 10 MB"),
        (photograph(9000, 5000, form="PNG"), "The picture has more than 40 megapixels"),
        (photograph()[:2000], "The picture is damaged"),
    ],
)
def test_what_is_no_fit_picture_is_refused_and_the_good_one_beside_it_kept(
    send: Send, data: bytes, sentence: str
) -> None:
    response = send(photo_1=upload(), faces_1="yes", photo_2=upload(data), faces_2="yes")
    text = response.content.decode()
    assert response.status_code == 422
    assert text.count(sentence) == 2
    assert "Photo 1 has arrived and is kept" in text
    assert "<details open>" in text
    assert not Submission.objects.exists()


def test_a_picture_needs_a_word_about_its_faces(send: Send) -> None:
    response = send(photo_1=upload())
    assert response.status_code == 422
    assert "Say for each picture whether faces in it may be shown." in response.content.decode()


def test_far_too_much_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post("/send/", WORDS, CONTENT_LENGTH=str(100_000_001))
    assert response.status_code == 422
    assert "All pictures together have more than 100 MB." in response.content.decode()


def test_one_network_can_send_ten_reports_an_hour_and_the_eleventh_is_not_lost(send: Send) -> None:
    answers = [send() for _ in range(10)]
    assert [answer.status_code for answer in answers] == [303] * 10
    late = send(photo_1=upload(), faces_1="yes", place="Unforgotten")
    assert late.status_code == 429
    assert late.headers["Retry-After"] == "3600"
    text = late.content.decode()
    assert "Nothing is lost: what you typed stands below." in text
    assert 'value="Unforgotten"' in text
    assert "Photo 1 has arrived and is kept" in text
    assert Submission.objects.count() == 10


def test_tries_are_counted_too_and_the_text_is_kept(send: Send) -> None:
    for _ in range(30):
        assert send(kind="").status_code == 422
    late = send(place="Unforgotten")
    assert late.status_code == 429
    assert 'value="Unforgotten"' in late.content.decode()


@pytest.mark.parametrize("signal", [{"website": "http://spam.example"}, {"opened": "forged"}])
def test_what_looks_automatic_is_answered_alike_and_marked(send: Send, signal: dict[str, str]) -> None:
    assert sent(send, **signal).looks_automatic


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_on_another_site_cannot_post_here(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/send/", WORDS, headers=headers).status_code == 403
    assert not Submission.objects.exists()


def test_the_form_takes_a_fixed_number_of_queries(
    client: Client, action: Action, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get("/send/")


def test_no_address_shows_a_report_to_visitors(client: Client, send: Send) -> None:
    row = sent(send)
    for address in (f"/send/{row.pk}/", f"/media/photos/{'0' * 32}-480.webp"):
        assert client.get(address).status_code == 404
