from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.models import Capture, Citation


@admin.register(Capture)
class CaptureAdmin(admin.ModelAdmin):
    """Documents are received by `manage.py ingest`; here they are read, never edited or deleted."""

    list_display = ["filename", "short_hash", "captured_on", "added_at", "added_by"]
    search_fields = ["filename", "sha256", "url"]
    fields = ["filename", "sha256", "captured_on", "added_by", "added_at", "whole_text"]
    readonly_fields = ["filename", "sha256", "captured_on", "added_by", "added_at", "whole_text"]

    @admin.display(description="SHA-256")
    def short_hash(self, capture: Capture) -> str:
        return capture.sha256[:12]

    @admin.display(description=_("text"))
    def whole_text(self, capture: Capture) -> str:
        return format_html('<pre class="desk-text">{}</pre>', capture.text)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

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
