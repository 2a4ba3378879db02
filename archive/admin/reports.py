"""Write a report: one form, one page that shows it as visitors will see it, and it is public."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from archive import pictures
from archive.media import picture_file
from archive.models import Article, Edition, Picture, Report
from archive.reports import publish_report, save_report
from archive.rich_text import EXTENSIONS, clean

MOST_CHARACTERS = 200_000


class ReportForm(forms.ModelForm):
    text = ProseEditorFormField(
        label=_("Text"),
        config={"extensions": EXTENSIONS},
        sanitize=clean,
        max_length=MOST_CHARACTERS,
        widget=AdminProseEditorWidget(attrs={"rows": 16, "class": "vLargeTextField desk-report-text"}),
        help_text=_(
            "Without the buttons: an empty line between paragraphs, “- ” before each item of a list."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Report
        fields = ["title", "standfirst", "text", "authors", "voice", "kind", "language"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "authors": forms.TextInput(attrs={"class": "vTextField"}),
            "standfirst": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text:
            raise ValidationError(gettext("Write the text of the report."), code="required")
        return text

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        self.instance.version = self.cleaned_data.get("version") or 0
        return self.cleaned_data


class PictureForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, 10 MB at most. Where and when it was made is taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Picture
        fields = ["upload", "alt", "caption", "credit"]
        widgets = {
            name: forms.TextInput(attrs={"class": "vTextField"}) for name in ("alt", "caption", "credit")
        }

    def clean_upload(self) -> pictures.Repainted | None:
        upload = self.cleaned_data["upload"]
        if upload is None:
            if self.instance.pk is None:
                raise ValidationError(
                    gettext("Choose the picture, or empty the fields beside it."), code="required"
                )
            return None
        try:
            return pictures.read(upload, upload.size)
        except pictures.Refused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal

    def save(self, commit: bool = True) -> Picture:
        repainted: pictures.Repainted | None = self.cleaned_data["upload"]
        picture = self.instance
        old = (picture.name, picture.widths) if repainted and picture.pk else None
        if repainted:
            stored = pictures.store(repainted)
            for name in ("name", "width", "height", "widths", "upload_sha256"):
                setattr(picture, name, getattr(stored, name))
        if old:
            transaction.on_commit(lambda: pictures.remove(*old))
        saved: Picture = super().save(commit)
        return saved


class PictureFormSet(BaseInlineFormSet):
    """The pictures of a report, in the order of the form."""

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        kept = [form.instance.pk for form in self.forms if form not in self.deleted_forms]
        for position, pk in enumerate(pk for pk in kept if pk):
            Picture.objects.filter(pk=pk).update(position=position)
        return saved


PICTURES = inlineformset_factory(
    Article, Picture, form=PictureForm, formset=PictureFormSet, extra=1, max_num=20, can_delete_extra=False
)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["title", "state", "language", "changed_at", "last_edited_by"]
    list_filter = ["article__status", "language"]
    list_select_related = ["article", "last_edited_by"]
    search_fields = ["title", "text", "authors"]
    search_help_text = _("Searches titles, authors and texts.")

    @admin.display(description=_("who can see it"), ordering="article__status")
    def state(self, report: Report) -> str:
        return report.article.get_status_display()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft can be left alone; what was public is withdrawn, so that its address can say so."""
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", wrap(self.publish_view), name="archive_report_publish"),
            path(
                "picture/<str:name>-<int:width>.webp", wrap(self.picture_view), name="archive_report_picture"
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self.write(request, Report(), None)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        report = get_object_or_404(Report.objects.select_related("article"), pk=object_id)
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        return self.write(request, report, report.article)

    def write(self, request: HttpRequest, report: Report, article: Article | None) -> HttpResponse:
        form = ReportForm(request.POST or None, instance=report)
        rows = PICTURES(request.POST or None, request.FILES or None, instance=article, prefix="pictures")
        if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
            try:
                with transaction.atomic():
                    save_report(report, by=request.user)  # type: ignore[arg-type]
                    rows.instance = report.article
                    rows.save()
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log(request, report, is_new=article is None)
                step = "publish" if "_preview" in request.POST else "changelist"
                self.message_user(request, gettext("Saved. Only the desk sees it until it is published."))
                args = [report.pk] if step == "publish" else []
                return HttpResponseRedirect(reverse(f"admin:archive_report_{step}", args=args))
        title = _("Write a report") if article is None else report.title
        has_errors = bool(request.method == "POST" and (form.errors or rows.total_error_count()))
        context = self.context(request, title) | {
            "form": form,
            "pictures": rows,
            "article": article,
            "has_errors": has_errors,
            "media": form.media,
        }
        status = 422 if has_errors else 200
        return TemplateResponse(request, "admin/archive/report_form.html", context, status=status)

    def log(self, request: HttpRequest, report: Report, *, is_new: bool) -> None:
        if is_new:
            self.log_addition(request, report, [{"added": {}}])
        else:
            self.log_change(request, report, [{"changed": {}}])

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As visitors will see it, with the button that makes it public."""
        report = get_object_or_404(Report.objects.select_related("article"), pk=pk)
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        may_publish = request.user.has_perm("archive.publish_article")
        if request.method == "POST":
            if not may_publish:
                raise PermissionDenied
            if response := self.publish(request, report):
                return response
        context = self.context(request, _("This is what visitors will see")) | {
            "report": report,
            "may_publish": may_publish,
            "text": mark_safe(clean(report.text)),  # noqa: S308 - its normal form holds nothing else
            "pictures": list(report.article.pictures.all()),
            "is_correction": Edition.objects.filter(article=report.article).exists(),
            "today": timezone.localdate(),
        }
        return TemplateResponse(request, "admin/archive/report_publish.html", context)

    def publish(self, request: HttpRequest, report: Report) -> HttpResponse | None:
        if request.POST.get("version") != str(report.version):
            self.message_user(
                request, gettext("Somebody has changed this report meanwhile; read it again."), messages.ERROR
            )
            return None
        try:
            article = publish_report(report, by=request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return None
        self.log_change(request, report, "published")
        return HttpResponseRedirect(article.get_absolute_url())

    def picture_view(self, request: HttpRequest, name: str, width: int) -> HttpResponseBase:
        """A picture for the desk, public or not yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return picture_file(get_object_or_404(Picture, name=name), width)

    def context(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
