"""A reference to an article in the forms that reference managers read: CSL-JSON, BibTeX, RIS.

What the source does not state stays out: no author, no date, no publisher is made up, and an inferred date is
given only as the note that it is inferred. CSL-JSON: https://docs.citationstyles.org; RIS: the tags of the
2011 specification.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from archive.edtf import Point, parse
from archive.edtf_text import describe
from archive.models import Article, FieldProvenance

Status = FieldProvenance.Status
ESCAPED = re.compile(r"([&%$#_{}])")


def address_of(article: Article) -> str:
    return f"{settings.CAMPAIGN_URL}/archive/{article.slug}/"


def stated_date(article: Article) -> list[int]:
    """Year, month and day as far as the source states them; empty for an inferred or absent date."""
    if not article.published or article.published_status != Status.STATED:
        return []
    start = parse(article.published).start
    if not isinstance(start, Point):
        return []
    parts = [start.first.year, start.first.month, start.first.day]
    return parts[: {"year": 1, "month": 2, "day": 3}[start.precision]]


def date_note(article: Article) -> str:
    if article.published and article.published_status == Status.INFERRED:
        return f"Date inferred: {describe(article.published)}"
    return "" if stated_date(article) else "Date not stated"


def authors_of(article: Article) -> list[str]:
    return [name.strip() for name in article.authors.split(",") if name.strip()]


def csl(article: Article) -> dict[str, Any]:
    """The article as a CSL-JSON item."""
    date = stated_date(article)
    item: dict[str, Any] = {
        "id": article.slug,
        "type": "article",
        "title": article.display_title,
        "language": article.language,
        "URL": address_of(article),
        "author": [{"literal": name} for name in authors_of(article)],
        "translator": [{"literal": article.translator}] if article.translator else [],
        "container-title": article.publication.name if article.publication else "",
        "issued": {"date-parts": [date]} if date else {},
        "note": date_note(article),
    }
    return {name: value for name, value in item.items() if value}


def bibtex(article: Article) -> str:
    """The article as a BibTeX entry of type misc, which asks for no field."""
    date = stated_date(article)
    fields = {
        "title": article.display_title,
        "author": " and ".join(f"{{{name}}}" for name in map(escaped, authors_of(article))),
        "translator": escaped(article.translator),
        "howpublished": escaped(article.publication.name) if article.publication else "",
        "year": str(date[0]) if date else "",
        "month": str(date[1]) if len(date) > 1 else "",
        "note": date_note(article),
        "language": article.language,
        "url": address_of(article),
    }
    fields["title"] = escaped(fields["title"])
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{{{},\n{}\n}}\n".format(article.slug, ",\n".join(lines))


def escaped(text: str) -> str:
    return ESCAPED.sub(r"\\\1", text.replace("\\", "").replace("~", " "))


def ris(article: Article) -> str:
    """The article as an RIS record, lines ended by CR LF as the format asks."""
    date = stated_date(article)
    rows: list[tuple[str, str]] = [("TY", "GEN"), ("TI", article.display_title)]
    rows += [("AU", name) for name in authors_of(article)]
    rows += [("A4", article.translator), ("T2", article.publication.name if article.publication else "")]
    rows += [("PY", str(date[0]) if date else ""), ("DA", "/".join(f"{part:02}" for part in date))]
    rows += [("LA", article.language), ("N1", date_note(article)), ("UR", address_of(article))]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def schema_org(article: Article) -> dict[str, Any]:
    """The article as schema.org NewsArticle; `datePublished` only where the source states it."""
    date = stated_date(article)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.display_title,
        "inLanguage": article.language,
        "url": address_of(article),
        "author": [{"@type": "Person", "name": name} for name in authors_of(article)],
        "translator": {"@type": "Person", "name": article.translator} if article.translator else None,
        "publisher": {"@type": "Organization", "name": article.publication.name}
        if article.publication
        else None,
        "datePublished": "-".join(f"{part:02}" for part in date),
        "abstract": article.summary,
        "isBasedOn": address_of(article.original)
        if article.original and article.original.is_published
        else None,
    }
    return {name: value for name, value in data.items() if value}


def many(articles: Iterable[Article], form: str) -> tuple[Any, str]:
    """The articles in one file and its media type; `form` is json, bib or ris."""
    rows = list(articles)
    if form == "json":
        return [csl(article) for article in rows], "application/vnd.citationstyles.csl+json"
    if form == "bib":
        return "\n".join(bibtex(article) for article in rows), "application/x-bibtex"
    return "".join(ris(article) for article in rows), "application/x-research-info-systems"


def reference_file(articles: Iterable[Article], form: str, name: str) -> HttpResponse:
    content, media_type = many(articles, form)
    text = json.dumps(content, ensure_ascii=False, indent=1) if form == "json" else content
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers=headers)
