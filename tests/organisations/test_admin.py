"""Missions and organisations at the desk: public as soon as they are saved, so the form says so."""

import pytest

from campaign.organisations.models import Mission, Organisation


def mission_form(**fields):
    values = {
        "name": "Embassy of Zubrow in Freedonia",
        "slug": "zubrow-in-freedonia",
        "kind": "embassy",
        "host_country": "FR",
        "addresses-TOTAL_FORMS": 1,
        "addresses-INITIAL_FORMS": 0,
        "addresses-0-lines": "1 Lobby Boy Street",
        "addresses-0-as_of": "2031-05-26",
        "accreditations-TOTAL_FORMS": 1,
        "accreditations-INITIAL_FORMS": 0,
        "accreditations-0-country": "IE",
        "accreditations-0-source": "A notice at its door",
        "heads-TOTAL_FORMS": 1,
        "heads-INITIAL_FORMS": 0,
        "heads-0-name": "Dmitri Taxis",
        "heads-0-as_of": "2031-05",
    }
    return values | fields


def test_an_editor_adds_a_mission_with_a_dated_address_and_head(client, boris):
    client.force_login(boris)

    client.post("/admin/organisations/mission/add/", mission_form())

    html = client.get("/missions/zubrow-in-freedonia/").content.decode()
    assert "1 Lobby Boy Street" in html
    assert "Dmitri Taxis" in html
    assert "France" in html
    assert "Ireland" in html
    assert "A notice at its door" in html


@pytest.mark.parametrize("field", ["addresses-0-as_of", "heads-0-as_of"])
def test_neither_address_nor_head_is_taken_without_its_day(client, boris, field):
    client.force_login(boris)

    response = client.post("/admin/organisations/mission/add/", mission_form(**{field: ""}))

    assert "This field is required." in response.content.decode()
    assert not Mission.objects.exists()


def test_a_country_is_chosen_from_those_that_exist(client, boris):
    client.force_login(boris)

    assert (
        '<option value="SE">Sweden</option>'
        in client.get("/admin/organisations/mission/add/").content.decode()
    )
    client.post("/admin/organisations/mission/add/", mission_form(host_country="QQ"))

    assert not Mission.objects.exists()


def test_an_editor_adds_an_organisation(client, boris):
    client.force_login(boris)

    client.post(
        "/admin/organisations/organisation/add/",
        {
            **{
                "name": "Lantern Club",
                "slug": "lantern-club",
                "country": "FR",
                "url": "https://lantern.example",
            },
            **{"ties-TOTAL_FORMS": 1, "ties-INITIAL_FORMS": 0, "ties-0-kind": "affiliate"},
            **{"ties-0-text": "Joined in spring.", "ties-0-as_of": "2031-04"},
        },
    )

    html = client.get("/admin/organisations/organisation/?q=Lantern").content.decode()
    assert Organisation.objects.get().country_name == "France"
    assert Organisation.objects.get().ties.filter(as_of_latest="2031-04-30").count() == 1
    assert "Lantern Club" in html
    assert "France" in html


def test_mallory_and_cleo_add_nothing(client, mallory, cleo):
    for user in (mallory, cleo):
        client.force_login(user)
        client.post("/admin/organisations/mission/add/", mission_form())

    assert not Mission.objects.exists()


@pytest.mark.parametrize("missing", ["checked_on", "checked_by", "checked_where"])
def test_a_check_is_whole_or_absent(client, boris, missing):
    check = {"checked_on": "2031-06-01", "checked_by": "Boris", "checked_where": "At its door"}
    fields = {f"addresses-0-{name}": value for name, value in check.items() if name != missing}
    client.force_login(boris)

    response = client.post("/admin/organisations/mission/add/", mission_form(**fields))

    assert "Give all three or none" in response.content.decode()
    assert not Mission.objects.exists()
