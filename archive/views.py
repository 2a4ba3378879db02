from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.body import BadReference, body_of, parse_reference
from archive.caching import public_page
from archive.evidence import evidence_for
from archive.filters import ArticleFilter
from archive.ingest.model import Span
from archive.language_names import language_name
from archive.models import Article, Edition, FieldProvenance
from archive.own_text import OwnText
from archive.references import reference_file, schema_org
from archive.withdrawn import get_published_or_gone


@require_safe
@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.published().select_related("publication").prefetch_related("provenance")
    filters = ArticleFilter(request.GET, queryset=articles.by_document_date())
    return render(request, "archive/article_list.html", {"filters": filters, "articles": filters.qs})


@require_safe
@public_page
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    articles = Article.objects.select_related("publication", "original", "parent", "report")
    article: Article = get_published_or_gone(articles, slug)
    own = OwnText.of(article, request.GET.get("c", ""))
    marked, refusal, status = marked_span(request, own.edition if own else article)
    body = own.body(marked) if own else body_of(article, article.capture(), marked)
    if body.mark_is_refused:
        refusal, status = _("These words are not shown: the rights of the publication do not allow it."), 403
    provenance = FieldProvenance.of(article)
    citations = [citation for row in provenance.values() for citation in row.citations.all()]
    context = {
        "article": article,
        "body": body,
        "own": own,
        "refusal": refusal,
        "provenance": provenance,
        "language_name": language_name(article.language),
        "evidence": evidence_for(citations),
        "children": article.children.published(),
        "derivatives": article.derivatives.published(),
        "schema_org": schema_org(article),
    }
    return render(request, "archive/article_detail.html", context, status=status)


@require_safe
def article_reference(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The article for a reference manager."""
    rows = Article.objects.select_related("publication").prefetch_related("provenance")
    article: Article = get_published_or_gone(rows, slug)
    return reference_file([article], form, slug)


@require_safe
def list_references(request: HttpRequest, form: str) -> HttpResponse:
    """The articles of the list, filtered as its address says, for a reference manager."""
    rows = Article.objects.published().select_related("publication").prefetch_related("provenance")
    found = ArticleFilter(request.GET, queryset=rows.by_document_date()).qs
    return reference_file(found, form, "archive")


def marked_span(request: HttpRequest, article: Article | Edition) -> tuple[Span | None, str, int]:
    """The span to mark, or the sentence and status for an address that names none."""
    reference = request.GET.get("c", "")
    if not reference:
        return None, "", 200
    try:
        return parse_reference(reference, article), "", 200
    except BadReference:
        return None, _("The address asks for words that are not in this article."), 400
