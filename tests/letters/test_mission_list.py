"""All missions in one table, by country, with what came of the letters to each."""

import csv
import io

from campaign.organisations.models import Accreditation, Mission, MissionAddress


def page(client, path="/missions/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def row(html: str, slug: str) -> str:
    return html.partition(f'<tr data-mission="{slug}">')[2].partition("</tr>")[0]


def test_missions_stand_in_a_table_by_country_and_those_of_none_come_last(client, embassy):
    Mission.objects.create(slug="nowhere", name="A mission of the air")
    Mission.objects.create(slug="in-austria", name="Embassy of Zubrow in Austria", host_country="AT")

    html = page(client)

    assert "<caption" in html
    assert [
        html.index(f'data-mission="{slug}"') for slug in ("in-austria", embassy.slug, "nowhere")
    ] == sorted(html.index(f'data-mission="{slug}"') for slug in ("in-austria", embassy.slug, "nowhere"))
    assert "country not stated" in row(html, "nowhere")


def test_the_order_follows_the_names_in_the_language_of_the_page(client, embassy):
    Mission.objects.create(slug="in-austria", name="Embassy of Zubrow in Austria", host_country="AT")
    Mission.objects.create(slug="in-hungary", name="Embassy of Zubrow in Hungary", host_country="HU")

    russian = page(client, "/ru/missions/")

    assert russian.index("Австрия") < russian.index("Венгрия") < russian.index("Франция")


def test_each_mission_counts_its_published_letters_on_both_axes(client, embassy, make_letter, deliver):
    deliver(make_letter("one"), delivery_state="sent")
    deliver(make_letter("two"), delivery_state="sent", response_state="promised_reply")
    deliver(make_letter("three"), delivery_state="refused")
    deliver(make_letter("a-draft", published=False), delivery_state="returned")

    found = row(page(client), embassy.slug)

    assert ">3</td>" in found
    assert "Sent: 2" in found
    assert "Refused at the door: 1" in found
    assert "Promised a reply: 1" in found
    assert "Returned" not in found


def test_a_delivery_about_which_sources_differ_is_marked(client, embassy, make_letter, deliver, contested):
    deliver(make_letter("other"), delivery_state="sent")

    found = row(page(client), embassy.slug)

    assert "sources differ" in found
    assert ">2</td>" in found
    assert "sources differ about 1" in client.get(f"/missions/{embassy.slug}/").content.decode()


def test_each_attempt_counts_and_its_letter_once(client, embassy, make_letter, deliver):
    refused = deliver(make_letter("one"), delivery_state="refused")
    refused.next_attempt(delivery_state="sent")

    found = row(page(client), embassy.slug)

    assert ">1</td>" in found
    assert "Refused at the door: 1" in found
    assert "Sent: 1" in found


def test_an_address_is_named_by_its_day_only(client, embassy):
    assert "not stated" in row(page(client), embassy.slug)
    MissionAddress.objects.create(mission=embassy, lines="1 Lobby Boy Street", as_of="2031-05-26")

    found = row(page(client), embassy.slug)

    assert "as of 26 May 2031" in found
    assert "Lobby Boy" not in found


def test_the_countries_that_it_also_serves_are_named(client, embassy):
    for code in ("MC", "AD"):
        Accreditation.objects.create(mission=embassy, country=code, source="Its own site")

    assert "also serves Andorra, Monaco" in row(page(client), embassy.slug)


def test_the_table_costs_the_same_queries_for_any_number_of_missions(
    client, embassy, make_letter, deliver, django_assert_num_queries
):
    with django_assert_num_queries(4):
        page(client)
    for number in range(6):
        mission = Mission.objects.create(slug=f"m-{number}", name=f"Mission {number}", host_country="AT")
        MissionAddress.objects.create(mission=mission, lines="A street", as_of="2031")
        Accreditation.objects.create(mission=mission, country="IE", source="A list")
        deliver(make_letter(f"l-{number}"), mission=mission, delivery_state="sent")
    with django_assert_num_queries(4):
        page(client)


def test_the_overview_is_open_data_without_those_who_checked(client, embassy, make_letter, deliver):
    deliver(make_letter("one"), delivery_state="sent")
    MissionAddress.objects.create(
        mission=embassy,
        lines="=1+1 Lobby Boy Street",
        as_of="2031-05-26",
        checked_on="2031-06-01",
        checked_by="Boris of the desk",
        checked_where="At its door",
    )

    response = client.get("/missions/data.csv")

    (found,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert found["mission"] == embassy.slug
    assert found["address"] == "'=1+1 Lobby Boy Street"
    assert (found["address_as_of"], found["address_checked_on"]) == ("2031-05-26", "2031-06-01")
    assert (found["letters"], found["delivery"]) == ("1", "sent: 1")
    assert "Boris" not in response.content.decode()


def test_an_empty_register_says_so(client, db):
    assert "No mission is recorded yet." in page(client)


def test_the_page_is_shareable_and_sets_no_cookie(client, embassy):
    response = client.get("/missions/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
    assert 'href="/missions/"' in client.get("/letters/").content.decode()
