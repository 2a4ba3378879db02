from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from campaign.desk.models import OneTimePassword


class OwnPasswordForm(PasswordChangeForm):
    """A password of one's own ends the one-time password."""

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        OneTimePassword.objects.filter(user=user).delete()
        return user


class DeskSite(AdminSite):
    """The editors' desk: Django's admin with a start page that says what waits."""

    site_title = _("Editors' desk")
    site_header = _("Editors' desk")
    index_title = _("What waits")
    index_template = "admin/desk_index.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from campaign.desk.waiting import what_waits

        waiting = what_waits(request.user)
        return super().index(request, {"waiting": waiting} | (extra_context or {}))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's guard, and one more: whoever still has a one-time password replaces it first."""
        guarded = super().admin_view(view, cacheable)

        def own_password_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            needs_own = (
                request.user.is_authenticated and OneTimePassword.objects.filter(user=request.user).exists()
            )
            if needs_own and request.path not in self.open_with_one_time_password():
                return HttpResponseRedirect(reverse("admin:password_change"))
            return guarded(request, *args, **kwargs)

        return own_password_first

    def open_with_one_time_password(self) -> set[str]:
        return {
            reverse(f"admin:{name}")
            for name in ("password_change", "password_change_done", "logout", "jsi18n")
        }

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's, with the form that also ends a one-time password."""
        setattr(request, "current_app", self.name)  # noqa: B010 - as Django's own view does
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse_lazy("admin:password_change_done"),
            template_name="registration/password_change_form.html",
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        return view(request)
