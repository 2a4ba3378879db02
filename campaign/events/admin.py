from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import PublishableAdmin
from campaign.events.models import Event


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    list_display = ["title", "status", "kind", "date", "place_name", "country", "action", "origin"]
    list_filter = ["status", "kind", "origin", "country", "action"]
    list_select_related = ["action"]
    search_fields = ["title", "slug", "text", "place_name"]
    search_help_text = _("Searches titles, addresses, places and our words.")
    date_hierarchy = "date_latest"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["action", "place", "people", "citations"]
    fieldsets = [
        (None, {"fields": ["publication_state", "kind", "title", "slug", "text"]}),
        (
            _("When"),
            {
                "fields": ["date", "date_is_inferred", "date_reason"],
                "description": _(
                    "Visitors see the date in words; an inferred one with the reason beside it."
                ),
            },
        ),
        (_("Where"), {"fields": ["place_name", "place", "country"]}),
        (
            _("What it belongs to"),
            {
                "fields": ["action", "people", "citations"],
                "description": _(
                    "It stands on the pages of its action and of these people, too. Visitors see each source."
                ),
            },
        ),
    ]
