from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.publishing import BOTH, PublishableAdmin
from campaign.events.models import Event, EventProposal
from campaign.organisations.countries import country_name
from campaign.web.encryption import CannotDecrypt


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    list_display = ["title", "status", "kind", "date", "place_name", "country", "action", "origin"]
    list_filter = ["status", "kind", "is_cancelled", "origin", "country", "action"]
    list_select_related = ["action"]
    search_fields = ["title", "slug", "text", "place_name", "meeting_point"]
    search_help_text = gettext_lazy("Searches titles, addresses, places and our words.")
    date_hierarchy = "date_latest"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["action", "place", "people", "citations"]
    actions = [*PublishableAdmin.actions, "cancel_events"]
    fieldsets = [
        (None, {"fields": ["publication_state", "kind", "title", "slug", "text"]}),
        (
            gettext_lazy("When"),
            {
                "fields": [
                    *("date", "date_is_inferred", "date_reason"),
                    *(("start_time", "end_time"), "time_zone"),
                ],
                "description": gettext_lazy(
                    "Visitors see the date in words; an inferred one with the reason beside it. An event on one "
                    "known day can be put into calendars."
                ),
            },
        ),
        (
            gettext_lazy("Where"),
            {"fields": ["place_name", "place", "country", "meeting_point", "accessibility"]},
        ),
        (
            gettext_lazy("What it belongs to"),
            {
                "fields": ["organiser", "action", "people", "citations"],
                "description": gettext_lazy(
                    "It stands on the pages of its action and of these people, too. Visitors see each source."
                ),
            },
        ),
        (
            gettext_lazy("If it does not take place"),
            {
                "fields": ["is_cancelled", "cancellation_note"],
                "description": gettext_lazy(
                    "Or choose “Cancel…” above: then a published event stays on the site and says so at once."
                ),
            },
        ),
    ]

    @admin.action(permissions=["publish"], description=gettext_lazy("Cancel…"), location=BOTH)
    def cancel_events(self, request: HttpRequest, queryset: QuerySet[Event]) -> TemplateResponse | None:
        return self.transition(
            request,
            queryset,
            name="cancel_events",
            question=_("Cancel these? Their pages and the calendars of those who subscribed say so."),
            verb=lambda event: event.cancel(by=request.user),
        )


@admin.register(EventProposal)
class EventProposalAdmin(admin.ModelAdmin[EventProposal]):
    """Pickets that visitors told us of: an editor makes a draft event of one, or declines it."""

    list_display = ["__str__", "country", "action", "state", "received_at", "looks_automatic"]
    list_filter = ["state", "looks_automatic", "kind", "country"]
    list_select_related = ["action"]
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "day"
    actions = ["accept", "decline"]
    readonly_fields = [
        *("state", "kind", "action", "city", "country_in_words", "place", "day", "start_time", "time_zone"),
        *("organiser", "contact_in_words", "received_at", "looks_automatic"),
        *("decided_by", "decided_at", "event_link"),
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [*readonly_fields],
                "description": gettext_lazy(
                    "Nothing of this is on the site. Check that it is true and that nobody is put at risk. "
                    "“Accept” makes a draft event, which you complete and publish; the contact stays here "
                    "and is wiped 90 days after it came."
                ),
            },
        )
    ]

    @admin.display(description=gettext_lazy("country"))
    def country_in_words(self, row: EventProposal) -> str:
        return country_name(row.country)

    @admin.display(description=gettext_lazy("contact, for editors only"))
    def contact_in_words(self, row: EventProposal) -> str:
        try:
            return row.contact_text() or "–"
        except CannotDecrypt:
            return _("This contact was encrypted with a key that this server does not hold.")

    @admin.display(description=gettext_lazy("event"))
    def event_link(self, row: EventProposal) -> str:
        if row.event is None:
            return "–"
        address = reverse("admin:events_event_change", args=[row.event.pk])
        return format_html('<a href="{}">{}</a>', address, row.event)

    @admin.action(
        permissions=["change"], description=gettext_lazy("Accept: make a draft event"), location=BOTH
    )
    def accept(self, request: HttpRequest, queryset: QuerySet[EventProposal]) -> None:
        editor: Any = request.user
        for row in queryset:
            try:
                event = row.accept(by=editor)
            except ValidationError as error:
                self.message_user(request, f"{row}: {' '.join(error.messages)}", messages.ERROR)
                continue
            self.log_change(request, row, "accept")
            link = format_html(
                '<a href="{}">{}</a>', reverse("admin:events_event_change", args=[event.pk]), event
            )
            sentence = _("A draft is made; complete and publish it:")
            self.message_user(request, format_html("{} {}", sentence, link), messages.SUCCESS)

    @admin.action(permissions=["change"], description=gettext_lazy("Decline"), location=BOTH)
    def decline(self, request: HttpRequest, queryset: QuerySet[EventProposal]) -> None:
        declined = 0
        editor: Any = request.user
        for row in queryset:
            try:
                row.decline(by=editor)
            except ValidationError as error:
                self.message_user(request, f"{row}: {' '.join(error.messages)}", messages.ERROR)
            else:
                declined += 1
                self.log_change(request, row, "decline")
        if declined:
            sentence = ngettext(
                "%d proposal has left the queue.", "%d proposals have left the queue.", declined
            )
            self.message_user(request, sentence % declined, messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
