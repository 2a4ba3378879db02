"""/admin/archive/capture/add/"""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.models import Article, Block, Capture, Citation, FieldProvenance
from tests.archive.test_ingest import SAMPLE
from tests.archive.test_saved_page import TEXT, page

ADDRESS = "/admin/archive/capture/add/"
pytestmark = pytest.mark.django_db


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Capture, Article, Block, Citation, FieldProvenance))


def hand_in(client: Client, data: bytes, name: str = "picket.txt", **fields: str) -> tuple[int, str]:
    response = client.post(ADDRESS, {"document": SimpleUploadedFile(name, data)} | fields, follow=True)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("who", ["boris", "ada"])
def test_an_editor_hands_in_a_document(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(who)
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 200
    status, text = hand_in(client, SAMPLE.encode(), url="https://paper.example/picket", captured_on="2015-03")
    capture = Capture.objects.get()
    assert status == 200
    assert "1 drafts were proposed" in text
    assert "Picket outside the embassy" in text
    assert bytes(capture.original) == SAMPLE.encode()
    assert (capture.filename, capture.url) == ("picket.txt", "https://paper.example/picket")
    assert (capture.captured_on, capture.added_by) == ("2015-03", user)
    assert Article.objects.get().status == "draft"


def test_a_saved_page_keeps_its_bytes_and_its_text(client: Client, boris: User) -> None:
    client.force_login(boris)
    hand_in(client, page().encode(), name="page.html")
    capture = Capture.objects.get()
    assert bytes(capture.original) == page().encode()
    assert capture.text == TEXT
    assert Article.objects.get().title == "The door stays shut"


def test_the_same_bytes_again_are_held_already(client: Client, boris: User, ada: User) -> None:
    client.force_login(boris)
    hand_in(client, SAMPLE.encode())
    before = rows()
    client.force_login(ada)
    _status, text = hand_in(client, SAMPLE.encode(), name="another-name.txt")
    capture = Capture.objects.get()
    assert "held already" in text
    assert f'<a href="/admin/archive/capture/{capture.pk}/change/">' in text
    assert rows() == before
    assert (capture.filename, capture.added_by) == ("picket.txt", boris)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"too short", "a capture needs at least"),
        (b"\xff\xfe\xfa" * 100, "not text in UTF-8"),
        (b"\x00\x01\x02" * 100, "control character"),
        (b"a" * 5_000_001, "the most that can be read"),
        (b"<html><script>1</script></html>", "No article was found"),
        (b"", "empty"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(
    client: Client, boris: User, data: bytes, sentence: str
) -> None:
    client.force_login(boris)
    status, text = hand_in(client, data)
    assert status == 422
    assert sentence in text
    assert "<title>Error: " in text
    assert rows() == (0, 0, 0, 0, 0)


def test_a_wrong_day_or_address_is_refused_before_anything_is_stored(client: Client, boris: User) -> None:
    client.force_login(boris)
    assert hand_in(client, SAMPLE.encode(), captured_on="yesterday")[0] == 422
    assert hand_in(client, SAMPLE.encode(), url="javascript:alert(1)")[0] == 422
    assert rows() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("who", ["cleo", "mallory"])
def test_nobody_else_hands_in_documents(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(ADDRESS).status_code in (302, 403)
    client.post(ADDRESS, {"document": SimpleUploadedFile("a.txt", SAMPLE.encode())})
    assert rows() == (0, 0, 0, 0, 0)


def test_a_capture_is_never_edited_or_deleted(client: Client, olga: User) -> None:
    client.force_login(olga)
    hand_in(client, SAMPLE.encode())
    address = f"/admin/archive/capture/{Capture.objects.get().pk}"
    assert client.post(f"{address}/change/", {"filename": "x"}).status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert Capture.objects.get().filename == "picket.txt"
