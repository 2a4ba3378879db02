"""What every publishable record's admin page can do: submit, publish, withdraw, each after a page that lists it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation, helpers
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.publishing import Publishable

BOTH = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class PublishableAdmin(admin.ModelAdmin):
    """Status first, three verbs, and a form whose saving counts as a new version when the content changed."""

    show_facets = admin.ShowFacets.ALWAYS
    save_on_top = True
    view_on_site = False  # a draft has no public page; the state of a published record carries the link
    actions = ["submit_records", "publish_records", "withdraw_records"]
    readonly_fields = ["publication_state"]

    @admin.display(description=gettext_lazy("Who can see it"))
    def publication_state(self, record: Publishable) -> str:
        """One sentence for the form: the state, the version, and what has to happen next."""
        if record.pk is None:
            return _("Not saved yet. Nobody but the editors sees a draft.")
        sentences = {
            Publishable.Status.DRAFT: _("Draft: only editors see it."),
            Publishable.Status.REVIEW: _(
                "In review: only editors see it until somebody publishes this version."
            ),
            Publishable.Status.PUBLISHED: _("Published: every visitor sees it."),
            Publishable.Status.WITHDRAWN: _("Withdrawn: visitors no longer see it."),
        }
        sentence = sentences[Publishable.Status(record.status)]
        if record.is_published and hasattr(record, "get_absolute_url"):
            link = format_html('<a href="{}">{}</a>', record.get_absolute_url(), _("See it as a visitor"))
            return format_html("{} {}", sentence, link)
        return sentence

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.initial_status = obj.status  # saving a changed content takes the record from the site
        form.was_published = obj.is_published
        if not change or form.has_changed():
            obj.last_edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record = form.instance
        version = record.content_version
        record.refresh_content()
        # Rows that no approval covers do not make their editor the author of what an approval does cover.
        if record.content_version != version and record.last_edited_by != request.user:
            record.last_edited_by = request.user
            record.save(update_fields=["last_edited_by"])
        record.refresh_from_db(fields=["status"])
        if form.was_published and not record.is_published:
            self.message_user(
                request, _("The change has to be published again before visitors see it."), messages.WARNING
            )

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was public is withdrawn, not deleted, so that its address can say so."""
        if obj is not None and obj.published_at is not None:
            return False
        return super().has_delete_permission(request, obj)

    @admin.action(permissions=["change"], description=gettext_lazy("Submit for review…"), location=BOTH)
    def submit_records(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        return self.transition(
            request,
            queryset,
            name="submit_records",
            question=_("Submit these for review? A reviewer can then publish them."),
            verb=lambda record: record.submit(),
        )

    @admin.action(permissions=["publish"], description=gettext_lazy("Publish…"), location=BOTH)
    def publish_records(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        return self.transition(
            request,
            queryset,
            name="publish_records",
            question=_("Publish these? Every visitor sees them at once."),
            verb=lambda record: record.publish(by=request.user),
        )

    @admin.action(permissions=["change"], description=gettext_lazy("Withdraw from the site…"), location=BOTH)
    def withdraw_records(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        return self.transition(
            request,
            queryset,
            name="withdraw_records",
            question=_("Withdraw these? They leave every public page at once."),
            verb=lambda record: record.withdraw(),
        )

    def transition(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        *,
        name: str,
        question: str,
        verb: Callable[[Any], None],
    ) -> TemplateResponse | None:
        """Asks once with the list of what will change; then does it record by record and says what was refused."""
        if "confirmed" not in request.POST:
            return self.ask(request, queryset, name=name, question=question)
        done = 0
        for record in queryset:
            try:
                verb(record)
            except ValidationError as error:
                self.message_user(request, self.refusal(record, error), messages.ERROR)
            else:
                done += 1
                self.log_change(request, record, f"{name}, version {record.content_version}")
        if done:
            self.message_user(
                request, ngettext("%d record was changed.", "%d records were changed.", done) % done
            )
        return None

    def refusal(self, record: Any, error: ValidationError) -> str:
        """Why a record stays as it is; override to say where that can be mended."""
        return f"{record}: {' '.join(error.messages)}"

    def ask(
        self, request: HttpRequest, queryset: QuerySet[Any], *, name: str, question: str
    ) -> TemplateResponse:
        rows: list[Model] = list(queryset)
        context = self.admin_site.each_context(request) | {
            "title": question,
            "opts": self.opts,
            "records": rows,
            "action": name,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "form_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
        }
        return TemplateResponse(request, "admin/confirm_transition.html", context)
