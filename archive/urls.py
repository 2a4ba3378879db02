from django.urls import path, re_path

from archive import views

app_name = "archive"
urlpatterns = [
    path("", views.article_list, name="list"),
    re_path(r"^references\.(?P<form>json|bib|ris)$", views.list_references, name="references"),
    path("<slug:slug>/", views.article_detail, name="detail"),
    re_path(
        r"^(?P<slug>[-\w]+)/reference\.(?P<form>json|bib|ris)$", views.article_reference, name="reference"
    ),
]
