"""The letter as a PDF: one page, its words selectable, nothing fetched, nothing kept."""

import logging
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from campaign.letters import pdf
from tests.letters.letters_in_four_scripts import PARAGRAPHS, SUBJECTS, fields, longest_text
from tests.letters.printed import is_one_page_with, plain

pytestmark = pytest.mark.django_db
PREFIXES = {"en": "", "ru": "/ru", "kk": "/kk", "ar": "/ar"}


@pytest.mark.parametrize("size", ["large", "medium", "small"])
@pytest.mark.parametrize("language", ["en", "ru", "kk", "ar"])
def test_what_is_promised_to_fit_is_one_page_in_its_script(
    client: Client, tmp_path: Path, language: str, size: str
) -> None:
    text = longest_text(language, size)
    response = client.post(f"{PREFIXES[language]}/letters/write/letter.pdf", fields(language, text))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    made = tmp_path / "letter.pdf"
    made.write_bytes(response.content)
    is_one_page_with(
        made, PARAGRAPHS[language], SUBJECTS[language], "Eva Lind 7 Mill Lane Lutz Embassy of Zubrow"
    )


def test_a_line_of_another_script_keeps_its_own_order(client: Client, tmp_path: Path) -> None:
    made = tmp_path / "letter.pdf"
    made.write_bytes(client.post("/letters/write/letter.pdf", fields("ar", PARAGRAPHS["ar"])).content)
    read = plain(subprocess.check_output(["pdftotext", str(made), "-"], text=True))
    assert "7 Mill Lane" in read
    assert "Mill Lane 7" not in read


@pytest.mark.parametrize("address", ["letter.pdf", "print/"])
def test_a_text_too_long_for_one_page_is_refused_and_kept_in_the_form(client: Client, address: str) -> None:
    text = longest_text("ru") + "\n\n" + PARAGRAPHS["ru"]
    response = client.post(f"/letters/write/{address}", fields("ru", text))
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("Your letter is too long for one page. Shorten it a little.") == 2
    assert PARAGRAPHS["ru"] in page


def test_a_letter_cannot_make_the_pdf_fetch_anything(
    client: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the porter's key")
    text = f'<img src="http://127.0.0.1:9/x.png"> <link rel=attachment href="{secret.as_uri()}"> Hello'
    response = client.post("/letters/write/letter.pdf", fields("en", text))
    assert response.status_code == 200
    made = tmp_path / "letter.pdf"
    made.write_bytes(response.content)
    is_one_page_with(made, "<img Hello")
    assert b"EmbeddedFile" not in response.content


def test_even_a_page_that_asks_for_files_gets_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the porter's key")
    with caplog.at_level(logging.ERROR, "weasyprint"):
        made = pdf.make_pdf(
            f'<link rel="attachment" href="{secret.as_uri()}"><img src="http://127.0.0.1:9/x">'
        )
    assert b"EmbeddedFile" not in made
    assert "disallowed protocol" in caplog.text


def test_without_the_library_no_pdf_is_offered_or_made(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    pdf.is_available.cache_clear()
    try:
        response = client.post("/letters/write/letter.pdf", fields("en", "Hello"))
        assert response.status_code == 404
        assert "This site makes no PDFs. Print the page instead." in response.content.decode()
    finally:
        pdf.is_available.cache_clear()


def test_one_network_gets_thirty_pdfs_an_hour(client: Client) -> None:
    answers = [client.post("/letters/write/letter.pdf", fields("en", "Hello")) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert answers[-1].headers["Retry-After"] == "3600"


def test_opened_by_its_address_it_leads_to_where_a_letter_is_written(client: Client) -> None:
    for address in ("/letters/write/letter.pdf", "/letters/write/print/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (303, "/letters/write/")
