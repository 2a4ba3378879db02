from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

admin.site.unregister([User, Group])  # Django's own pages for them; ours follow


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts of the desk; only an owner sees them."""

    list_display = ["username", "is_active", "groups_in_words", "last_login"]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who this is"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def groups_in_words(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    search_fields = ["name"]
