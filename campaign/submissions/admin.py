from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive.admin.publishing import BOTH
from campaign.organisations.countries import country_name
from campaign.organisations.vocabulary import Channel, DeliveryState, ResponseState
from campaign.submissions.acceptance import accept
from campaign.submissions.content import Report
from campaign.submissions.decision import DecisionForm
from campaign.submissions.forms import ReportForm
from campaign.submissions.mail_text import read_mail
from campaign.submissions.media import photo_file
from campaign.submissions.models import Photo, SentPhoto, StewardLink, Submission
from campaign.web.encryption import CannotDecrypt

LONGEST_MAIL = 60_000


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin[Submission]):
    """What supporters report: read, then accepted as drafts or rejected with a reason."""

    list_display = ["received_at", "kind", "action", "mission", "state", "source", "looks_automatic"]
    list_filter = ["state", "kind", "source", "looks_automatic", "action"]
    list_select_related = ["action", "mission"]
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "received_at"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.picture_view)
        return [
            path("picture/<int:pk>.jpg", view, name="submissions_submission_picture"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rejecting removes the pictures at once; the rest goes by itself after 90 days."""
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The supporter's form, which an e-mail can fill."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, status = ReportForm(), 200
        if "_fill" in request.POST:
            form = ReportForm(initial=read_mail(request.POST.get("mail", "")[:LONGEST_MAIL]))
        elif request.method == "POST":
            form = ReportForm(request.POST, request.FILES)
            if form.is_valid():
                submission = form.receive(source=Submission.Source.EMAIL)
                self.log_addition(request, submission, [{"added": {}}])
                self.message_user(
                    request, _now("The report is in the queue. Read it once more, then accept it.")
                )
                return HttpResponseRedirect(
                    reverse("admin:submissions_submission_change", args=[submission.pk])
                )
            form.hold()
            status = 422
        context = self.context(request, _("Enter a report")) | {"form": form, "has_errors": status == 422}
        return TemplateResponse(request, "admin/submissions/submission_form.html", context, status=status)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        rows = Submission.objects.select_related("action", "mission", "letter", "event", "decided_by")
        submission = get_object_or_404(rows, pk=object_id)
        if not self.has_view_permission(request, submission):
            raise PermissionDenied
        try:
            report, sender = submission.report(), submission.sender()
        except CannotDecrypt:
            self.message_user(
                request,
                _now("This report was encrypted with a key that this server does not hold."),
                messages.ERROR,
            )
            return HttpResponseRedirect(reverse("admin:submissions_submission_changelist"))
        form = DecisionForm(request.POST or None, request.FILES or None, submission=submission, report=report)
        status = 200
        if request.method == "POST":
            if not self.may_decide(request):
                raise PermissionDenied
            if response := self.decide(request, submission, form):
                return response
            status = 422
        context = self.context(request, str(submission)) | {
            "submission": submission,
            "told": told(submission, report),
            "report": report,
            "sender": sender,
            "form": form,
            "may_decide": self.may_decide(request) and submission.state == Submission.State.WAITING,
        }
        return TemplateResponse(request, "admin/submissions/submission_detail.html", context, status=status)

    def may_decide(self, request: HttpRequest) -> bool:
        makes = ("letters.add_letter", "events.add_event")
        return self.has_change_permission(request) and request.user.has_perms(makes)

    def decide(self, request: HttpRequest, submission: Submission, form: DecisionForm) -> HttpResponse | None:
        """Accepts or rejects; None, with the reason on the page, where neither can be."""
        try:
            if "_reject" in request.POST:
                submission.reject(by=request.user, reason=request.POST.get("reason", "")[:300])
                sentence = _now("Rejected. Its pictures are removed.")
            elif form.is_valid():
                accept(submission, form.choice(), by=request.user)
                sentence = _now("Accepted as a draft. Nobody but the desk sees it until it is published.")
            else:
                return None
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            submission.refresh_from_db()
            return None
        self.log_change(request, submission, submission.state)
        self.message_user(request, sentence)
        return HttpResponseRedirect(where_next(submission))

    def picture_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A picture that waits, for the desk alone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(SentPhoto.objects.exclude(submission=None), pk=pk)
        return HttpResponse(photo.jpeg(), content_type="image/jpeg")

    def context(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts}


def where_next(submission: Submission) -> str:
    if submission.letter_id:
        return reverse("admin:letters_letter_change", args=[submission.letter_id])
    if submission.event_id:
        return reverse("admin:events_event_change", args=[submission.event_id])
    return reverse("admin:submissions_submission_changelist") + "?state__exact=waiting"


def told(submission: Submission, report: Report) -> list[tuple[Any, Any]]:
    """What was filled in, by its label; nothing of the contact."""
    rows = [
        (_("What it is"), submission.get_kind_display()),
        (_("Action"), submission.action),
        (_("To whom"), submission.mission or report.addressee),
        (_("When"), report.date),
        (
            _("Where"),
            ", ".join(filter(None, (report.place, report.country and country_name(report.country)))),
        ),
        (_("Way"), Channel(report.channel).label),
        (_("Delivery"), report.delivery_state and DeliveryState(report.delivery_state).label),
        (_("Answer"), report.response_state and ResponseState(report.response_state).label),
        (_("What happened"), report.happened),
        (_("Text"), report.text),
    ]
    return [(label, value) for label, value in rows if value]


@admin.register(StewardLink)
class StewardLinkAdmin(admin.ModelAdmin[StewardLink]):
    """Links for stewards: shown once, for two days, each of them can be revoked."""

    list_display = ["label", "action", "mission", "made_at", "expires_at", "revoked_at"]
    list_select_related = ["action", "mission"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    autocomplete_fields = ["action", "mission"]
    actions = ["revoke_links"]
    readonly_fields = ["expires_at", "revoked_at"]
    fieldsets = [
        (
            None,
            {
                "fields": ["label", ("action", "mission"), ("expires_at", "revoked_at")],
                "description": _(
                    "Whoever has the link can send reports and nothing else. It is shown once, when you save."
                ),
            },
        )
    ]

    def save_model(self, request: HttpRequest, obj: StewardLink, form: Any, change: bool) -> None:
        token = "" if change else obj.draw()
        super().save_model(request, obj, form, change)
        if token:
            address = request.build_absolute_uri(reverse("submissions:steward", args=[token]))
            sentence = _now("Give this link to the steward; it is not shown again:")
            self.message_user(request, format_html("{} <code>{}</code>", sentence, address), messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Revoke"), location=BOTH)
    def revoke_links(self, request: HttpRequest, queryset: QuerySet[StewardLink]) -> None:
        for link in queryset:
            link.revoke()
        self.message_user(request, _now("Revoked: the links lead nowhere now."), messages.SUCCESS)


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin[Photo]):
    """Pictures that visitors can see; deleting one takes it from the site at once."""

    list_display = ["alt", "letter", "event", "credit", "added_at"]
    list_select_related = ["letter", "event"]
    search_fields = ["alt", "credit", "letter__title", "event__title"]
    search_help_text = _("Searches what the pictures show, and the titles of letters and events.")
    autocomplete_fields = ["letter", "event"]
    readonly_fields = ["preview", "upload_sha256", "added_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "preview",
                    "alt",
                    "credit",
                    ("letter", "event"),
                    "position",
                    "upload_sha256",
                    "added_at",
                ],
                "description": _("Visitors see it while its letter or its event is published."),
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.picture_view)
        return [path("picture/<int:pk>.webp", view, name="submissions_photo_picture"), *super().get_urls()]

    def picture_view(self, request: HttpRequest, pk: int) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=pk)
        return photo_file(photo, photo.widths[0])

    @admin.display(description=_("picture"))
    def preview(self, photo: Photo) -> str:
        address = reverse("admin:submissions_photo_picture", args=[photo.pk])
        return format_html('<img src="{}" alt="{}" width="320">', address, photo.alt)
