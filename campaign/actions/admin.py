from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.publishing import PublishableAdmin
from campaign.actions.copying import copy_as_new
from campaign.actions.models import Action, Demand, ModelText

LONG: dict[Any, dict[str, Any]] = {
    models.CharField: {"widget": AdminTextInputWidget(attrs={"class": "vLargeTextField"})}  # sentences
}


class DemandInline(admin.StackedInline):
    model = Demand
    extra = 0
    prepopulated_fields = {"slug": ["text"]}
    autocomplete_fields = ["citations"]
    formfield_overrides = LONG
    fields = [("position", "kind"), "text", "slug", "raised_by", "slogan_of", "rejected_by", "citations"]
    verbose_name_plural = gettext_lazy("Demands and slogans, in the order in which visitors read them")

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """A slogan stands for one of the demands of the same action that are saved already."""
        if db_field.name == "slogan_of" and request.resolver_match:
            action = request.resolver_match.kwargs.get("object_id")
            demands = Demand.objects.exclude(kind=Demand.Kind.SLOGAN)
            kwargs["queryset"] = demands.filter(action__pk=action) if action else demands.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ModelTextInline(admin.StackedInline):
    model = ModelText
    extra = 0
    fields = [("position", "kind", "language"), "title", "text", "note"]
    verbose_name_plural = gettext_lazy(
        "Models: visitors are offered them while the action is under way, and make them their own"
    )


@admin.register(Action)
class ActionAdmin(PublishableAdmin):
    list_display = ["title", "status", "held_on", "opens_on", "closes_on", "closed", "origin"]
    list_filter = ["status", "closed", "origin"]
    search_fields = ["title", "slug", "why", "demands__text"]
    search_help_text = gettext_lazy("Searches titles, addresses, reasons and demands.")
    date_hierarchy = "held_on_latest"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["missions", "people", "articles", "citations"]
    actions = [*PublishableAdmin.actions, "copy_as_new_action"]
    inlines = [DemandInline, ModelTextInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "title", "slug", "why"]}),
        (
            gettext_lazy("When"),
            {
                "fields": ["held_on", ("opens_on", "closes_on"), "closed"],
                "description": gettext_lazy(
                    "Visitors are offered the models from the first to the last day. Once it is over or"
                    " closed here, they read so; what belongs to it stays."
                ),
            },
        ),
        (
            gettext_lazy("Where and for whom"),
            {
                "fields": ["missions", "people", "what_to_send"],
                "description": gettext_lazy("Visitors see only people who have a public page."),
            },
        ),
        (
            gettext_lazy("Sources and what came in"),
            {
                "fields": ["citations", "articles"],
                "description": gettext_lazy(
                    "What the reason rests on; each demand below has sources of its own. Petitions, letters"
                    " and events name their action themselves."
                ),
            },
        ),
    ]

    @admin.action(
        permissions=["add"],
        description=gettext_lazy("Copy as new action"),
        location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM],
    )
    def copy_as_new_action(self, request: HttpRequest, queryset: QuerySet[Action]) -> HttpResponse | None:
        """The draft opens at once; of several actions at a time nothing is copied."""
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Choose one action to copy."), messages.ERROR)
            return None
        if not request.user.is_authenticated:
            raise PermissionDenied
        draft = copy_as_new(chosen[0], by=request.user)
        self.log_addition(request, draft, f"copied from {chosen[0].slug}")
        self.message_user(
            request,
            _("This is a draft with the demands and models of the old action. Give it a title and its days."),
        )
        return redirect("admin:actions_action_change", draft.pk)
