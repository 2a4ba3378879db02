from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import PublishableAdmin
from archive.edtf import EdtfError
from campaign.prisoners.custody import overlaps
from campaign.prisoners.models import CustodyPeriod, Designation, Person, PersonFact

SOURCES = ["citations", "external_sources"]
WIDE = AdminTextInputWidget(attrs={"class": "vLargeTextField"})


class CustodyPeriodFormSet(BaseInlineFormSet):
    """Refuses periods that cannot both hold, and names them; the database refuses them too."""

    def clean(self) -> None:
        super().clean()
        kept = [form.instance for form in self.forms if not self._should_delete_form(form)]  # type: ignore[attr-defined]
        try:
            found = overlaps(kept)
        except EdtfError:
            return  # the field says so itself
        if found:
            raise ValidationError([str(overlap) for overlap in found])


class SourcedInline(admin.StackedInline):
    """Rows that name their sources, with room for a sentence."""

    extra = 0
    autocomplete_fields = SOURCES
    wide_fields: ClassVar[list[str]] = []

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.wide_fields:
            kwargs["widget"] = WIDE
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class CustodyPeriodInline(SourcedInline):
    model = CustodyPeriod
    formset = CustodyPeriodFormSet
    wide_fields = ["reason", "begin_reason", "end_reason"]
    fieldsets = [
        (None, {"fields": [("status", "place"), "reason", ("began", "ended"), "release"]}),
        (
            _("How well this is known"),
            {
                "fields": [
                    "last_confirmed_on",
                    "begin_is_inferred",
                    "begin_reason",
                    "end_is_inferred",
                    "end_reason",
                    *SOURCES,
                ],
                "description": _(
                    "Visitors see the dates in words, whether each is stated or inferred and why, and each"
                    " source."
                ),
            },
        ),
    ]


class PersonFactInline(SourcedInline):
    model = PersonFact
    wide_fields = ["text"]
    fields = ["position", "text", ("date", "date_is_inferred"), *SOURCES]


class DesignationInline(SourcedInline):
    model = Designation
    wide_fields = ["by", "label"]
    fields = ["by", "label", "date", *SOURCES]


@admin.register(Person)
class PersonAdmin(PublishableAdmin):
    list_display = ["name", "status", "status_today", "last_confirmed", "review_on"]
    list_filter = ["status", "origin", "basis"]
    search_fields = ["name", "slug", "authority__names__text", "summary"]
    search_help_text = _("Searches names in every spelling that is recorded, addresses and our words.")
    autocomplete_fields = ["authority"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = [*PublishableAdmin.readonly_fields, "names", "status_today"]
    inlines = [CustodyPeriodInline, PersonFactInline, DesignationInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "name", "slug", "authority", "names", "summary"]}),
        (
            _("Why this person may be named"),
            {
                "fields": ["basis", "basis_note", "review_on"],
                "description": _(
                    "Visitors read the basis and your note under “Why this person is named here”. Publishing"
                    " takes a second person; any change takes the page away until somebody else has read it."
                ),
            },
        ),
        (
            _("What visitors read today"),
            {
                "fields": ["status_today"],
                "description": _("Computed from the periods below; nobody types a status."),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return Person.objects.with_status_on(timezone.localdate()).select_related("authority")

    @admin.display(description=_("status today"), ordering="custody_group")
    def status_today(self, person: Person) -> str:
        return person.group_name if person.pk else gettext("Save first.")

    @admin.display(description=_("last confirmed"), ordering="last_confirmed_on")
    def last_confirmed(self, person: Person) -> Any:
        return person.last_confirmed_on

    @admin.display(description=_("names"))
    def names(self, person: Person) -> str:
        """Every spelling of the authority record, and the way there."""
        if not person.authority_id:
            return gettext("The names belong to the authority record: choose one, then save.")
        rows = person.authority.names.all()
        names = format_html_join(
            "; ", "<bdi>{}</bdi> ({})", ((row.text, row.get_kind_display()) for row in rows)
        )
        address = reverse("admin:archive_authority_change", args=[person.authority_id])
        return format_html('{} <a href="{}">{}</a>', names, address, gettext("Change the names"))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turns the database's refusal into a sentence: two editors may add periods at once."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            if "prisoners_custody_periods_overlap" not in str(error):
                raise
            sentence = gettext(
                "Nothing was saved: somebody else has just added a period that overlaps with yours."
                " Here is the record as it is now."
            )
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.path)
