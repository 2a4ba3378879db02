"""What machines read: outside the languages."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from archive.caching import public_page
from campaign.pages.feeds import FEEDS, PublicationFeed
from campaign.pages.health import livez, readyz
from campaign.pages.robots import robots
from campaign.pages.sitemaps import SITEMAPS

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("robots.txt", robots),
    path("sitemap.xml", public_page(sitemap), {"sitemaps": SITEMAPS, "template_name": "pages/sitemap.xml"}),
    path("feeds/archive/<slug:slug>.atom", public_page(PublicationFeed()), name="feed_publication"),
    *(path(f"feeds/{name}.atom", public_page(feed), name=f"feed_{name}") for name, feed in FEEDS.items()),
]
