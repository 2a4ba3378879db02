"""Publishing an editor's report: its text becomes a capture of our own, the article then cites it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.authority_files import from_database
from archive.body import NOT_IN_BODY
from archive.ingest import proposing
from archive.ingest.model import Span
from archive.ingest.proposals import propose
from archive.ingest.writer import free_slug
from archive.models import (
    Article,
    Block,
    Capture,
    Citation,
    Edition,
    FieldProvenance,
    Publication,
    Report,
)
from archive.models.citation import hash_words
from archive.publishing import Publishable
from archive.typesetting import SetText, one_line, set_report


def own_publication() -> Publication:
    """Where our own texts appear: the first of our own that shows texts in full, made when there is none."""
    own = Publication.objects.filter(is_own=True, rights=Publication.Rights.FULL).order_by("pk").first()
    if own is not None:
        return own
    return Publication.objects.create(
        name=_("This campaign"), slug="this-campaign", is_own=True, rights=Publication.Rights.FULL
    )


def save_report(report: Report, *, by: AbstractBaseUser) -> None:
    """Keeps the working copy; a new one gets its draft article. What is public stays as it is.

    Raises ValidationError when somebody else has saved it meanwhile.
    """
    with transaction.atomic():
        report.last_edited_by_id = by.pk
        if report.article_id is None:
            article = Article(
                slug=free_slug(slugify(report.title) or f"report-{timezone.localdate()}"),
                title=one_line(report.title),
                kind=report.kind,
                voice=report.voice,
                language=report.language,
                last_edited_by_id=by.pk,
            )
            article.save()
            report.article = article
        else:
            rows = Report.objects.filter(pk=report.pk, version=report.version)
            if not rows.update(version=report.version + 1):
                raise ValidationError(_("Somebody else has changed this report meanwhile; open it again."))
            report.version += 1
        report.save()


def publish_report(report: Report, *, by: AbstractBaseUser, today: date | None = None) -> Article:
    """Makes the working copy public at once, the first time or as a correction, and releases its pictures.

    Raises ValidationError when the report has no words, or when the very same text is published already.
    """
    today = today or timezone.localdate()
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        article = report.article
        publication = own_publication()
        editions = list(Edition.objects.filter(article=article))
        first_on = editions[0].made_on if editions else today
        authors = one_line(report.authors) or publication.name
        written = set_report(
            report,
            authors=authors,
            publication=publication.name,
            published_on=first_on,
            corrected_on=today if editions else None,
        )
        if not written.words_sha256 or len(written.places) < 4 or not report.text.strip():
            raise ValidationError(_("A report needs a title and a text."))
        is_new = not editions or editions[-1].words_sha256 != written.words_sha256
        if is_new:
            capture = keep(article, written, by=by, on=today)
            describe(article, report, written, capture, authors=authors, publication=publication, on=first_on)
        article.voice, article.kind, article.language = report.voice, report.kind, report.language
        article.last_edited_by_id = report.last_edited_by_id
        article.save()
        article.pictures.update(is_released=True)
        if not article.is_published:
            Publishable.publish(article, by=by)  # what is proposed about our own text holds nothing back
        if is_new:
            transaction.on_commit(lambda: propose_mentions(article, capture), robust=True)
    return article


def keep(article: Article, written: SetText, *, by: AbstractBaseUser, on: date) -> Capture:
    """Stores the text as a capture of our own and as the newest edition of its article."""
    data = written.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    if Article.objects.filter(capture_sha256=sha256).exclude(pk=article.pk).exists():
        raise ValidationError(_("The very same text is published already, under another address."))
    capture, _created = Capture.objects.get_or_create(
        sha256=sha256,
        defaults={
            "original": data,
            "text": written.text,
            "filename": f"{article.slug}.txt",
            "captured_on": on.isoformat(),
            "added_by_id": by.pk,
        },
    )
    Edition.objects.create(
        article=article,
        capture=capture,
        made_on=on,
        words_sha256=written.words_sha256,
        blocks=written.blocks,
        looks=written.looks,
    )
    return capture


def describe(
    article: Article,
    report: Report,
    written: SetText,
    capture: Capture,
    *,
    authors: str,
    publication: Publication,
    on: date,
) -> None:
    """Gives the article the fields, blocks and provenance of its newest edition."""
    article.title, article.standfirst = one_line(report.title), one_line(report.standfirst)
    article.authors, article.publication = authors[:300], publication
    article.published = on.isoformat()
    article.capture_sha256, article.start, article.end = capture.sha256, 0, len(written.text)
    article.mentions.all().delete()  # they count characters of the edition before; proposed anew below
    article.blocks.all().delete()
    Block.objects.bulk_create(blocks_of(article, written.blocks))
    article.provenance.all().delete()
    for name, span in written.places.items():
        row = FieldProvenance.objects.create(article=article, field=name, status="stated")
        row.citations.add(cite(capture, span))


def blocks_of(article: Article, rows: Iterable[Any]) -> list[Block]:
    return [
        Block(article=article, position=position, kind=kind, start=start, end=end, level=level)
        for position, (kind, start, end, level) in enumerate(rows)
    ]


def cite(capture: Capture, span: Span) -> Citation:
    words = span.of(capture.text)
    citation, _created = Citation.objects.get_or_create(
        capture_sha256=capture.sha256,
        start=span.start,
        end=span.end,
        stance=Citation.Stance.SUPPORTS,
        defaults={"exact_sha256": hash_words(words), "exact": words},
    )
    return citation


def propose_mentions(article: Article, capture: Capture) -> None:
    """Proposes who and what is named, for whenever somebody has time: nothing of it holds the report back."""
    read = propose([proposing.captured_from(capture)], from_database())
    body = [block for block in article.blocks.all() if block.kind not in NOT_IN_BODY]
    named = [one for one in read if one.field.startswith("mention.") and stands_in(one.span, body)]
    proposing.store(capture, [(one, "shown") for one in named], lambda _span: article)


def stands_in(span: Span | None, blocks: Iterable[Block]) -> bool:
    """Whether it is of the text itself, not of the lines that say who wrote and published it."""
    return span is not None and any(block.start <= span.start and span.end <= block.end for block in blocks)
