from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaign.organisations.countries import country_choices
from campaign.organisations.models import HeadOfMission, Mission, MissionAddress, Organisation

COUNTRIES = ("country", "host_country")


class CountryFields(admin.ModelAdmin):
    """Countries are chosen by name; the record keeps the ISO 3166-1 code."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in COUNTRIES:
            return forms.ChoiceField(
                label=db_field.verbose_name,
                choices=lambda: [("", _("not stated")), *country_choices()],
                required=False,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Organisation)
class OrganisationAdmin(CountryFields):
    list_display = ["name", "country_name", "url"]
    search_fields = ["name", "slug", "authority__names__text"]
    search_help_text = _("Searches names in every script.")
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["authority"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "country", "url", "authority"],
                "description": _(
                    "Visitors see the name where it signed a letter or stands behind a mission."
                ),
            },
        )
    ]

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, organisation: Organisation) -> str:
        return organisation.country_name or "–"


class AddressInline(admin.StackedInline):
    model = MissionAddress
    extra = 0
    fields = ["lines", "as_of", "citations"]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _("Addresses: visitors see each with its day, and that nobody has checked it since")


class HeadInline(admin.TabularInline):
    model = HeadOfMission
    extra = 0
    fields = ["name", "title", "as_of", "citations"]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _("Who headed it, by the day of the source: visitors see the day with the name")


@admin.register(Mission)
class MissionAdmin(CountryFields):
    list_display = ["name", "kind", "country_name", "city", "organisation"]
    list_filter = ["kind", "host_country"]
    list_select_related = ["organisation"]
    search_fields = ["name", "slug", "city"]
    search_help_text = _("Searches names and cities.")
    show_facets = admin.ShowFacets.ALWAYS
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["organisation"]
    inlines = [AddressInline, HeadInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "kind", "organisation", "host_country", "city", "note"],
                "description": _(
                    "Visitors see all of this as soon as it is saved. Leave the city empty where no source"
                    " states it: they then read “city not stated”."
                ),
            },
        )
    ]

    @admin.display(description=_("host country"), ordering="host_country")
    def country_name(self, mission: Mission) -> str:
        return mission.host_country_name or "–"
