"""/admin/archive/report/ and what a visitor then reads"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from archive.evidence import evidence_for
from archive.models import Article, Capture, Citation, Edition, Picture, Proposal, Report
from archive.reports import publish_report
from tests.archive.test_pictures import kept, photograph, with_metadata

ADD = "/admin/archive/report/add/"
TEXT = (
    "<p>Twelve people <strong>stood</strong> in the rain, see <a href='https://paper.example/'>the paper</a>.</p>"
    "<h3>What they asked</h3><ul><li><p>release the prisoners</p></li><li><p>open the trial</p></li></ul>"
    "<blockquote><p>Nobody came out.</p></blockquote>"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path


def form(**changes: Any) -> dict[str, Any]:
    data = {"title": "A vigil in the rain", "standfirst": "Twelve came.", "text": TEXT, "authors": ""}
    data |= {"voice": "campaign", "kind": "report", "language": "en", "version": "0"}
    data |= {"pictures-TOTAL_FORMS": "1", "pictures-INITIAL_FORMS": "0"}
    return data | changes


def with_picture(data: bytes, name: str = "IMG_0001.jpg", **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "pictures-0-upload": SimpleUploadedFile(name, data),
        "pictures-0-alt": "People with umbrellas before a closed door",
        "pictures-0-caption": "In the rain",
        "pictures-0-credit": "Dana Example",
    }
    return form(**(fields | changes))


def write(client: Client, data: dict[str, Any]) -> Report:
    response = client.post(ADD, data | {"_preview": "yes"})
    assert response.status_code == 302, response.content.decode()
    report = Report.objects.get()
    assert response["Location"] == f"/admin/archive/report/{report.pk}/publish/"
    return report


def publish(client: Client, report: Report) -> str:
    report.refresh_from_db()
    response = client.post(f"/admin/archive/report/{report.pk}/publish/", {"version": report.version})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_a_report_is_public_after_two_forms(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    assert client.get("/archive/a-vigil-in-the-rain/").status_code == 404
    assert "Publish now" in client.get(f"/admin/archive/report/{report.pk}/publish/").content.decode()
    address = publish(client, report)
    assert address == "/archive/a-vigil-in-the-rain/"
    text = client.get(address).content.decode()
    assert '<p class="lead">Twelve came.' in text
    assert "<strong>stood</strong>" in text
    assert '<a href="https://paper.example/">the paper</a>' in text
    assert "<h3>What they asked" in text
    assert "<li>open the trial" in text
    assert "<blockquote>" in text
    assert "The campaign's own text." in text
    assert "Corrected on" not in text


def test_the_text_is_a_capture_that_is_found_and_cited(client: Client, boris: User) -> None:
    client.force_login(boris)
    address = publish(client, write(client, form()))
    capture = Capture.objects.get()
    article = Article.objects.get()
    assert capture.text.encode() == bytes(capture.original)
    assert capture.added_by == boris
    assert "- open the trial\n" in capture.text
    assert {row.field: row.status for row in article.provenance.all()} == dict.fromkeys(
        ["title", "standfirst", "author", "publication", "published"], "stated"
    )
    assert Citation.objects.exclude(exact=None).count() == 5
    for kind, start, end, _level in Edition.objects.get().blocks:
        assert capture.text[start:end].strip() == capture.text[start:end], kind
    start = capture.text.index("stood in")
    shown = client.get(f"{address}?c={capture.sha256[:12]}:{start}-{start + 8}").content.decode()
    assert '<mark id="c"><strong>stood</strong></mark><mark> in</mark>' in shown
    assert address in client.get("/search/?q=prisoners").content.decode()


def test_a_correction_is_a_second_capture_and_the_first_stays(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    address = publish(client, report)
    first = Capture.objects.get()
    change = f"/admin/archive/report/{report.pk}/change/"
    client.post(change, form(text=TEXT.replace("Twelve", "Fourteen"), version="0"))
    unchanged = client.get(address).content.decode()
    assert "Twelve people" in unchanged
    assert "Fourteen" not in unchanged
    assert publish(client, report) == address
    corrected = client.get(address).content.decode()
    assert "Fourteen people" in corrected
    assert "Corrected on" in corrected
    assert Capture.objects.count() == 2
    start = first.text.index("Twelve people")
    old = client.get(f"{address}?c={first.sha256[:12]}:{start}-{start + 13}").content.decode()
    assert '<mark id="c">Twelve people</mark>' in old
    assert "as it was before a correction" in old
    assert Article.objects.get().published == Edition.objects.order_by("pk")[0].made_on.isoformat()


def test_a_citation_of_the_first_edition_still_leads_to_its_words(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    publish(client, report)
    row = Article.objects.get().provenance.get(field="title")
    cited = row.citations.get()
    client.post(f"/admin/archive/report/{report.pk}/change/", form(text="<p>Other words.</p>"))
    publish(client, report)
    evidence = evidence_for([cited])[cited.pk]
    assert evidence.words == "A vigil in the rain"
    assert evidence.address == f"/archive/a-vigil-in-the-rain/?c={cited.reference}#c"
    assert client.get(evidence.address).status_code == 200


def test_publishing_again_without_a_change_makes_no_correction(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    address = publish(client, report)
    publish(client, report)
    assert Edition.objects.count() == Capture.objects.count() == 1
    assert "Corrected on" not in client.get(address).content.decode()


def test_the_days_of_publication_and_correction_are_said(boris: User, client: Client) -> None:
    client.force_login(boris)
    report = write(client, form())
    publish_report(report, by=boris, today=date(2026, 5, 1))
    Report.objects.update(text="<p>Better words.</p>")
    article = publish_report(report, by=boris, today=date(2026, 5, 3))
    text = client.get(article.get_absolute_url()).content.decode()
    assert "Corrected on 3 May 2026." in text
    assert article.published == "2026-05-01"


def test_mentions_are_proposed_afterwards_and_hold_nothing_back(
    client: Client, boris: User, django_capture_on_commit_callbacks: Any
) -> None:
    from archive.models import Authority, AuthorityName

    place = Authority.objects.create(kind="place", slug="zhanaozen", name="Zhanaozen")
    AuthorityName.objects.create(authority=place, text="Zhanaozen")
    client.force_login(boris)
    report = write(client, form(text="<p>They spoke of Zhanaozen, and again of Zhanaozen, for an hour.</p>"))
    with django_capture_on_commit_callbacks(execute=True):
        publish(client, report)
    assert Article.objects.get().is_published
    assert Proposal.objects.filter(field="mention.place", article=report.article).exists()
    assert not Proposal.objects.must_decide().exists()


def test_an_open_question_about_our_own_text_does_not_hold_back_its_correction(
    client: Client, boris: User
) -> None:
    client.force_login(boris)
    report = write(client, form())
    publish(client, report)
    Proposal.objects.create(
        capture=Capture.objects.get(),
        article=report.article,
        field="conflict",
        tier="must",
        status="inferred",
        rule="x/1",
        place_start=0,
        place_end=5,
        start=0,
        end=5,
        value="x",
        value_sha256="x",
    )
    client.post(f"/admin/archive/report/{report.pk}/change/", form(text="<p>Better words.</p>"))
    assert "Better words." in client.get(publish(client, report)).content.decode()


def test_a_picture_is_shown_without_what_the_camera_wrote(client: Client, boris: User, media: Path) -> None:
    client.force_login(boris)
    address = publish(client, write(client, with_picture(with_metadata("JPEG"))))
    text = client.get(address).content.decode()
    picture = Picture.objects.get()
    assert f'src="/media/pictures/{picture.name}-800.webp"' in text
    assert f"/media/pictures/{picture.name}-480.webp 480w" in text
    assert 'width="800" height="600"' in text
    assert 'alt="People with umbrellas before a closed door"' in text
    assert "In the rain" in text
    assert "Dana Example" in text
    assert "IMG_0001" not in text + "".join(str(path) for path in kept(media))
    answer = client.get(f"/media/pictures/{picture.name}-800.webp")
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"Planted" not in answer.getvalue()
    assert not answer.cookies


def test_only_the_desk_sees_a_picture_before_publication_and_after_withdrawal(
    client: Client, boris: User, mallory: User
) -> None:
    client.force_login(boris)
    report = write(client, with_picture(photograph()))
    picture = Picture.objects.get()
    public, desk = (
        f"/media/pictures/{picture.name}-480.webp",
        f"/admin/archive/report/picture/{picture.name}-480.webp",
    )
    assert client.get(public).status_code == 404
    assert client.get(desk).status_code == 200
    publish(client, report)
    assert client.get(public).status_code == 200
    assert client.get(public.replace("-480", "-481")).status_code == 404
    Article.objects.get().withdraw()
    assert client.get(public).status_code == 404
    client.force_login(mallory)
    assert client.get(desk).status_code == 302


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg onload='alert(1)'/>", "SVG"),
        (b"no picture at all", "JPEG, a PNG or a WebP"),
        (photograph()[:900], "damaged"),
    ],
)
def test_a_refused_picture_saves_nothing_and_keeps_the_words(
    client: Client, boris: User, media: Path, data: bytes, sentence: str
) -> None:
    client.force_login(boris)
    response = client.post(ADD, with_picture(data))
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "A vigil in the rain" in text
    assert not Report.objects.exists()
    assert not Article.objects.exists()
    assert kept(media) == []


def test_a_picture_needs_words_for_those_who_do_not_see_it(client: Client, boris: User, media: Path) -> None:
    client.force_login(boris)
    assert client.post(ADD, with_picture(photograph(), **{"pictures-0-alt": ""})).status_code == 422
    assert client.post(ADD, with_picture(photograph(), **{"pictures-0-credit": ""})).status_code == 422
    assert kept(media) == []


def test_a_removed_picture_leaves_the_storage(
    client: Client, boris: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(boris)
    report = write(client, with_picture(photograph()))
    picture = Picture.objects.get()
    assert len(kept(media)) == 2
    data = with_picture(b"", **{"pictures-0-DELETE": "on", "pictures-0-id": str(picture.pk)})
    del data["pictures-0-upload"]
    data |= {"pictures-INITIAL_FORMS": "1", "pictures-0-article": report.pk}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/admin/archive/report/{report.pk}/change/", data).status_code == 302
    assert not Picture.objects.exists()
    assert kept(media) == []


@pytest.mark.parametrize("field", ["title", "text"])
def test_title_and_text_are_needed(client: Client, boris: User, field: str) -> None:
    client.force_login(boris)
    response = client.post(ADD, form(**{field: "<p> </p>" if field == "text" else ""}))
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert not Report.objects.exists()


def test_hostile_markup_is_cleaned_before_it_is_kept(client: Client, boris: User) -> None:
    client.force_login(boris)
    text = "<p onclick='x()'>Words<script>alert(1)</script><img src='https://elsewhere.example/a.png'></p>"
    report = write(client, form(text=text, title="<script>alert(2)</script>"))
    assert report.text == "<p>Words</p>"
    page = client.get(publish(client, report)).content.decode()
    assert "elsewhere.example" not in page
    assert not re.search(r"<script>alert", page)


def test_two_people_cannot_overwrite_each_other(client: Client, boris: User, ada: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    change = f"/admin/archive/report/{report.pk}/change/"
    assert client.post(change, form(title="By Boris", version="0")).status_code == 302
    client.force_login(ada)
    late = client.post(change, form(title="By Ada", version="0"))
    assert late.status_code == 422
    assert "Somebody else has changed this report" in late.content.decode()
    report.refresh_from_db()
    assert report.title == "By Boris"
    stale = client.post(f"/admin/archive/report/{report.pk}/publish/", {"version": "0"})
    assert stale.status_code == 200
    assert not Article.objects.published().exists()


def test_the_article_of_a_report_cannot_be_made_to_say_something_else(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    act = {"action": "publish_records", "_selected_action": report.pk, "confirmed": "yes"}
    refused = client.post("/admin/archive/article/", act, follow=True).content.decode()
    assert "open it among the own reports" in refused
    assert not Article.objects.published().exists()
    publish(client, report)
    page = client.get(f"/admin/archive/article/{report.pk}/change/")
    assert page.status_code == 200
    assert 'name="title"' not in page.content.decode()
    assert 'name="summary"' in page.content.decode()


def test_a_withdrawn_report_can_be_published_again(client: Client, boris: User) -> None:
    client.force_login(boris)
    report = write(client, form())
    address = publish(client, report)
    Article.objects.get().withdraw()
    assert client.get(address).status_code == 410
    assert publish(client, report) == address
    assert client.get(address).status_code == 200
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("who", ["cleo", "mallory"])
def test_nobody_else_writes_reports(
    client: Client, who: str, request: pytest.FixtureRequest, boris: User
) -> None:
    client.force_login(boris)
    report = write(client, form())
    client.force_login(request.getfixturevalue(who))
    for address in (
        ADD,
        f"/admin/archive/report/{report.pk}/change/",
        f"/admin/archive/report/{report.pk}/publish/",
    ):
        assert client.get(address).status_code in (302, 403)
        assert client.post(address, form(version="0")).status_code in (302, 403)
    assert Report.objects.get().title == "A vigil in the rain"
    assert not Article.objects.published().exists()


def test_the_very_same_report_twice_is_refused_in_a_sentence(client: Client, boris: User) -> None:
    client.force_login(boris)
    publish(client, write(client, form()))
    client.post(ADD, form())
    second = Report.objects.order_by("-pk")[0]
    response = client.post(f"/admin/archive/report/{second.pk}/publish/", {"version": "0"})
    assert response.status_code == 200
    assert "The very same text is published already" in response.content.decode()
    assert Article.objects.published().count() == 1
