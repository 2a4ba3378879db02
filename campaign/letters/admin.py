from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.publishing import PublishableAdmin
from campaign.letters.forms import DeliveryForm, DeliveryFormSet
from campaign.letters.hand_in import hand_in
from campaign.letters.models import Delivery, Letter, LetterEvent, Resolution, Signatory, Tally
from campaign.organisations.countries import country_choices


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
    formset = DeliveryFormSet
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
                    ("watched_until", "responsible"),
                    "note",
                ]
            },
        )
    ]
    verbose_name_plural = _(
        "On its way: visitors see a change here at once. What happened, step by step, stands behind “Change”"
    )


class TallyInline(admin.StackedInline):
    model = Tally
    extra = 0
    autocomplete_fields = ["citations"]
    fieldsets = [(None, {"fields": [("count", "channel"), ("as_of", "source"), "citations"]})]
    verbose_name_plural = _(
        "How many sent it, where many people send the same letter: visitors see each number with its day and"
        " who counted"
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
    autocomplete_fields = ["text_citation", "parent", "people", "citations"]
    filter_horizontal = ["demands"]
    inlines = [DeliveryInline, SignatoryInline, TallyInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "title", "slug", "kind"]}),
        (
            _("As the letter has it"),
            {
                "fields": [
                    "addressee",
                    "language",
                    "date",
                    "date_status",
                    "date_reason",
                    "text_citation",
                    "text",
                ],
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
                "fields": ["action", "parent", "people", "demands", "citations"],
                "description": _("Visitors see only people, actions and documents that are published."),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Letter.objects.with_register().order_by(*self.get_ordering(request))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Whoever records a delivery looks after it, unless it names somebody."""
        for row in formset.forms:
            if isinstance(row.instance, Delivery) and not row.instance.pk and not row.instance.responsible:
                row.instance.responsible_id = request.user.pk
        super().save_formset(request, form, formset, change)

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
                    *(
                        "text",
                        ("delivery_state", "response_state"),
                        ("date", "at_time", "who"),
                        "contradicts",
                    ),
                    *("citations", "position"),
                ]
            },
        )
    ]
    verbose_name_plural = _(
        "What happened in this attempt and what was answered: add a row for what came next, and change a row"
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
    list_display = ["letter", "mission", "attempt", "delivery_state", "response_state", "watched_until"]
    actions = ["begin_anew", "nothing_came"]
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
                "fields": ["delivery_state", "response_state", "watched_until", "responsible", "note"],
                "description": _(
                    "Visitors read these as a sentence, at once after saving. A new attempt after a refusal is"
                    " a record of its own: choose “Record a new attempt” at Action."
                ),
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Delivery | None = None) -> list[str]:
        """A delivery stays with its letter and its mission: another one is another delivery."""
        return ["letter", "mission"] if obj else []

    def get_urls(self) -> list[Any]:
        """The page for the phone at the door stands beside the list."""
        page = self.admin_site.admin_view(hand_in)
        return [path("hand-in/", page, name="letters_delivery_hand_in"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Whoever records it looks after it, unless it names somebody."""
        if not change and obj.responsible is None:
            obj.responsible = request.user
        super().save_model(request, obj, form, change)

    @admin.action(
        permissions=["change"],
        description=_("Record a new attempt"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def begin_anew(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> HttpResponse | None:
        """One row more for each: the attempt that ended stays as it is."""
        made = []
        for delivery in queryset:
            try:
                made.append(delivery.next_attempt(responsible=request.user))
            except ValidationError as error:
                self.message_user(request, f"{delivery.letter}: {' '.join(error.messages)}", messages.ERROR)
            else:
                self.log_addition(request, made[-1], f"attempt {made[-1].attempt}")
        if len(made) != 1:
            return None
        return HttpResponseRedirect(reverse("admin:letters_delivery_change", args=[made[0].pk]))

    @admin.action(
        permissions=["change"],
        description=_("Nothing has come until today"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def nothing_came(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Somebody looked today: from now on silence is counted, up to this day."""
        waited_for = [delivery.pk for delivery in queryset if delivery.is_waited_for]
        Delivery.objects.filter(pk__in=waited_for).update(watched_until=timezone.localdate())
        for delivery in queryset.filter(pk__in=waited_for):
            self.log_change(request, delivery, "nothing came until today")
        left = queryset.count() - len(waited_for)
        done = ngettext("%d was noted.", "%d were noted.", len(waited_for)) % len(waited_for)
        self.message_user(request, done, messages.SUCCESS if waited_for else messages.WARNING)
        if left:
            sentence = ngettext(
                "For %d no answer is awaited: it was answered, or it did not arrive.",
                "For %d no answer is awaited: they were answered, or did not arrive.",
                left,
            )
            self.message_user(request, sentence % left, messages.WARNING)


@admin.register(Resolution)
class ResolutionAdmin(PublishableAdmin):
    list_display = ["title", "status", "body_in_words", "date", "action"]
    list_filter = ["status", "action"]
    list_select_related = ["body", "action"]
    search_fields = ["title", "slug", "body__name", "body_name", "branch", "meeting"]
    search_help_text = _("Searches titles, organisations, branches and meetings.")
    date_hierarchy = "date_latest"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["body", "sent_to", "letter", "action", "citations"]
    fieldsets = [
        (None, {"fields": ["publication_state", "title", "slug"]}),
        (
            _("Who resolved it, and when"),
            {
                "fields": [
                    *("body", "body_name", "branch", "meeting", "country", "date"),
                    ("votes_for", "votes_against", "votes_abstained"),
                ],
                "description": _("Leave the votes empty where nobody counted them."),
            },
        ),
        (
            _("What it says and where it went"),
            {
                "fields": ["text", "language", "sent_to", "sent_to_others", "letter", "action", "citations"],
                "description": _("Visitors read all of this once it is published."),
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "country":
            return forms.ChoiceField(
                label=db_field.verbose_name,
                choices=lambda: [("", _("not stated")), *country_choices()],
                required=False,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("organisation"), ordering="body_name")
    def body_in_words(self, resolution: Resolution) -> str:
        return resolution.body_in_words
