from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaign.desk.models import OneTimePassword

admin.site.unregister([User, Group])  # Django's own pages for them; ours follow


class GivenPasswordForm(AdminPasswordChangeForm):
    """A password that one person gives to another serves once."""

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        OneTimePassword.objects.get_or_create(user=user)
        return user


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts of the desk; only an owner sees them."""

    list_display = ["username", "is_active", "groups_in_words", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    add_form = UserCreationForm
    add_form_template = None
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "password1", "password2", "groups"],
                "description": _(
                    "Give the password by voice or on paper, not by e-mail. It serves once: the desk then asks"
                    " for a password of their own."
                ),
            },
        )
    ]
    change_password_form = GivenPasswordForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who this is"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {
                "widget": forms.CheckboxSelectMultiple(),
                "label": _("Roles"),
                "help_text": _("What each role may do stands in the guide for editors."),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Roles are chosen here, not invented."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["groups"].widget.can_add_related = False
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new account may enter the desk, and its first password serves once."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not change:
            OneTimePassword.objects.create(user=obj)

    @admin.display(description=_("roles"))
    def groups_in_words(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "–"


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    search_fields = ["name"]
