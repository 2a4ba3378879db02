from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from archive.models import Article, Block, Capture, Citation, FieldProvenance, Proposal, Publication
from archive.models.citation import hash_words

SAMPLE = (
    "Picket outside the embassy\n\n"
    "By Dana Example\n\n"
    "On 3 March 2015 a dozen people stood outside the embassy for an hour and then went home.\n\n"
    "Nobody came out to take the letter from them.\n"
)


def ingest(*paths: Path, **options: object) -> str:
    out = StringIO()
    call_command("ingest", *(str(path) for path in paths), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.txt"
    path.write_text(SAMPLE)
    return path


def rows() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Capture, Article, Block, Citation, FieldProvenance, Proposal)
    )


@pytest.mark.django_db
def test_a_document_becomes_a_capture_and_a_draft(sample: Path) -> None:
    ingest(sample)
    capture = Capture.objects.get()
    article = Article.objects.get()
    assert bytes(capture.original) == sample.read_bytes()
    assert (article.title, article.authors, article.status) == (
        "Picket outside the embassy",
        "Dana Example",
        "draft",
    )
    for block in article.blocks.all():
        assert capture.text[block.start : block.end].strip()


@pytest.mark.django_db
def test_the_same_bytes_twice_change_nothing(sample: Path) -> None:
    ingest(sample)
    before = rows()
    assert "held already; nothing to do" in ingest(sample)
    assert rows() == before


@pytest.mark.django_db
def test_ingest_publishes_nothing(sample: Path, client: Client) -> None:
    ingest(sample)
    article = Article.objects.get()
    assert client.get(f"/archive/{article.slug}/").status_code == 404
    assert article.slug not in client.get("/archive/").content.decode()


@pytest.mark.django_db
def test_a_dry_run_stores_nothing(sample: Path) -> None:
    assert "would be read" in ingest(sample, dry_run=True)
    assert rows() == (0, 0, 0, 0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [b"", b"too short", b"\x00\x01\x02" * 100, b"\xff\xfe\xfa" * 100, b"1234567890 " * 50, b"a" * 5_000_001],
    ids=["empty", "short", "binary", "no text", "no letter", "over 5 MB"],
)
def test_what_cannot_be_read_is_refused_whole_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 1 documents were refused"):
        call_command("ingest", str(bad), stdout=out, stderr=out)
    assert out.getvalue().strip().endswith(".")
    assert rows() == (0, 0, 0, 0, 0, 0)


@pytest.mark.django_db
def test_one_bad_document_does_not_hold_back_the_others(tmp_path: Path, sample: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    with pytest.raises(CommandError, match="1 of 2"):
        ingest(bad, sample)
    assert Capture.objects.get().filename == "sample.txt"


@pytest.mark.django_db
def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="refused"):
        ingest(tmp_path / "nowhere.txt")


@pytest.mark.django_db
def test_a_known_article_gets_its_text_and_stays_as_it_is(sample: Path) -> None:
    ingest(sample)
    sha256, start, end = Article.objects.values_list("capture_sha256", "start", "end").get()
    Article.objects.all().delete()
    Capture.objects.all().delete()
    known = Article(slug="known", title="An editor's title", capture_sha256=sha256, start=start, end=end)
    known.save()
    assert "1 known articles got their text, 0 drafts" in ingest(sample)
    assert Article.objects.get().title == "An editor's title"
    assert known.blocks.exists()


@pytest.mark.django_db
def test_awaited_citations_are_filled_when_the_words_match(sample: Path) -> None:
    ingest(sample)
    capture = Capture.objects.get()
    Citation.objects.all().delete()
    Capture.objects.all().delete()
    words = "a dozen people"
    start = SAMPLE.index(words)
    right = Citation.objects.create(
        capture_sha256=capture.sha256, start=start, end=start + len(words), exact_sha256=hash_words(words)
    )
    wrong = Citation.objects.create(
        capture_sha256=capture.sha256, start=0, end=6, exact_sha256=hash_words("Docket")
    )
    ingest(sample)
    right.refresh_from_db()
    wrong.refresh_from_db()
    assert (right.exact, wrong.exact) == (words, None)


@pytest.mark.django_db
def test_the_five_documents_become_eleven_articles(shared: Path) -> None:
    ingest(*sorted((shared / "sources").glob("*.txt")))
    assert Article.objects.count() == 11
    assert Article.objects.top_level().count() == 10
    assert not Article.objects.published().exists()
    assert not Publication.objects.exists()
    before = rows()
    ingest(*sorted((shared / "sources").glob("*.txt")))
    assert rows() == before


@pytest.mark.django_db
def test_the_url_belongs_to_one_document(sample: Path) -> None:
    with pytest.raises(CommandError, match="name one PATH"):
        ingest(sample, sample, url="https://example.org/")


@pytest.mark.django_db
def test_every_field_of_a_draft_says_how_it_came_by_its_value(sample: Path) -> None:
    ingest(sample)
    provenance = {row.field: row.status for row in FieldProvenance.objects.all()}
    assert provenance["title"] == "stated"
    assert provenance["publication"] == "absent"
    assert {"author", "published", "language"} <= set(provenance)


def test_a_shown_article_of_a_real_document_marks_a_real_span(
    client: Client, shared: Path, olga: object
) -> None:
    source = sorted((shared / "sources").glob("002*.txt"))[0]
    ingest(source)
    article = Article.objects.get(slug__startswith="embassy-protests")
    article.publication = Publication.objects.create(name="Own", slug="own", is_own=True, rights="full")
    article.save()
    for proposal in article.proposals.must_decide():
        proposal.accept(by=olga, version=proposal.version)  # type: ignore[arg-type]
    article.refresh_from_db()
    article.publish(by=olga)  # type: ignore[arg-type]
    text = Capture.objects.get().text
    start = text.index("refused to accept the letter")
    reference = f"{article.capture_sha256[:12]}:{start}-{start + 28}"
    shown = client.get(f"/archive/{article.slug}/?c={reference}").content.decode()
    assert '<mark id="c">refused to accept the letter</mark>' in shown
    assert shown.count('class="letter-document"') == 5
