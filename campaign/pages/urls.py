from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def not_built_yet(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


app_name = "pages"
urlpatterns = [
    path("", not_built_yet, name="home"),
    path("search/", not_built_yet, name="search"),
    path("about/", not_built_yet, name="about"),
    path("method/", not_built_yet, name="method"),
    path("privacy/", not_built_yet, name="privacy"),
    path("safety/", not_built_yet, name="safety"),
    path("press/", not_built_yet, name="press"),
    path("contact/", not_built_yet, name="contact"),
    path("accessibility/", not_built_yet, name="accessibility"),
    path("data/", not_built_yet, name="data"),
]
