from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.publishing import BOTH
from campaign.pages.models import ContactMessage, HomeChoice, PageText, PressFact, SiteProfile
from campaign.web.encryption import CannotDecrypt


class SingleRowAdmin(admin.ModelAdmin[Any]):
    """One row: the list leads straight to it, and it cannot be deleted."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row, _created = self.model._default_manager.get_or_create(pk=1)
        opts = self.opts
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SiteProfile)
class SiteProfileAdmin(SingleRowAdmin):
    fieldsets = [
        (gettext_lazy("What every visitor sees"), {"fields": ["name", "tagline", "reach"]}),
        (gettext_lazy("Who answers for it"), {"fields": ["operator", "email"]}),
        (gettext_lazy("Safety"), {"fields": ["home_country"]}),
    ]


@admin.register(HomeChoice)
class HomeChoiceAdmin(SingleRowAdmin):
    autocomplete_fields = ["petition", "letter", "disagreement"]
    fieldsets = [
        (
            None,
            {
                "fields": ["petition", "letter", "disagreement"],
                "description": gettext_lazy("Only what is published is ever shown, whatever is chosen here."),
            },
        )
    ]


@admin.register(PageText)
class PageTextAdmin(admin.ModelAdmin[PageText]):
    list_display = ["title", "slug", "language", "changed_at"]
    list_filter = ["slug", "language"]
    search_fields = ["title", "body"]
    search_help_text = gettext_lazy("Searches titles and texts.")
    show_facets = admin.ShowFacets.ALWAYS
    fieldsets = [(None, {"fields": [("slug", "language"), "title", "body"]})]


@admin.register(PressFact)
class PressFactAdmin(admin.ModelAdmin[PressFact]):
    list_display = ["text", "checked_on", "position"]
    search_fields = ["text"]
    search_help_text = gettext_lazy("Searches the facts.")
    date_hierarchy = "checked_on"
    autocomplete_fields = ["citations"]
    fieldsets = [
        (None, {"fields": ["text", "checked_on", "position"]}),
        (
            gettext_lazy("On which words it rests"),
            {"fields": ["citations"], "description": gettext_lazy("Visitors can open each of them.")},
        ),
    ]


class AnsweredFilter(admin.SimpleListFilter):
    title = gettext_lazy("answered")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", gettext_lazy("not yet")), ("yes", gettext_lazy("yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "no":
                return queryset.filter(answered_at=None)
            case "yes":
                return queryset.exclude(answered_at=None)
        return queryset


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin[ContactMessage]):
    """Messages from visitors: read, answered by e-mail, marked as answered, removed after 90 days."""

    list_display = ["received_at", "opening", "about", "answered_at", "looks_automatic"]
    list_filter = [AnsweredFilter, "looks_automatic"]
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "received_at"
    actions = ["mark_as_answered"]
    readonly_fields = ["received_at", "sender", "about_page", "message", "looks_automatic", "answered_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [*readonly_fields],
                "description": gettext_lazy(
                    "Only members of the desk can read this. It is removed 90 days after it came. Answer "
                    "from your mail program, then choose “Mark as answered”."
                ),
            },
        )
    ]

    @admin.display(description=gettext_lazy("message"))
    def opening(self, row: ContactMessage) -> str:
        text = self.message(row)
        return text if len(text) <= 80 else f"{text[:80]}…"

    @admin.display(description=gettext_lazy("message"))
    def message(self, row: ContactMessage) -> str:
        try:
            return row.content().message
        except CannotDecrypt:
            return _("This message was encrypted with a key that this server does not hold.")

    @admin.display(description=gettext_lazy("from"))
    def sender(self, row: ContactMessage) -> str:
        try:
            content = row.content()
        except CannotDecrypt:
            return "–"
        name = content.name or _("no name given")
        if not content.email:
            return format_html("{} ({})", name, _("no e-mail address given"))
        return format_html('{} <a href="mailto:{}">{}</a>', name, content.email, content.email)

    @admin.display(description=gettext_lazy("about the page"))
    def about_page(self, row: ContactMessage) -> str:
        return format_html('<a href="{0}">{0}</a>', row.about) if row.about else "–"

    @admin.action(permissions=["change"], description=gettext_lazy("Mark as answered"), location=BOTH)
    def mark_as_answered(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        marked = queryset.filter(answered_at=None).update(answered_at=timezone.now())
        sentence = ngettext(
            "%d message is marked as answered.", "%d messages are marked as answered.", marked
        )
        self.message_user(request, sentence % marked, messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
