from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.models import Authority, AuthorityName, ExternalSource, Publication


class NameInline(admin.TabularInline):
    model = AuthorityName
    extra = 0
    fields = ["text", "language", "script", "kind", "source"]


@admin.register(Authority)
class AuthorityAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "note"]
    list_filter = ["kind"]
    search_fields = ["name", "names__text"]
    search_help_text = _("Searches every spelling on record.")
    inlines = [NameInline]


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ["name", "rights", "is_own", "url"]
    list_filter = ["rights", "is_own"]
    search_fields = ["name", "slug"]


@admin.register(ExternalSource)
class ExternalSourceAdmin(admin.ModelAdmin):
    list_display = ["publisher", "title", "accessed_on"]
    search_fields = ["publisher", "title", "url"]
