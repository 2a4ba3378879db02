from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def not_built_yet(request: HttpRequest, **kwargs: str) -> HttpResponse:
    raise Http404


app_name = "signatures"
urlpatterns = [
    path("confirm/<str:token>/", not_built_yet, name="confirm"),
    path("my-signature/", not_built_yet, name="find"),
    path("my-signature/<str:token>/", not_built_yet, name="detail"),
]
