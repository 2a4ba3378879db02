from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import PublishableAdmin
from campaign.letters.forms import DeliveryForm
from campaign.letters.models import Delivery, Letter, LetterEvent, Signatory


class SignatoryInline(admin.StackedInline):
    model = Signatory
    extra = 0
    autocomplete_fields = ["organisation", "citations"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *(("name", "role"), ("organisation_name", "organisation")),
                    *(("place", "position"), "citations"),
                ]
            },
        )
    ]
    verbose_name_plural = _(
        "Who signed: a second person reads these names before visitors see them on the letter's own page"
    )


class DeliveryInline(admin.StackedInline):
    model = Delivery
    form = DeliveryForm
    extra = 0
    show_change_link = True
    autocomplete_fields = ["mission"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("mission", "channel"),
                    ("delivery_state", "response_state"),
                    "watched_until",
                    "note",
                ]
            },
        )
    ]
    verbose_name_plural = _(
        "On its way: visitors see a change here at once. What happened, step by step, stands behind “Change”"
    )


@admin.register(Letter)
class LetterAdmin(PublishableAdmin):
    list_display = ["title", "status", "kind", "date", "to", "what_came"]
    list_filter = ["status", "kind", "deliveries__delivery_state", "deliveries__response_state", "action"]
    search_fields = [
        "title",
        "slug",
        "summary",
        "addressee",
        "signatories__name",
        "deliveries__mission__name",
    ]
    search_help_text = _("Searches titles, addressees, missions, signatories and our summaries.")
    date_hierarchy = "date_latest"
    view_on_site = False  # a draft has no public page; a published letter's state carries the link
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["text_citation", "people", "citations"]
    filter_horizontal = ["demands"]
    inlines = [DeliveryInline, SignatoryInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "title", "slug", "kind"]}),
        (
            _("As the letter has it"),
            {
                "fields": ["addressee", "language", "date", "date_status", "date_reason", "text_citation"],
                "description": _(
                    "Leave empty what the letter does not state: visitors then read “not stated”. They see an"
                    " inferred date with its reason."
                ),
            },
        ),
        (
            _("In our words"),
            {
                "fields": ["summary", "note"],
                "description": _("Visitors see the summary in the register and the note under the title."),
            },
        ),
        (
            _("What it belongs to"),
            {
                "fields": ["action", "people", "demands", "citations"],
                "description": _("Visitors see only people, actions and documents that are published."),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Letter.objects.with_register().order_by(*self.get_ordering(request))

    @admin.display(description=_("to"))
    def to(self, letter: Letter) -> str:
        missions = [str(delivery.mission) for delivery in letter.deliveries.all() if delivery.mission]
        return ", ".join(missions) or letter.addressee or "–"

    @admin.display(description=_("delivery and answer"))
    def what_came(self, letter: Letter) -> str:
        return " / ".join(str(delivery) for delivery in letter.deliveries.all()) or "–"


class LetterEventInline(admin.StackedInline):
    model = LetterEvent
    extra = 0
    can_delete = False
    autocomplete_fields = ["citations"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("text", ("delivery_state", "response_state"), ("date", "who"), "contradicts"),
                    *("citations", "position"),
                ]
            },
        )
    ]
    verbose_name_plural = _(
        "What happened, one row for each attempt and answer: add a row for what came next, and change a row"
        " only where it is wrong"
    )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "contradicts":
            delivery = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = LetterEvent.objects.filter(delivery=delivery)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    """What became of a letter at one addressee. It needs no approval: an answer should be seen at once."""

    form = DeliveryForm
    list_display = ["letter", "mission", "delivery_state", "response_state", "watched_until"]
    list_filter = [
        *("delivery_state", "response_state", "channel", "letter__status"),
        ("watched_until", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["letter", "mission"]
    search_fields = ["letter__title", "letter__slug", "mission__name"]
    search_help_text = _("Searches the titles of letters and the names of missions.")
    show_facets = admin.ShowFacets.ALWAYS
    autocomplete_fields = ["letter", "mission"]
    inlines = [LetterEventInline]
    fieldsets = [
        (None, {"fields": ["letter", "mission", "channel"]}),
        (
            _("How it stands"),
            {
                "fields": ["delivery_state", "response_state", "watched_until", "note"],
                "description": _(
                    "Visitors read these as a sentence, at once after saving. A new attempt after a refusal"
                    " is a new event below."
                ),
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Delivery | None = None) -> list[str]:
        """A delivery stays with its letter and its mission: another one is another delivery."""
        return ["letter", "mission"] if obj else []
