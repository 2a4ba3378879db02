from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import PublishableAdmin
from campaign.actions.models import Action, Demand


class DemandInline(admin.StackedInline):
    model = Demand
    extra = 0
    prepopulated_fields = {"slug": ["text"]}
    autocomplete_fields = ["citations"]
    formfield_overrides = {
        models.CharField: {"widget": AdminTextInputWidget(attrs={"class": "vLargeTextField"})}  # sentences
    }
    fields = [("position", "kind"), "text", "slug", "raised_by", "citations"]
    verbose_name_plural = _("Demands, in the order in which visitors read them")


@admin.register(Action)
class ActionAdmin(PublishableAdmin):
    list_display = ["title", "status", "held_on", "closed", "origin"]
    list_filter = ["status", "closed", "origin"]
    search_fields = ["title", "slug", "why", "demands__text"]
    search_help_text = _("Searches titles, addresses, reasons and demands.")
    date_hierarchy = "held_on_latest"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["citations"]
    inlines = [DemandInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "title", "slug", "why"]}),
        (
            _("When"),
            {
                "fields": ["held_on", "closed"],
                "description": _(
                    "Once it is closed, visitors read that it is over; what belongs to it stays."
                ),
            },
        ),
        (
            _("Sources"),
            {
                "fields": ["citations"],
                "description": _(
                    "What the reason rests on; each demand below has sources of its own. Petitions, letters"
                    " and events name their action themselves."
                ),
            },
        ),
    ]
