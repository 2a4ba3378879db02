from datetime import timedelta

from django.utils import timezone

from campaign.organisations.models import (
    Accreditation,
    HeadOfMission,
    Mission,
    MissionAddress,
    Organisation,
)
from tests.letters.conftest import cite, tell

PATH = "/missions/zubrow-in-freedonia/"


def page(client) -> str:
    response = client.get(PATH)
    assert response.status_code == 200
    return response.content.decode()


def test_a_mission_says_where_it_is_and_what_nobody_states(client, embassy):
    html = page(client)

    assert "<h1><bdi>Embassy of Zubrow in Freedonia</bdi></h1>" in html
    assert "France" in html
    assert "city not stated" in html
    assert "Our sources state no address." in html
    assert "No letter to this addressee is published." in html


def test_the_country_is_named_in_the_language_of_the_page(client, embassy):
    assert "Франция" in client.get(f"/ru{PATH}").content.decode()


def test_an_address_never_stands_without_its_day_and_a_warning(client, embassy, article):
    address = MissionAddress.objects.create(
        mission=embassy, lines="1 Lobby Boy Street\nLutz", as_of="2031-05-26"
    )
    address.citations.add(cite("The porter would not take our envelope."))

    html = page(client)

    assert "1 Lobby Boy Street<br>Lutz" in html
    assert html.index("Nobody has checked that this is the address of today.") < html.index("Lobby Boy")
    assert html.index("As of 26 May 2031") < html.index("Lobby Boy")
    assert "At the door (The Lantern)" in html


def checked(mission, days_ago, **fields):
    values = {
        "lines": "2 Lift Lane",
        "as_of": "2031-05-26",
        "checked_on": timezone.localdate() - timedelta(days=days_ago),
        "checked_by": "Boris of the desk",
        "checked_where": "https://zubrow.example/contact",
    }
    return MissionAddress.objects.create(mission=mission, **(values | fields))


def test_a_fresh_check_says_when_and_where_but_not_by_whom(client, embassy):
    checked(embassy, days_ago=180)

    html = page(client)

    assert "Nobody has checked" not in html
    assert "Last checked on" in html
    assert '<a href="https://zubrow.example/contact" dir="ltr">' in html
    assert "Boris" not in html
    assert html.index("As of 26 May 2031") < html.index("2 Lift Lane")


def test_an_old_check_warns_again(client, embassy):
    checked(embassy, days_ago=181)

    assert "Nobody has checked that this is the address of today." in page(client)


def test_a_place_that_is_no_page_is_no_link(client, embassy):
    checked(embassy, days_ago=1, checked_where="javascript:alert(1) at the door")

    html = page(client)

    assert "<bdi>javascript:alert(1) at the door</bdi>" in html
    assert 'href="javascript' not in html


def test_the_other_countries_that_it_serves_stand_with_day_and_source(client, embassy):
    Accreditation.objects.create(mission=embassy, country="IE", as_of="2031-05", source="Its own site")

    html = page(client)

    assert "Ireland" in html
    assert "as of May 2031" in html
    assert "<bdi>Its own site</bdi>" in html
    assert list(Mission.objects.serving("IE")) == [embassy]


def test_a_head_of_mission_stands_with_the_day_of_the_source(client, embassy):
    HeadOfMission.objects.create(mission=embassy, name="Dmitri Taxis", title="ambassador", as_of="2031-05")

    html = page(client)

    assert "<bdi>Dmitri Taxis</bdi>, <bdi>ambassador</bdi>" in html
    assert "as of May 2031" in html


def test_the_organisation_behind_a_mission_is_named(client, embassy):
    Mission.objects.update(organisation=Organisation.objects.create(slug="zubrow", name="State of Zubrow"))

    assert '<a href="/organisations/zubrow/"><bdi>State of Zubrow</bdi></a>' in page(client)


def test_totals_count_published_letters_by_delivery_and_answer(client, make_letter, deliver):
    deliver(make_letter("one"), delivery_state="sent")
    deliver(make_letter("two"), delivery_state="sent", response_state="promised_reply")
    deliver(make_letter("three"), delivery_state="refused")
    deliver(make_letter("a-draft", published=False), delivery_state="refused")
    deliver(make_letter("elsewhere"), mission=None, delivery_state="refused")

    html = page(client)

    assert "<dt>Sent</dt><dd>2</dd>" in html
    assert "<dt>Refused at the door</dt><dd>1</dd>" in html
    assert "<dt>No answer recorded</dt><dd>2</dd>" in html
    assert "<dt>Promised a reply</dt><dd>1</dd>" in html


def test_mallory_sees_no_unpublished_letter_to_the_mission(client, mallory, make_letter, deliver):
    deliver(make_letter("a-draft", published=False), delivery_state="sent")
    withdrawn = make_letter("taken-back")
    deliver(withdrawn, delivery_state="sent")
    withdrawn.withdraw()
    client.force_login(mallory)

    html = page(client)

    assert "data-letter" not in html
    assert "What became of the letters" not in html


def test_a_mission_lists_its_letters_without_their_signatories(client, contested):
    html = page(client)

    assert 'href="/letters/through-the-door/"' in html
    assert "one source says it was handed in" in html
    assert "Desgoffe" not in html


def test_the_page_costs_the_same_queries_for_any_number_of_letters(
    client, contested, make_letter, deliver, django_assert_num_queries
):
    page(client)
    with django_assert_num_queries(15):
        page(client)
    for number in range(5):
        tell(deliver(make_letter(f"more-{number}"), delivery_state="sent"), "Posted.", delivery_state="sent")
    page(client)
    with django_assert_num_queries(15):
        page(client)


def test_the_page_is_shareable_and_sets_no_cookie(client, embassy):
    response = client.get(PATH)

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies


def test_a_mission_that_never_was_is_not_found(client, db):
    assert client.get("/missions/no-such-mission/").status_code == 404
