"""Every address of the site: the public pages in each language, the rest once."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from archive.media import picture as picture_view
from campaign.submissions.media import photo as photo_view

urlpatterns = [
    path("admin/", admin.site.urls),
    re_path(
        r"^media/pictures/(?P<name>[0-9a-f]{32})-(?P<width>[0-9]{1,4})\.webp$",
        picture_view,
        name="archive_picture",
    ),
    re_path(
        r"^media/photos/(?P<name>[0-9a-f]{32})-(?P<width>[0-9]{1,4})\.webp$", photo_view, name="sent_photo"
    ),
    path("", include("campaign.pages.machine_urls")),
    path("", include("campaign.petitions.machine_urls")),
    path("", include("campaign.events.machine_urls")),
    *i18n_patterns(
        path("archive/", include("archive.urls")),
        path("places/", include("archive.place_urls")),
        path("topics/", include("archive.topic_urls")),
        path("prisoners/", include("campaign.prisoners.urls")),
        path("letters/", include("campaign.letters.urls")),
        path("resolutions/", include("campaign.letters.resolution_urls")),
        path("missions/", include("campaign.letters.mission_urls")),
        path("organisations/", include("campaign.letters.organisation_urls")),
        path("actions/", include("campaign.actions.urls")),
        path(
            "events/add/", include("campaign.pages.picket_urls")
        ),  # asks the site's profile, so it is a page
        path("events/", include("campaign.events.urls")),
        path("petitions/", include("campaign.petitions.urls")),
        path("send/", include("campaign.submissions.urls")),
        path("", include("campaign.petitions.signature_urls")),
        path("", include("campaign.pages.urls")),
        prefix_default_language=False,
    ),
]

if settings.CAMPAIGN_MODE == "local":
    urlpatterns = [path("dev/", include("campaign.pages.development_urls")), *urlpatterns]

handler400 = "campaign.pages.errors.bad_request"
handler403 = "campaign.pages.errors.forbidden"
handler404 = "campaign.pages.errors.not_found"
handler500 = "campaign.pages.errors.server_error"
