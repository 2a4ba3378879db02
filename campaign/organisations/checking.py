"""One screen for looking addresses up: each mission with its address, and when, by whom and where it was seen."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from campaign.organisations.models import Mission, MissionAddress

MISSIONS_ON_A_PAGE = 25


class LinesField(forms.CharField):
    """Lines as the record keeps them: a browser ends each with two characters, which is no change."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class CheckForm(forms.Form):
    """What somebody saw of one mission's address; left as it is, it changes nothing."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the address on the page, by its key
    lines = LinesField(
        label=gettext_lazy("Address"), required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 40})
    )
    on = forms.DateField(
        label=gettext_lazy("Checked on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    by = forms.CharField(label=gettext_lazy("Checked by"), required=False, max_length=100)
    where = forms.CharField(label=gettext_lazy("Checked where"), required=False, max_length=300)

    def __init__(self, data: Any, *, mission: Mission, user: str) -> None:
        self.mission = mission
        self.address = mission.newest_address
        initial = {
            "seen": str(self.address.pk) if self.address else "",
            "lines": self.address.lines.replace("\r\n", "\n") if self.address else "",
            "by": user,
        }
        super().__init__(data, initial=initial, prefix=mission.slug, use_required_attribute=False)

    @property
    def says_something(self) -> bool:
        """Somebody typed into it; the editor's own name is there from the start."""
        return bool({"lines", "on", "where"} & set(self.changed_data))

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        if day and self.address and self.address.checked_on and day < self.address.checked_on:
            raise forms.ValidationError(_("A later check of this address is recorded already."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.says_something:
            return data
        if data.get("seen") != self.initial["seen"]:
            raise forms.ValidationError(_("Somebody else changed this address meanwhile: look at it again."))
        for name in ("lines", "on", "by", "where"):
            if name not in self.errors and not data.get(name):
                self.add_error(name, self.missing(name))
        return data

    def missing(self, name: str) -> str:
        return {
            "lines": _("Write the address that you saw."),
            "on": _("Say on which day you looked."),
            "by": _("Say who looked."),
            "where": _("Say where you looked."),
        }[name]

    def save(self) -> MissionAddress:
        """The address seen again keeps its row; another one is a new row, and the old one stays with its day."""
        data = self.cleaned_data
        lines = data["lines"]
        address = self.address
        if address is None or address.lines.replace("\r\n", "\n").strip() != lines:
            address = MissionAddress(mission=self.mission, lines=lines, as_of=data["on"].isoformat())
        address.checked_on, address.checked_by, address.checked_where = data["on"], data["by"], data["where"]
        address.save()
        return address


def urls(site: AdminSite) -> list[URLPattern]:
    view = partial(check_missions, site=site)
    return [path("check/", site.admin_view(view), name="organisations_mission_check")]


@require_http_methods(["GET", "HEAD", "POST"])
def check_missions(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    if not request.user.has_perm("organisations.change_missionaddress"):
        raise PermissionDenied
    missions = Mission.objects.prefetch_related("addresses")
    due = missions.to_check(timezone.localdate())
    shows_all = "all" in request.GET
    if request.method == "POST":
        forms_ = forms_for(missions.filter(slug__in=request.POST.getlist("mission")), request)
        said = [form for form in forms_ if form.says_something]
        if all([form.is_valid() for form in said]):
            return saved(request, said)
        page = None
    else:
        page = Paginator(missions.by_check() if shows_all else due, MISSIONS_ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        forms_ = forms_for(page, request)
    context = site.each_context(request) | {
        "title": _("Check missions"),
        "opts": Mission._meta,
        "forms": forms_,
        "has_errors": any(form.errors for form in forms_),
        "page": page,
        "shows_all": shows_all,
        "due": due.count(),
    }
    status = 422 if context["has_errors"] else 200
    return TemplateResponse(request, "admin/organisations/mission/check.html", context, status=status)


def forms_for(missions: Any, request: HttpRequest) -> list[CheckForm]:
    data = request.POST if request.method == "POST" else None
    return [CheckForm(data, mission=mission, user=request.user.get_username()) for mission in missions]


def saved(request: HttpRequest, said: list[CheckForm]) -> HttpResponse:
    with transaction.atomic():
        for form in said:
            form.save()
    if said:
        text = ngettext("%d address was checked.", "%d addresses were checked.", len(said)) % len(said)
        messages.success(request, text)
    else:
        messages.warning(request, _("Nothing was entered, so nothing was changed."))
    address = reverse("admin:organisations_mission_check")
    return HttpResponseRedirect(f"{address}?all" if "all" in request.GET else address)
