from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin import review
from archive.edtf_field import validate_edtf
from archive.ingest.reading import Refused, check_size
from archive.ingest.writer import Outcome, ingest
from archive.models import Article, Capture, Citation, Proposal


class UploadForm(forms.Form):
    """A document that somebody hands in; `manage.py ingest` takes the same things."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_("A text file in UTF-8, or a web page saved from the browser; 5 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.htm,.html,text/plain,text/html"}),
    )
    url = forms.URLField(
        label=_("Address where it was found"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    captured_on = forms.CharField(
        label=_("Captured on"),
        required=False,
        max_length=40,
        validators=[validate_edtf],
        help_text=_("The day on which somebody saved it, as 2022-01-14; 2022-01 for a month."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def receive(self, user: Any) -> Outcome | None:
        """What the document brought; None, with the reason as the field's error, when it is refused."""
        document = self.cleaned_data["document"]
        try:
            check_size(document.size)
            return ingest(
                document.read(),
                filename=document.name[-200:],
                url=self.cleaned_data["url"],
                captured_on=self.cleaned_data["captured_on"],
                added_by=user,
            )
        except Refused as refusal:
            self.add_error("document", ValidationError(str(refusal), code="refused"))
            return None


class WaitingFilter(admin.SimpleListFilter):
    """The documents in which something must be decided."""

    title = _("proposals to review")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("some"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Capture]) -> QuerySet[Capture]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=Proposal.objects.must_decide().values("capture"))


@admin.register(Capture)
class CaptureAdmin(admin.ModelAdmin):
    """Documents are received here or by `manage.py ingest`; they are read, never edited or deleted."""

    list_display = ["filename", "to_review", "short_hash", "captured_on", "added_at", "added_by"]
    list_filter = [WaitingFilter]
    search_fields = ["filename", "sha256", "url"]
    fields = [
        "filename",
        "to_review",
        "url",
        "sha256",
        "captured_on",
        "added_by",
        "added_at",
        "found_in_it",
        "whole_text",
    ]
    readonly_fields = [
        "filename",
        "url",
        "sha256",
        "captured_on",
        "added_by",
        "added_at",
        "found_in_it",
        "whole_text",
    ]

    def get_urls(self) -> list[Any]:
        return [*review.urls(self.admin_site), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        must = Q(proposals__state=Proposal.State.OPEN, proposals__tier=Proposal.Tier.MUST)
        return super().get_queryset(request).annotate(must_decide=Count("proposals", filter=must))

    @admin.display(description=_("proposals to review"), ordering="must_decide")
    def to_review(self, capture: Any) -> str:
        return format_html('<a href="{}">{}</a>', review.address_of(capture), capture.must_decide)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The upload page: bytes cannot be typed into a form of the record."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        outcome = form.receive(request.user) if form.is_valid() else None
        if outcome is not None:
            return self.received(request, outcome)
        context = self.admin_site.each_context(request) | {
            "title": _("Hand in a document"),
            "opts": self.opts,
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(
            request, "admin/archive/capture_upload.html", context, status=422 if form.errors else 200
        )

    def received(self, request: HttpRequest, outcome: Outcome) -> HttpResponse:
        capture = outcome.capture
        assert capture is not None  # noqa: S101 - only a dry run has none
        address = reverse("admin:archive_capture_change", args=[capture.pk])
        if outcome.is_new:
            self.log_addition(request, capture, [{"added": {}}])
            self.message_user(request, outcome.sentence(capture.filename), messages.SUCCESS)
        else:
            link = format_html('<a href="{}">{}</a>', address, capture)
            held = format_html(gettext("These bytes are held already, as {}. Nothing was changed."), link)
            self.message_user(request, held, messages.WARNING)
        return HttpResponseRedirect(address)

    @admin.display(description=_("articles in it"))
    def found_in_it(self, capture: Capture) -> str:
        rows = Article.objects.filter(capture_sha256=capture.sha256).order_by("start")
        if not rows:
            return gettext("None that a rule or an editor has found.")
        change = "admin:archive_article_change"
        links = (
            (reverse(change, args=[row.pk]), row.display_title, row.get_status_display()) for row in rows
        )
        return format_html(
            '<ul class="desk-list">{}</ul>', format_html_join("", '<li><a href="{}">{}</a> ({})</li>', links)
        )

    @admin.display(description="SHA-256")
    def short_hash(self, capture: Capture) -> str:
        return capture.sha256[:12]

    @admin.display(description=_("text"))
    def whole_text(self, capture: Capture) -> str:
        return format_html('<pre class="desk-text">{}</pre>', capture.text)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Citation)
class CitationAdmin(admin.ModelAdmin):
    """Spans of captures. They are made with the facts that rest on them and never change."""

    list_display = ["words", "short_hash", "start", "end", "stance"]
    list_filter = ["stance", ("exact", admin.EmptyFieldListFilter)]
    search_fields = ["exact", "capture_sha256"]
    search_help_text = _("Searches the exact words and the hash of the document.")

    @admin.display(description=_("exact words"))
    def words(self, citation: Citation) -> str:
        return str(citation)[:120]

    @admin.display(description=_("document"))
    def short_hash(self, citation: Citation) -> str:
        return citation.capture_sha256[:12]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
