"""The pages whose words an editor types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.models import Article, Publication
from campaign.pages.feeds import FEEDS
from campaign.pages.models import PageText, PressFact


def page_text(slug: str) -> PageText | None:
    """The text in the reader's language, else in the site's first one; None before anybody has written it."""
    return PageText.objects.filter(slug=slug).in_language(get_language() or "").first()


@public_page
@require_safe
def text_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = PageText.Page(slug)
    return render(request, "pages/text_page.html", {"page": page, "text": page_text(page)})


@public_page
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    facts = list(PressFact.objects.prefetch_related("citations"))
    context = {
        "page": PageText.Page.PRESS,
        "text": page_text(PageText.Page.PRESS),
        "unknown": page_text(PageText.Page.UNKNOWN),
        "facts": facts,
        "evidence": evidence_for(citation for fact in facts for citation in fact.citations.all()),
    }
    return render(request, "pages/press.html", context)


@public_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    publications = Publication.objects.filter(articles__in=Article.objects.published()).distinct()
    context = {
        "page": PageText.Page.DATA,
        "text": page_text(PageText.Page.DATA),
        "feeds": [(f"/feeds/{name}.atom", feed.name) for name, feed in FEEDS.items()],
        "calendar": "/feeds/events.ics",
        "publications": [(f"/feeds/archive/{row.slug}.atom", row.name) for row in publications],
    }
    return render(request, "pages/data.html", context)
