"""`manage.py load_campaign`: once, again, and after somebody at the desk has changed something."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from archive.models import Article, Citation, Publication, Topic
from archive.publishing import Publishable
from campaign.actions.models import Action
from campaign.letters.models import Letter, LetterEvent, Resolution
from campaign.organisations.models import Mission
from campaign.pages.models import PageText, SiteProfile
from campaign.petitions.models import Petition
from campaign.prisoners.models import Person
from campaign.starter.loading import load

pytestmark = pytest.mark.django_db

Edit = Callable[[str, str, str], None]


def load_kazakhstan() -> str:
    out = StringIO()
    call_command("load_campaign", "kazakhstan", stdout=out)
    return out.getvalue()


def every_row() -> dict[str, int]:
    models = [model for model in apps.get_models() if model.__module__.startswith(("archive", "campaign"))]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_an_empty_database_gets_the_whole_campaign() -> None:
    said = load_kazakhstan()
    for words in ("11 articles", "7 letters", "7 people in the directory", "8 disagreements", "1 petition"):
        assert words in said
    assert Article.objects.published().count() == 11
    assert Article.objects.published().top_level().count() == 10
    assert Letter.objects.published().count() == 7
    assert Person.objects.published().count() == 7
    assert Petition.objects.published().count() == 1
    assert SiteProfile.objects.get().home_country == "KZ"


def test_the_second_run_changes_nothing() -> None:
    load_kazakhstan()
    rows, versions = every_row(), list(Person.objects.values_list("slug", "content_version", "updated_at"))
    said = load_kazakhstan()
    assert said.rstrip().endswith("nothing changed.")
    assert "Left alone" not in said
    assert every_row() == rows
    assert list(Person.objects.values_list("slug", "content_version", "updated_at")) == versions


def test_an_action_stays_as_shipped_when_nothing_in_it_was_changed() -> None:
    load_kazakhstan()
    action = Action.objects.get(slug="may-2016")
    assert action.is_over
    assert action.letters.published().count() == 7
    assert action.model_texts.count() == 3
    assert not [demand for demand in action.demands.all() if demand.is_rejected or not demand.raised_by]
    action.save()
    assert action.is_published
    assert action.origin == Publishable.Origin.STARTER


def test_all_that_is_published_says_that_it_was_shipped() -> None:
    load_kazakhstan()
    for model in apps.get_models():
        if issubclass(model, Publishable):
            rows = list(model._default_manager.all())
            assert rows or model in (Topic, Resolution), model
            assert all(row.is_published and row.is_unreviewed_starter for row in rows), model


def test_every_shipped_fact_has_its_evidence() -> None:
    load_kazakhstan()
    out = StringIO()
    call_command("audit_evidence", stdout=out)
    assert "0 verified" in out.getvalue()
    assert out.getvalue().strip().endswith("0 wrong.")


def test_every_shipped_fact_stands_in_the_documents(shared: Path) -> None:
    load_kazakhstan()
    call_command("ingest", *map(str, sorted((shared / "sources").glob("*.txt"))), stdout=StringIO())
    out = StringIO()
    call_command("audit_evidence", stdout=out)
    assert ", 0 awaiting capture, 0 wrong." in out.getvalue()


def test_an_unknown_campaign_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(CommandError, match=r"no starter campaign 'atlantis'; there is kazakhstan"):
        call_command("load_campaign", "atlantis")


# ── A new version of the files ───────────────────────────────────────────────────────────────────────────


def test_what_is_still_as_shipped_follows_the_file(folder: Path, edit: Edit) -> None:
    load(folder)
    edit("letters", 'title = "Letter to the embassy in Berlin"', 'title = "A letter to Berlin"')
    edit("letters", "Promised a reply. No document of ours records one.", "Promised to reply.")
    report = load(folder)
    letter = Letter.objects.published().get(slug="berlin-2016")
    assert letter.title == "A letter to Berlin"
    assert letter.origin == "starter"
    assert LetterEvent.objects.filter(delivery__letter=letter).last().text == "Promised to reply."  # type: ignore[union-attr]
    assert report.done == {"updated": 1}
    assert not report.left_alone


def test_rows_without_a_public_state_follow_the_file_too(folder: Path, edit: Edit) -> None:
    load(folder)
    edit("pages", 'title = "How we work"', 'title = "Our method"')
    load(folder)
    assert PageText.objects.get(slug="method").title == "Our method"


def test_an_entry_that_left_the_files_stays_in_the_database(folder: Path) -> None:
    load(folder)
    (folder / "petitions.toml").unlink()
    load(folder)
    assert Petition.objects.published().count() == 1


# ── The desk ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_changed_at_the_desk_stays_so(folder: Path, edit: Edit, boris: User) -> None:
    load(folder)
    letter = Letter.objects.get(slug="berlin-2016")
    letter.title, letter.last_edited_by = "Boris wrote this", boris
    letter.save()
    edit("letters", 'title = "Letter to the embassy in Berlin"', 'title = "A letter to Berlin"')
    report = load(folder)
    letter.refresh_from_db()
    assert letter.title == "Boris wrote this"
    assert letter.status == "review"
    assert report.left_alone == ["letter berlin-2016 was changed at the desk; it stays so"]


def test_an_answer_recorded_at_the_desk_stays(folder: Path, edit: Edit) -> None:
    load(folder)
    delivery = Letter.objects.get(slug="berlin-2016").deliveries.get()
    delivery.response_state = "substance"
    delivery.save()
    edit("letters", 'title = "Letter to the embassy in Berlin"', 'title = "A letter to Berlin"')
    assert load(folder).left_alone == ["letter berlin-2016 was changed at the desk; it stays so"]
    delivery.refresh_from_db()
    assert delivery.response_state == "substance"


def test_a_row_without_a_public_state_keeps_what_the_desk_chose(folder: Path, edit: Edit) -> None:
    load(folder)
    Publication.objects.filter(slug="communist-voice").update(rights="link")
    edit("publications", 'name = "Communist Voice"', 'name = "Communist Voice (journal)"')
    assert load(folder).left_alone == ["publication communist-voice was changed at the desk; it stays so"]
    assert Publication.objects.get(slug="communist-voice").rights == "link"


def test_who_was_withdrawn_stays_withdrawn(folder: Path, edit: Edit) -> None:
    load(folder)
    person = Person.objects.get(slug="aron-atabek")
    person.withdraw()
    edit("people", "A published poet, presented in public by the campaign.", "A published poet.")
    assert load(folder).left_alone == ["person aron-atabek was changed at the desk; it stays so"]
    person.refresh_from_db()
    assert (person.status, person.basis_note) == (
        "withdrawn",
        "A published poet, presented in public by the campaign.",
    )


def test_what_editors_approved_is_not_replaced_by_what_nobody_read(
    folder: Path, edit: Edit, ada: User, boris: User
) -> None:
    load(folder)
    person = Person.objects.get(slug="aron-atabek")
    person.last_edited_by = boris
    person.save()
    person.withdraw()
    person.publish(by=ada)
    edit("people", "A published poet, presented in public by the campaign.", "A published poet.")
    assert load(folder).left_alone == ["person aron-atabek was changed at the desk; it stays so"]


def test_who_was_removed_does_not_come_back(folder: Path) -> None:
    load(folder)
    Letter.objects.filter(people__slug="maksat-nurypbayev").get().people.clear()
    person = Person.objects.get(slug="maksat-nurypbayev")
    person.delete()
    report = load(folder)
    assert not Person.objects.filter(slug="maksat-nurypbayev").exists()
    assert "person maksat-nurypbayev was removed at the desk; it stays away" in report.left_alone


def test_a_row_that_the_desk_made_first_is_not_overwritten(folder: Path) -> None:
    Mission.objects.create(slug="embassy-in-berlin", name="Our own entry", city="Berlin")
    report = load(folder)
    assert Mission.objects.get(slug="embassy-in-berlin").name == "Our own entry"
    assert report.left_alone == ["mission embassy-in-berlin was changed at the desk; it stays so"]


def test_a_look_at_an_address_recorded_at_the_desk_stays(folder: Path, edit: Edit) -> None:
    load(folder)
    Mission.objects.get(slug="embassy-in-ottawa").addresses.update(
        checked_on="2026-11-01", checked_by="Ada", checked_where="Its own site"
    )
    edit("organisations", "Look up today’s before you write.", "Look it up.")
    assert load(folder).left_alone == ["mission embassy-in-ottawa was changed at the desk; it stays so"]


# ── What visitors see ────────────────────────────────────────────────────────────────────────────────────


def test_the_people_of_2016_are_called_held_on_a_day_in_between(client: Client) -> None:
    load_kazakhstan()
    page = client.get("/prisoners/?as_of=2016-05-25").content.decode()
    assert "Makhambet Abzhan" in page
    assert "Maksat Nurypbayev" in page


def test_what_is_inferred_of_a_person_says_from_what(client: Client) -> None:
    load_kazakhstan()
    page = client.get("/prisoners/asya-tulesova/").content.decode()
    assert "21 April was a Sunday in 2019" in page
    assert "was written before 9 May" in " ".join(page.split())


def test_nobody_of_the_directory_is_called_held_today(client: Client) -> None:
    """The newest document is years old: one person is being checked, six were held earlier."""
    load_kazakhstan()
    groups = client.get("/prisoners/").context["groups"]
    assert {str(group): len(members) for group, members in groups} == {"checking": 1, "earlier": 6}


def test_no_page_says_of_who_was_freed_that_they_are_in_prison(client: Client) -> None:
    load_kazakhstan()
    for path in ("/prisoners/", "/prisoners/roza-tuletaeva/", "/prisoners/aron-atabek/"):
        assert "in prison" not in client.get(path).content.decode()


def test_no_organisation_is_called_an_affiliate_and_only_one_a_supporter(client: Client) -> None:
    load_kazakhstan()
    html = client.get("/organisations/").content.decode()
    affiliates, supporters, signed, named = html.split("<h2>")[1:5]
    assert "None is named in what we hold." in affiliates
    assert supporters.count("data-organisation=") == 1
    assert 'data-organisation="socialist-party"' in supporters
    assert "26 May 2016" in supporters
    assert signed.count("data-organisation=") == 5
    assert 'data-organisation="unite-the-union"' in named


def test_the_missions_of_may_2016_stand_in_a_table(client: Client) -> None:
    load_kazakhstan()
    html = client.get("/missions/").content.decode()
    assert html.count("<tr data-mission=") == 6
    london = html.partition('<tr data-mission="embassy-in-london">')[2].partition("</tr>")[0]
    assert "Refused at the door: 1" in london
    assert "sources differ" in london
    assert "150 Metcalfe Street" not in html
    assert "as of 26 May 2016" in html


def test_nobody_asks_whether_the_dead_are_free(client: Client) -> None:
    load_kazakhstan()
    page = " ".join(client.get("/press/").content.decode().split())
    assert "are free today" in page
    assert "Aron Atabek" not in page.partition("are free today")[0]


def test_a_month_in_a_source_is_not_shown_as_a_day(client: Client) -> None:
    """Her period has an end, so that the day of our bookkeeping for "September 2012" tells nobody anything."""
    load_kazakhstan()
    page = client.get("/prisoners/roza-tuletaeva/").content.decode()
    assert "September 2012" in page
    assert "1 September 2012" not in page


def test_the_words_behind_the_petition_can_be_read(client: Client, shared: Path) -> None:
    load_kazakhstan()
    call_command("ingest", *sorted((shared / "sources").glob("*.txt")), stdout=StringIO())
    page = client.get("/petitions/urgent-action-for-vadim-kuramshin/").content.decode()
    assert '<blockquote dir="auto">Sign the Petition</blockquote>' in page


def test_a_machine_draft_of_the_same_article_becomes_the_shipped_one(shared: Path) -> None:
    call_command("ingest", *sorted((shared / "sources").glob("*.txt")), stdout=StringIO())
    assert Article.objects.drafts().count() == 11
    load_kazakhstan()
    assert Article.objects.count() == Article.objects.published().count() == 11
    assert not Article.objects.filter(blocks=None).exists()
    assert not Citation.objects.awaiting_capture().exists()


def test_documents_that_come_later_bring_the_words(shared: Path) -> None:
    load_kazakhstan()
    assert Citation.objects.awaiting_capture().count() == Citation.objects.count()
    call_command("ingest", *sorted((shared / "sources").glob("*.txt")), stdout=StringIO())
    assert not Citation.objects.awaiting_capture().exists()
    assert Article.objects.published().count() == Article.objects.count() == 11
    assert load_kazakhstan().rstrip().endswith("nothing changed.")
