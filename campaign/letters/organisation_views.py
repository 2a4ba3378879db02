"""Who stands behind the campaign, and who only signed a letter: told apart, each with its day and its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.caching import public_page
from archive.evidence import evidence_for
from archive.models import Citation
from campaign.letters.models import Letter, Resolution, Signatory
from campaign.organisations.models import Organisation, Tie


@dataclass(frozen=True)
class Entry:
    """An organisation with what puts it where it stands: its ties, or what it signed and resolved."""

    organisation: Organisation
    ties: list[Tie]
    letters: list[Letter]
    resolutions: list[Resolution]


@dataclass(frozen=True)
class Group:
    title: str | Promise
    meaning: str | Promise
    entries: list[Entry]
    is_always_shown: bool = False  # that none is named is worth saying

    @property
    def is_shown(self) -> bool:
        return self.is_always_shown or bool(self.entries)


def letters_by_organisation(**narrowed: Any) -> dict[int | None, list[Letter]]:
    """The published letters that somebody signed for an organisation, each once. Who signed is told on their pages."""
    signed = (
        Signatory.objects.filter(
            letter__in=Letter.objects.published(), organisation__isnull=False, **narrowed
        )
        .select_related("letter")
        .order_by(F("letter__date_latest").asc(nulls_last=True), "letter__slug")
    )
    letters: dict[int | None, list[Letter]] = {}
    for signatory in signed:
        known = letters.setdefault(signatory.organisation_id, [])
        if signatory.letter not in known[-1:]:
            known.append(signatory.letter)
    return letters


@public_page
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    groups = grouped(
        Organisation.objects.prefetch_related("ties__citations", resolutions()), letters_by_organisation()
    )
    entries = [entry for group in groups for entry in group.entries]
    context = {"groups": groups, "evidence": evidence_for(cited_by(entries))}
    return render(request, "organisations/organisation_list.html", context)


def resolutions() -> Prefetch:
    return Prefetch("resolutions", Resolution.objects.published().by_date())


def entry_of(organisation: Organisation, letters: list[Letter]) -> Entry:
    return Entry(organisation, list(organisation.ties.all()), letters, list(organisation.resolutions.all()))


def grouped(organisations: Iterable[Organisation], signed: dict[int | None, list[Letter]]) -> list[Group]:
    """Each organisation once, where its strongest tie puts it; those with none of these are left out."""
    places: dict[str, list[Entry]] = {"affiliate": [], "supporter": [], "signed": [], "named": []}
    for organisation in organisations:
        entry = entry_of(organisation, signed.get(organisation.pk, []))
        if place := place_of(entry):
            places[place].append(entry)
    return [
        Group(
            _("Affiliated to the campaign"),
            _("A source says that they belong to it."),
            places["affiliate"],
            is_always_shown=True,
        ),
        Group(_("Support the campaign"), _("A source says what they did with it."), places["supporter"]),
        Group(
            _("Signed a letter or passed a resolution"),
            _("More than that is not recorded of them."),
            places["signed"],
        ),
        Group(
            _("Named in another connection"),
            _("That they are named here does not make them supporters."),
            places["named"],
        ),
    ]


def place_of(entry: Entry) -> str:
    kinds = {tie.kind for tie in entry.ties}
    for kind in (Tie.Kind.AFFILIATE, Tie.Kind.SUPPORTER):
        if kind in kinds:
            return kind.value
    if entry.letters or entry.resolutions:
        return "signed"
    return Tie.Kind.NAMED.value if kinds else ""


def cited_by(entries: Iterable[Entry]) -> list[Citation]:
    return [citation for entry in entries for tie in entry.ties for citation in tie.citations.all()]


@public_page
@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.with_record().prefetch_related(resolutions()), slug=slug
    )
    signed = letters_by_organisation(organisation=organisation)
    entry = entry_of(organisation, signed.get(organisation.pk, []))
    context = {"organisation": organisation, "entry": entry, "evidence": evidence_for(cited_by([entry]))}
    return render(request, "organisations/organisation_detail.html", context)
