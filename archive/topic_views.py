from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.models import Topic
from archive.withdrawn import get_published_or_gone


@require_safe
@public_page
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.published().with_numbers()})


@require_safe
@public_page
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic: Topic = get_published_or_gone(Topic.objects.all(), slug)
    articles = topic.articles.published().select_related("publication").prefetch_related("provenance")
    return render(
        request, "topics/topic_detail.html", {"topic": topic, "articles": articles.by_document_date()}
    )
