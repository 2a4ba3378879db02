import time
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from archive.models import Authority
from campaign.actions.models import Action
from campaign.petitions.models import Petition, Signature
from campaign.prisoners.models import Person
from campaign.web.remembering import forget
from tests.petitions.conftest import PETITION, MakePetition, count, sign_and_confirm

COMPLETE = {"situation_checked_on": date(2026, 1, 31), "situation_checked_by": "Olga Wick"}


def page(client: Client, *, status: int = 200) -> str:
    response = client.get(PETITION)
    assert response.status_code == status
    return response.content.decode()


def test_the_page_asks_in_the_order_of_a_telephone(client: Client, make_petition: MakePetition) -> None:
    make_petition(**COMPLETE, source_note="From a leaflet.")
    text = page(client).partition("<main")[2]
    order = [
        "Open for signatures",
        "<h1",
        "The Council of Zubrow",
        "Let him go home.",
        'href="#sign"',
        "Are you in Kazakhstan",
        "He lit the lamps",
        'action="/petitions/free-the-lamplighter/sign/"',
        "From a leaflet.",
        "count.json",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_draft_does_not_exist_and_a_withdrawn_petition_is_gone(
    client: Client, make_petition: MakePetition
) -> None:
    petition = make_petition(published=False)
    page(client, status=404)
    petition.publish_as_shipped()
    petition.withdraw()
    assert "the lamplighter" not in page(client, status=410)


def test_a_practice_copy_says_so_and_can_be_signed(client: Client, make_petition: MakePetition) -> None:
    make_petition(ask="", addressee="")
    text = page(client)
    assert "Practice copy: situation not checked." in text
    assert "<form" in text


def test_a_checked_situation_names_the_day_and_who(client: Client, make_petition: MakePetition) -> None:
    make_petition(**COMPLETE)
    text = page(client)
    assert "Practice copy" not in text
    assert "31 January 2026" in text
    assert "Olga Wick" in text


def test_a_check_that_is_half_a_year_old_is_said_to_be_old(
    client: Client, make_petition: MakePetition
) -> None:
    make_petition(situation_checked_on=timezone.localdate() - timedelta(days=181))
    assert "more than half a year ago" in page(client)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"closes_on": -1}, "takes no more signatures"),
        ({"opens_on": 1}, "This petition opens on"),
    ],
)
def test_what_is_not_open_has_no_form(
    client: Client, make_petition: MakePetition, values: dict[str, int], sentence: str
) -> None:
    today = timezone.localdate()
    make_petition(**{name: today + timedelta(days=days) for name, days in values.items()})
    text = page(client)
    assert sentence in text
    assert "/sign/" not in text


@pytest.mark.parametrize("missing", ["ask", "addressee", "situation_checked_on"])
def test_a_public_site_opens_nothing_that_is_not_checked(
    client: Client, make_petition: MakePetition, settings: Settings, missing: str
) -> None:
    settings.CAMPAIGN_MODE = "production"
    make_petition(**COMPLETE | {missing: None if missing.endswith("_on") else ""})
    text = page(client)
    assert "nobody of this campaign has checked" in text
    assert "Practice copy" not in text
    assert "/sign/" not in text
    assert not Petition.objects.open().exists()


@pytest.mark.parametrize("mode", ["production", "local"])
def test_the_property_and_the_query_agree_on_what_is_open(
    make_petition: MakePetition, settings: Settings, mode: str
) -> None:
    settings.CAMPAIGN_MODE = mode
    today = timezone.localdate()
    days = [None, today - timedelta(days=1), today, today + timedelta(days=1)]
    for opens_on in days:
        for closes_on in days:
            for checked_on in (None, today):
                if not (opens_on and closes_on and closes_on < opens_on):
                    slug = f"p-{opens_on}-{closes_on}-{checked_on}".lower()
                    make_petition(
                        slug=slug, opens_on=opens_on, closes_on=closes_on, situation_checked_on=checked_on
                    )
    for petition in Petition.objects.all():
        assert Petition.objects.open().filter(pk=petition.pk).exists() == petition.is_open, petition.slug


