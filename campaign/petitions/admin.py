from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.publishing import PublishableAdmin
from campaign.petitions.leaving import hold, invalidate, release
from campaign.petitions.models import Petition, Signature

COUNTED_AT_MOST = 10_000  # rows of a list; counting a million of them takes a second


@admin.register(Petition)
class PetitionAdmin(PublishableAdmin):
    list_display = [
        "title",
        "status",
        "phase_in_words",
        "confirmed_count",
        "situation_checked_on",
        "closes_on",
    ]
    list_filter = ["status", "language", "action"]
    search_fields = ["title", "slug", "ask", "addressee"]
    search_help_text = gettext_lazy("Searches titles, addresses, asks and addressees.")
    view_on_site = False  # a draft has no public page; a published petition's state carries the link
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["people", "action", "citations"]
    filter_horizontal = ["demands"]
    readonly_fields = [*PublishableAdmin.readonly_fields, "confirmed_count", "phase_in_words"]
    fieldsets = [
        (None, {"fields": ["publication_state", "phase_in_words", "confirmed_count", "title", "slug"]}),
        (
            gettext_lazy("What people sign"),
            {
                "fields": ["ask", "addressee", "why", "language", "people", "demands", "action"],
                "description": gettext_lazy(
                    "Visitors read this before they sign. Changing a published text takes the page off the "
                    "site until it is published again; each signature keeps the number of its version."
                ),
            },
        ),
        (
            gettext_lazy("Is it still true?"),
            {
                "fields": ["situation_checked_on", "situation_checked_by", "home_country"],
                "description": gettext_lazy(
                    "Visitors see who checked and when. On a public site nobody can sign before that, nor "
                    "without addressee and ask; after 180 days the page says that the check is old."
                ),
            },
        ),
        (
            gettext_lazy("When it can be signed"),
            {
                "fields": ["opens_on", "closes_on"],
                "description": gettext_lazy("A change here works at once. Empty: no limit."),
            },
        ),
        (
            gettext_lazy("Where it comes from"),
            {
                "fields": ["source_note", "citations"],
                "description": gettext_lazy("Visitors see the note and each source under the form."),
            },
        ),
    ]

    @admin.display(description=gettext_lazy("Can it be signed?"))
    def phase_in_words(self, petition: Petition) -> str:
        if not petition.is_published:
            return _("No: only what is published can be signed.")
        return str(petition.phase.label).capitalize()


class BoundedPaginator(Paginator[Any]):
    """Counts no further than anybody pages."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list  # a queryset, as the admin makes it
        return len(rows.values("pk")[:COUNTED_AT_MOST])


class ReasonForm(forms.Form):
    """Why an editor takes a signature out of the count."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy(
            "Kept with the signature for other editors. Write no name and no address here."
        ),
    )


@admin.register(Signature)
class SignatureAdmin(admin.ModelAdmin[Signature]):
    """What an editor may see of signatures: no address, and no name but those shown by consent."""

    list_display = [
        "id",
        "petition",
        "state",
        "counted_on",
        "country",
        "audience",
        "public_name",
        "hold_reason",
    ]
    list_filter = ["state", "hold_reason", "audience", "petition"]
    list_select_related = ["petition"]
    list_per_page = 50
    ordering = ["-id"]
    fields = [
        *("petition", "petition_version", "state", "counted_on", "country", "language", "audience"),
        *("public_name", "wants_updates", "attempts", "hold_reason", "editor_reason"),
    ]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    actions = ["hold_signatures", "invalidate_signatures", "release_signatures"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("petitions.moderate_signature"))

    @admin.action(permissions=["moderate"], description=gettext_lazy("Hold: not counted until looked at…"))
    def hold_signatures(self, request: HttpRequest, queryset: QuerySet[Signature]) -> TemplateResponse | None:
        question = _(
            "Hold these signatures? They leave the count and the public list until they are released."
        )
        return self.moderate(request, queryset, act=hold, name="hold_signatures", question=question)

    @admin.action(permissions=["moderate"], description=gettext_lazy("Mark as not valid…"))
    def invalidate_signatures(
        self, request: HttpRequest, queryset: QuerySet[Signature]
    ) -> TemplateResponse | None:
        question = _("Mark these as not valid? They leave the count; their mailboxes cannot sign again.")
        return self.moderate(
            request, queryset, act=invalidate, name="invalidate_signatures", question=question
        )

    @admin.action(permissions=["moderate"], description=gettext_lazy("Release: let them count"))
    def release_signatures(self, request: HttpRequest, queryset: QuerySet[Signature]) -> None:
        self.apply(request, queryset, act=release, note="release_signatures")

    def moderate(
        self,
        request: HttpRequest,
        queryset: QuerySet[Signature],
        *,
        act: Callable[..., bool],
        name: str,
        question: str,
    ) -> TemplateResponse | None:
        """Asks for the reason on a page of its own; then does it one by one."""
        form = ReasonForm(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            self.apply(
                request,
                queryset,
                act=lambda signature: act(signature, reason=reason),
                note=f"{name}: {reason}",
            )
            return None
        context = self.admin_site.each_context(request) | {
            "title": question,
            "opts": self.opts,
            "form": form,
            "signatures": list(queryset.select_related("petition")),
            "action": name,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "petitions/admin/moderate.html", context)

    def apply(
        self,
        request: HttpRequest,
        queryset: QuerySet[Signature],
        *,
        act: Callable[[Signature], bool],
        note: str,
    ) -> None:
        changed = [signature for signature in queryset if act(signature)]
        for signature in changed:
            self.log_change(request, signature, note)
        if changed:
            self.message_user(
                request,
                ngettext("%d signature was changed.", "%d signatures were changed.", len(changed))
                % len(changed),
            )
        if len(changed) < queryset.count():
            self.message_user(
                request, _("Some were in another state and stay as they are."), messages.WARNING
            )
