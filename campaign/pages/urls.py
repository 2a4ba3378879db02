from django.urls import path, re_path

from campaign.pages.contact import contact, contact_sent
from campaign.pages.home import home
from campaign.pages.search import search, search_references
from campaign.pages.text_pages import data, press, text_page

app_name = "pages"
urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    re_path(r"^search/references\.(?P<form>json|bib|ris)$", search_references, name="search_references"),
    *(
        path(f"{slug}/", text_page, {"slug": slug}, name=slug)
        for slug in ("about", "method", "privacy", "safety", "accessibility")
    ),
    path("data/", data, name="data"),
    path("press/", press, name="press"),
    path("contact/", contact, name="contact"),
    path("contact/sent/", contact_sent, name="contact_sent"),
]
