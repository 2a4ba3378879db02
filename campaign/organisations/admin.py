from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.results import RowResult

from campaign.organisations import checking, exchange
from campaign.organisations.countries import country_choices
from campaign.organisations.models import (
    Accreditation,
    HeadOfMission,
    Mission,
    MissionAddress,
    Organisation,
    Tie,
)

COUNTRIES = ("country", "host_country")


class CountryFields(admin.options.BaseModelAdmin):
    """Countries are chosen by name; the record keeps the ISO 3166-1 code."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in COUNTRIES:
            return forms.ChoiceField(
                label=db_field.verbose_name,
                choices=lambda: [("", _("not stated")), *country_choices()],
                required=not db_field.blank,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class TieInline(admin.StackedInline):
    model = Tie
    extra = 0
    fieldsets = [(None, {"fields": [("kind", "as_of"), "text", "citations"]})]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _(
        "What it is to the campaign: visitors see each with its day and its source. Letters that were signed for"
        " it are counted by themselves"
    )


@admin.register(Organisation)
class OrganisationAdmin(CountryFields, admin.ModelAdmin):
    list_display = ["name", "country_name", "url"]
    list_filter = ["ties__kind"]
    search_fields = ["name", "slug", "authority__names__text"]
    search_help_text = _("Searches names in every script.")
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["authority"]
    inlines = [TieInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "country", "url", "authority"],
                "description": _("Visitors see all of this as soon as it is saved, on a page of its own."),
            },
        )
    ]

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, organisation: Organisation) -> str:
        return organisation.country_name or "–"


class AddressInline(admin.StackedInline):
    model = MissionAddress
    extra = 0
    fieldsets = [
        (
            None,
            {"fields": ["lines", "as_of", ("checked_on", "checked_by"), "checked_where", "citations"]},
        )
    ]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _(
        "Addresses: visitors see each with its day, and when somebody last checked it. An address that no longer"
        " holds stays here with its day; add the new one"
    )


class AccreditationInline(CountryFields, admin.TabularInline):
    model = Accreditation
    extra = 0
    fields = ["country", "as_of", "source"]
    verbose_name_plural = _("Countries it also serves: visitors see each with its day and its source")


class HeadInline(admin.TabularInline):
    model = HeadOfMission
    extra = 0
    fields = ["name", "title", "as_of", "citations"]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _("Who headed it, by the day of the source: visitors see the day with the name")


@admin.register(Mission)
class MissionAdmin(ImportExportMixin, CountryFields, admin.ModelAdmin):
    """Missions one by one, as a table out and in, and on the screen that checks their addresses."""

    import_export_change_list_template = "admin/organisations/mission/change_list.html"
    import_template_name = "admin/organisations/mission/import.html"
    resource_classes = [exchange.MissionResource]
    formats = exchange.FORMATS
    import_form_class = exchange.TableForm
    confirm_form_class = exchange.ConfirmTableForm
    tmp_storage_class = exchange.CarriedTable
    skip_export_form = True
    to_encoding = "utf-8-sig"  # without the mark, spreadsheets misread Cyrillic

    list_display = ["name", "kind", "country_name", "city", "organisation", "last_checked"]
    list_filter = ["kind", "host_country"]
    list_select_related = ["organisation"]
    search_fields = ["name", "slug", "city"]
    search_help_text = _("Searches names and cities.")
    show_facets = admin.ShowFacets.ALWAYS
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["organisation"]
    inlines = [AddressInline, AccreditationInline, HeadInline]
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mission]:
        return Mission.objects.by_check().order_by(*self.get_ordering(request))

    def get_urls(self) -> list[URLPattern]:
        return [*checking.urls(self.admin_site), *super().get_urls()]

    @admin.display(description=_("host country"), ordering="host_country")
    def country_name(self, mission: Mission) -> str:
        return mission.host_country_name or "–"

    @admin.display(description=_("address checked on"), ordering="last_checked")
    def last_checked(self, mission: Any) -> Any:
        return mission.last_checked

    # ── missions.csv ─────────────────────────────────────────────────────────────────────────────────────

    def has_import_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(
            [
                f"organisations.{verb}_{row}"
                for verb in ("add", "change")
                for row in ("mission", "missionaddress")
            ]
        )

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_or_change_permission(request)

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        return "missions.csv"

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """One mistake keeps the whole table out."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """The trial passed, but something may have changed since: then nothing was imported either."""
        mistakes = exchange.sentences(result)
        for sentence in mistakes:
            messages.error(request, sentence)
        if mistakes:
            return self.import_action_again(request)
        return super().process_result(result, request)

    def import_action_again(self, request: HttpRequest) -> HttpResponse:
        messages.error(request, gettext("Nothing was imported."))
        request.method = "GET"
        request.POST = request.POST.__class__()
        return self.import_action(request)

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        new, changed = (
            result.totals[kind] for kind in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        )
        added = ngettext("%d mission was added", "%d missions were added", new) % new
        altered = ngettext("%d was changed", "%d were changed", changed) % changed
        messages.success(request, gettext("%(added)s, %(altered)s.") % {"added": added, "altered": altered})

    def add_data_read_fail_error_to_form(self, form: Any, error: Exception) -> None:
        form.add_error("import_file", gettext("This is not a table: save it as “CSV UTF-8”."))
