from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def not_built_yet(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


app_name = "prisoners"
urlpatterns = [
    path("", not_built_yet, name="list"),
    path("<slug:slug>/", not_built_yet, name="detail"),
]