def test_few_signatures_show_no_goal_and_no_bar(client: Client, petition: Petition) -> None:
    Petition.objects.update(confirmed_count=24)
    text = page(client)
    assert "<bdi>24</bdi> people have signed" in text
    assert "goal" not in text
    assert "<progress" not in text


@pytest.mark.parametrize(
    ("signatures", "goal"),
    [(24, None), (25, 100), (99, 100), (100, 200), (200, 500), (999, 1000), (1000, 2000), (49_999, 50_000)],
)
def test_the_goal_is_the_next_round_number(signatures: int, goal: int | None) -> None:
    assert Petition(confirmed_count=signatures).goal == goal


def test_the_count_and_the_goal_are_written_for_the_reader(client: Client, petition: Petition) -> None:
    Petition.objects.update(confirmed_count=1234)
    text = page(client)
    assert "<bdi>1,234</bdi> people have signed" in text
    assert "<bdi>2,000</bdi>" in text
    assert '<progress value="1234" max="2000"' in text


def test_nobody_yet_is_not_counted_in_public(client: Client, petition: Petition) -> None:
    assert "have signed" not in page(client).replace("You have signed before", "")


def test_only_names_meant_for_everyone_are_shown(client: Client, petition: Petition) -> None:
    sign_and_confirm(client, name="Berta Public", email="berta@example.org", audience="everyone")
    sign_and_confirm(client, name="Carla Council", email="carla@example.org", audience="addressee")
    sign_and_confirm(client, name="Dora Counted", email="dora@example.org", audience="nobody")
    assert "Berta Public" not in page(client)  # not counted yet
    assert count() == 3
    text = page(client)
    assert "Berta Public" in text
    assert "Carla Council" not in text
    assert "Dora Counted" not in text
    assert "<bdi></bdi>" not in text


def test_the_newest_twenty_public_names_are_shown(client: Client, petition: Petition) -> None:
    Signature.objects.bulk_create(
        Signature(
            petition=petition,
            petition_version=1,
            state="confirmed",
            audience="everyone",
            public_name=f"Signer {number:02}",
            counted_on=timezone.localdate(),
        )
        for number in range(1, 22)
    )
    text = page(client)
    assert "Signer 01" not in text
    assert text.index("Signer 21") < text.index("Signer 02")


def test_the_page_can_be_cached_and_sets_no_cookie(client: Client, petition: Petition) -> None:
    response = client.get(PETITION)
    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
    assert not response.cookies


def test_the_number_of_queries_does_not_grow_with_signatures(
    client: Client, petition: Petition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        sign_and_confirm(client, email=f"s{number}@example.org", audience="everyone")
    count()
    with django_assert_num_queries(5):
        page(client)
    with django_assert_num_queries(2):  # people, demands and citations are remembered for two seconds
        page(client)


def test_a_withdrawn_person_leaves_the_page_of_each_process_within_two_seconds(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority.objects.create(kind="person", name="Tilda Lamp", slug="tilda-lamp")
    person = Person.objects.create(authority=authority, slug="tilda-lamp", name="Tilda Lamp", basis="consent")
    person.publish_as_shipped()
    petition.people.add(person)
    petition.publish_as_shipped()
    assert "/prisoners/tilda-lamp/" in page(client)
    person.withdraw()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 2.1)
    assert "Tilda Lamp" not in page(client)


def test_in_arabic_the_page_runs_from_right_to_left_with_arabic_country_names(
    client: Client, petition: Petition
) -> None:
    text = client.get("/ar" + PETITION).content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert "كازاخستان" in text
    assert 'action="/ar/petitions/free-the-lamplighter/sign/"' in text


def test_a_demand_of_an_action_that_is_not_public_is_not_shown(client: Client, petition: Petition) -> None:
    action = Action.objects.create(slug="spring", title="A spring of letters")
    petition.demands.add(action.demands.create(slug="home", text="The lamplighter goes home."))
    petition.publish_as_shipped()
    assert "The lamplighter goes home." not in page(client)
    action.publish_as_shipped()
    forget()
    assert "The lamplighter goes home." in page(client)
