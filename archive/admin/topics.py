from django.contrib import admin

from archive.admin.publishing import PublishableAdmin
from archive.models import Topic


@admin.register(Topic)
class TopicAdmin(PublishableAdmin):
    list_display = ["title", "status", "slug"]
    list_filter = ["status"]
    search_fields = ["title", "slug", "text"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["articles"]
    fieldsets = [(None, {"fields": ["publication_state", "title", "slug", "text", "articles"]})]
