from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import PublishableAdmin
from archive.admin.review import address_for
from archive.models import Article, Block, Disagreement, DisagreementStatement, FieldProvenance


class ProvenanceInline(admin.TabularInline):
    model = FieldProvenance
    extra = 0
    fields = ["field", "status", "reason", "citations"]
    autocomplete_fields = ["citations"]
    verbose_name_plural = _("Where each field comes from: readers see status, reason and words")


class BlockInline(admin.TabularInline):
    model = Block
    extra = 0
    max_num = 0
    can_delete = False
    fields = ["kind", "level", "words"]
    readonly_fields = ["words"]
    verbose_name_plural = _("Parts of the text")
    classes = ["collapse"]

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        capture = obj.capture() if obj else None
        self.text = capture.text if capture else ""
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description=_("words"))
    def words(self, block: Block) -> str:
        words = self.text[block.start : block.end]
        return words if len(words) <= 300 else f"{words[:300]}…"


FIELDS_OF_A_REPORT = (
    *("title", "supplied_title", "kind", "language", "standfirst", "authors", "translator"),
    *("publication", "dateline", "published", "voice", "capture_sha256", "start", "end"),
)


@admin.register(Article)
class ArticleAdmin(PublishableAdmin):
    list_display = ["shown_title", "status", "kind", "publication", "published", "authors", "language"]
    list_filter = ["status", "kind", "publication", "language", "voice"]
    list_select_related = ["publication"]
    search_fields = ["title", "supplied_title", "authors", "slug", "summary"]
    search_help_text = _("Searches titles, authors, addresses and our summaries.")
    date_hierarchy = "published_latest"
    prepopulated_fields = {"slug": ["title", "supplied_title"]}
    autocomplete_fields = ["publication", "parent", "original"]
    readonly_fields = ["publication_state", "proposals_state", "words_of_the_capture"]
    inlines = [ProvenanceInline, BlockInline]
    fieldsets = [
        (None, {"fields": ["publication_state", "proposals_state", "title", "supplied_title", "slug"]}),
        (
            _("As the source has it"),
            {
                "fields": [
                    *("kind", "language", "standfirst", "authors", "translator"),
                    *("publication", "dateline", "published"),
                ],
                "description": _(
                    "Leave empty what the source does not state: readers then see “not stated”."
                ),
            },
        ),
        (
            _("In our words"),
            {
                "fields": ["voice", "summary", "note"],
                "description": _("Visitors see these beside the document; the voice stands under the title."),
            },
        ),
        (
            _("Where it stands"),
            {"fields": ["capture_sha256", "start", "end", "parent", "original", "words_of_the_capture"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("report").prefetch_related("provenance")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a report of ours says is written in the report, or its capture would say something else."""
        fixed = FIELDS_OF_A_REPORT if hasattr(obj, "report") else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if hasattr(obj, "report") else super().get_prepopulated_fields(request, obj)

    @admin.display(description=_("title"), ordering="title")
    def shown_title(self, article: Article) -> str:
        return article.display_title

    @admin.display(description=_("proposals"))
    def proposals_state(self, article: Article) -> str:
        address = address_for(article) if article.pk else None
        if address is None:
            return gettext("None: no document is held from which a rule could read anything.")
        waiting = article.proposals.must_decide().count()
        sentence = ngettext(
            "%(count)d thing must be decided before this text can be published.",
            "%(count)d things must be decided before this text can be published.",
            waiting,
        )
        return format_html(
            '{} <a href="{}">{}</a>', sentence % {"count": waiting}, address, gettext("Review")
        )

    def refusal(self, record: Any, error: ValidationError) -> str:
        address = address_for(record)
        reason = super().refusal(record, error)
        if address is None or not record.proposals.must_decide().exists():
            return reason
        return format_html('{} <a href="{}">{}</a>', reason, address, gettext("Review"))

    @admin.display(description=_("the words"))
    def words_of_the_capture(self, article: Article) -> str:
        capture = article.capture() if article.pk else None
        if capture is None:
            return gettext("The document is not held.")
        return format_html('<pre class="desk-text">{}</pre>', capture.text[article.start : article.end])


class StatementInline(admin.StackedInline):
    model = DisagreementStatement
    extra = 0
    autocomplete_fields = ["citations"]


@admin.register(Disagreement)
class DisagreementAdmin(PublishableAdmin):
    list_display = ["about", "status", "kind", "position"]
    list_filter = ["status", "kind"]
    search_fields = ["about"]
    inlines = [StatementInline]
    fieldsets = [(None, {"fields": ["publication_state", "about", "slug", "kind", "position"]})]
