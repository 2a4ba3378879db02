from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.places import named_places, passages_of


@require_safe
@public_page
def place_list(request: HttpRequest) -> HttpResponse:
    return render(request, "places/place_list.html", {"places": named_places().prefetch_related("names")})


@require_safe
@public_page
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    place = get_object_or_404(named_places().prefetch_related("names"), slug=slug)
    return render(request, "places/place_detail.html", {"place": place, "passages": passages_of(place)})
