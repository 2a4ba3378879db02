from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.views import language_name
from archive.withdrawn import get_published_or_gone
from campaign.letters.models import Resolution

RESOLUTIONS_ON_A_PAGE = 50


@public_page
@require_safe
def resolution_list(request: HttpRequest) -> HttpResponse:
    rows = Resolution.objects.published().by_date().select_related("body", "action")
    page = Paginator(rows, RESOLUTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "resolutions/resolution_list.html", {"page": page})


@public_page
@require_safe
def resolution_detail(request: HttpRequest, slug: str) -> HttpResponse:
    resolution: Resolution = get_published_or_gone(Resolution.objects.with_record(), slug)
    context = {
        "resolution": resolution,
        "evidence": evidence_for(resolution.citations.all()),
        "language_name": language_name(resolution.language) if resolution.language else "",
    }
    return render(request, "resolutions/resolution_detail.html", context)
