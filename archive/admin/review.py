"""The pages of the review queue: one capture a screen, a decision a key, and many at once after a list of them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.models import Article, Capture, Proposal
from archive.review import ReviewFilter, marked_text, next_after, queue_at, texts_in

AT_MOST = 300  # that one page can list and one request can decide


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("<int:pk>/review/", site.admin_view(partial(review, site=site)), name="archive_capture_review"),
        path(
            "<int:pk>/review/accept/",
            site.admin_view(partial(accept_all, site=site)),
            name="archive_capture_accept",
        ),
    ]


def address_of(capture: Capture, query: str = "") -> str:
    address = reverse("admin:archive_capture_review", args=[capture.pk])
    return f"{address}?{query}" if query else address


def address_for(article: Article) -> str | None:
    """Where the proposals about an article are decided; None while its document is not held."""
    capture = article.capture()
    return address_of(capture, f"article={article.pk}") if capture else None


def editor_of(request: HttpRequest) -> AbstractBaseUser:
    if not isinstance(request.user, AbstractBaseUser) or not request.user.has_perm("archive.change_proposal"):
        raise PermissionDenied
    return request.user


def guarded_capture(request: HttpRequest, pk: int) -> Capture:
    editor_of(request)
    return get_object_or_404(Capture, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    capture = guarded_capture(request, pk)
    chosen = ReviewFilter(capture, request.GET)
    if request.method == "POST":
        return HttpResponseRedirect(address_of(capture, decide(request, chosen)))
    at = request.GET.get("at", "")
    queue = queue_at(chosen, int(at) if at.isdecimal() else None)
    articles = Article.objects.filter(capture_sha256=capture.sha256).order_by("start")
    texts = texts_in(capture, articles)
    context = site.each_context(request) | {
        "title": _("Review: %(capture)s") % {"capture": capture},
        "opts": Capture._meta,
        "capture": capture,
        "filter": chosen,
        "queue": queue,
        "stretches": marked_text(chosen, queue.current.proposal if queue.current else None),
        "texts": texts,
        "ready": [article for article, waiting in texts if not waiting and article.status == "draft"],
        "may_publish": request.user.has_perm("archive.publish_article"),
    }
    return TemplateResponse(request, "admin/archive/review.html", context)


def decide(request: HttpRequest, chosen: ReviewFilter) -> str:
    """Does what the form of one proposal asks; returns the query of the page that comes next."""
    key, version = (request.POST.get(name, "") for name in ("proposal", "version"))
    proposal = get_object_or_404(chosen.capture.proposals, pk=int(key) if key.isdecimal() else 0)
    following = next_after(chosen, proposal.pk)
    try:
        act(proposal, request, version=int(version) if version.isdecimal() else 0)
    except ValidationError as error:
        messages.error(request, f"{proposal}: {' '.join(error.messages)}")
        following = proposal.pk
    return f"{chosen.query}&at={following}" if following else chosen.query


def act(proposal: Proposal, request: HttpRequest, *, version: int) -> None:
    verdict = request.POST.get("verdict")
    if verdict == "accept":
        proposal.accept(by=editor_of(request), version=version)
    elif verdict == "reject":
        proposal.reject(by=editor_of(request), version=version)
    elif verdict == "correct":
        proposal.correct(request.POST.get("value", ""), by=editor_of(request), version=version)
    else:
        raise ValidationError(_("Choose whether to accept, correct or reject it."))


@require_http_methods(["GET", "HEAD", "POST"])
def accept_all(request: HttpRequest, pk: int, *, site: AdminSite) -> HttpResponse:
    """Lists what the filter has left; on confirmation accepts exactly what the list showed."""
    capture = guarded_capture(request, pk)
    chosen = ReviewFilter(capture, request.GET)
    if request.method == "POST":
        accept_listed(request, capture)
        return HttpResponseRedirect(address_of(capture, chosen.query))
    rows = chosen.rows().open()
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("Accept all of these?"),
        "opts": Capture._meta,
        "capture": capture,
        "proposals": rows.select_related("article")[:AT_MOST],
        "left_out": max(0, rows.count() - AT_MOST),
        "back": address_of(capture, chosen.query),
        "query": chosen.query,
    }
    return TemplateResponse(request, "admin/archive/review_accept.html", context)


def accept_listed(request: HttpRequest, capture: Capture) -> None:
    """Accepts each by itself: one that cannot be accepted is named with the reason and holds back no other."""
    versions = dict(one.split(".", 1) for one in request.POST.getlist("proposal")[:AT_MOST] if "." in one)
    keys = [int(key) for key in versions if key.isdecimal()]
    done = 0
    for proposal in capture.proposals.filter(pk__in=keys).select_related("capture").in_order():
        version = versions[str(proposal.pk)]
        try:
            proposal.accept(by=editor_of(request), version=int(version) if version.isdecimal() else 0)
            done += 1
        except ValidationError as error:
            messages.error(request, f"{proposal}: {' '.join(error.messages)}")
    messages.success(
        request,
        ngettext("%(count)d proposal was accepted.", "%(count)d proposals were accepted.", done)
        % {"count": done},
    )
