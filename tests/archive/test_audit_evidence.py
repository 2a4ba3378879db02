"""The audit: verified, awaiting capture, wrong; it fails on wrong words and on a public fact without any."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from archive.audit import kinds
from archive.models import Article, Capture, Citation, FieldProvenance
from campaign.events.models import Event
from campaign.organisations.models import Mission, MissionAddress
from campaign.pages.models import PressFact

pytestmark = pytest.mark.django_db

FACTS = {
    "pages.PressFact": (),
    "petitions.Petition": (),
    "letters.Letter": (),
    "letters.Signatory": ("letter",),
    "letters.LetterEvent": ("delivery", "letter"),
    "letters.Resolution": (),
    "letters.Tally": ("letter",),
    "events.Event": (),
    "actions.Action": (),
    "actions.Demand": ("action",),
    "prisoners.CustodyPeriod": ("person",),
    "prisoners.PersonFact": ("person",),
    "prisoners.Designation": ("person",),
    "organisations.MissionAddress": ("mission",),
    "organisations.Tie": ("organisation",),
    "organisations.HeadOfMission": ("mission",),
    "archive.FieldProvenance": ("article",),
    "archive.DisagreementStatement": ("disagreement",),
    "archive.Mention": ("article",),
}

CLEAN = "1 public facts; 1 citations: 1 verified, 0 awaiting capture, 0 wrong."


@pytest.fixture
def citation(make_article: Callable[..., Article], cite: Callable[[str], Citation]) -> Citation:
    """A published article whose title rests on its words."""
    row = FieldProvenance.objects.create(article=make_article(), field="title", status="stated")
    citation = cite("A door stays shut")
    row.citations.add(citation)
    return citation


def test_these_rows_are_facts_and_this_is_the_record_of_each() -> None:
    assert {kind.model._meta.label: kind.path for kind in kinds()} == FACTS


def test_words_that_stand_where_they_should_are_verified(citation: Citation) -> None:
    assert audit() == CLEAN


def test_a_capture_that_is_awaited_is_no_failure(citation: Citation) -> None:
    Capture.objects.all().delete()
    Citation.objects.update(exact=None)
    assert audit() == "1 public facts; 1 citations: 0 verified, 1 awaiting capture, 0 wrong."


@pytest.mark.parametrize(
    "change",
    [{"start": 1}, {"end": 9_999}, {"exact": "A door stands open"}, {"exact_sha256": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_citation_of_other_words_fails(citation: Citation, change: dict[str, object]) -> None:
    Citation.objects.filter(pk=citation.pk).update(**change)
    said = failure()
    assert "1 wrong" in said
    article = Article.objects.get()
    assert f"/admin/archive/article/{article.pk}/change/" in said


def test_words_that_no_capture_holds_must_at_least_be_those_that_were_hashed(citation: Citation) -> None:
    Capture.objects.all().delete()
    assert audit().endswith("1 awaiting capture, 0 wrong.")
    Citation.objects.update(exact="something else")
    assert "1 wrong" in failure()


def test_a_public_fact_without_a_citation_fails_and_a_draft_does_not(citation: Citation, olga: User) -> None:
    event = Event.objects.create(slug="picket", kind="picket", title="A picket in the rain")
    assert audit() == CLEAN
    event.publish(by=olga)
    said = failure()
    assert "1 without a citation" in said
    assert f"A picket in the rain” – http://127.0.0.1:8000/admin/events/event/{event.pk}/change/" in said
    event.withdraw()
    assert audit() == CLEAN


def test_an_address_that_an_editor_looked_up_needs_no_words(db: None) -> None:
    mission = Mission.objects.create(slug="m", name="M")
    check = {"checked_on": "2026-01-01", "checked_by": "Ada", "checked_where": "Its own site"}
    MissionAddress.objects.create(mission=mission, lines="1 Lift Lane", as_of="2026-01-01", **check)
    assert audit().startswith("1 public facts")
    MissionAddress.objects.create(mission=mission, lines="2 Lift Lane", as_of="2026-01-01")
    assert "2 Lift Lane" in failure()


def test_a_fact_for_the_press_is_public_at_once(db: None) -> None:
    PressFact.objects.create(text="Nobody was let in.", checked_on="2026-01-01")
    assert "Nobody was let in." in failure()


def test_what_a_source_does_not_state_needs_no_words(citation: Citation) -> None:
    article = Article.objects.get()
    article.provenance.create(field="author", status="absent")
    assert audit().startswith("2 public facts; 1 citations")
    article.provenance.create(field="dateline", status="stated")
    assert "1 without a citation" in failure()


def audit() -> str:
    out = StringIO()
    call_command("audit_evidence", stdout=out)
    return out.getvalue().strip()


def failure() -> str:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("audit_evidence", stdout=out)
    return f"{out.getvalue()}{error.value}"
