"""One screen where editors enter when, by whom and where an address was looked up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.organisations.models import Mission, MissionAddress

PATH = "/admin/organisations/mission/check/"


@pytest.fixture
def missions(db):
    """One never checked, one checked long ago, one of late."""
    today = timezone.localdate()
    for slug, days in (("never", None), ("long-ago", 181), ("lately", 180)):
        mission = Mission.objects.create(slug=slug, name=f"Embassy {slug}", host_country="FR")
        if days is not None:
            MissionAddress.objects.create(
                mission=mission,
                lines="1 Lobby Boy Street",
                as_of="2015",
                checked_on=today - timedelta(days=days),
                checked_by="Ada",
                checked_where="At its door",
            )
    return {mission.slug: mission for mission in Mission.objects.all()}


def filled(mission, **fields):
    address = mission.newest_address
    values = {
        "seen": str(address.pk) if address else "",
        "lines": address.lines if address else "",
        "on": "",
        "by": "boris",
        "where": "",
    } | fields
    return {"mission": [mission.slug], **{f"{mission.slug}-{name}": value for name, value in values.items()}}


def day(days_ago=0):
    return str(timezone.localdate() - timedelta(days=days_ago))


def test_what_to_check_this_month_begins_with_what_nobody_checked(client, boris, missions):
    client.force_login(boris)

    html = client.get(PATH).content.decode()

    assert "2 missions are to check this month" in html
    assert html.index("Embassy never") < html.index("Embassy long-ago")
    assert "Embassy lately" not in html
    assert "Embassy lately" in client.get(f"{PATH}?all").content.decode()


def test_the_start_page_says_how_many_wait(client, boris, cleo, missions):
    client.force_login(boris)
    assert f'<a href="{PATH}"><strong>2</strong>' in client.get("/admin/").content.decode()

    client.force_login(cleo)
    assert PATH not in client.get("/admin/").content.decode()


def test_boris_confirms_an_address_and_keeps_its_row(client, boris, missions):
    client.force_login(boris)

    response = client.post(PATH, filled(missions["long-ago"], on=day(), where="https://zubrow.example/"))

    assert response.status_code == 302
    address = missions["long-ago"].addresses.get()
    assert (str(address.checked_on), address.checked_by) == (day(), "boris")
    assert address.checked_where == "https://zubrow.example/"
    assert address.as_of == "2015"
    assert "1 mission is to check" in client.get(PATH).content.decode()


def test_another_address_is_a_new_row_and_the_old_one_stays(client, boris, missions):
    client.force_login(boris)

    client.post(PATH, filled(missions["long-ago"], lines="2 Lift Lane", on=day(), where="Its own site"))

    assert set(missions["long-ago"].addresses.values_list("lines", "as_of")) == {
        ("1 Lobby Boy Street", "2015"),
        ("2 Lift Lane", day()),
    }
    html = client.get("/missions/long-ago/").content.decode()
    assert html.index("2 Lift Lane") < html.index("1 Lobby Boy Street")


def test_a_mission_without_an_address_gets_its_first(client, boris, missions):
    client.force_login(boris)

    client.post(PATH, filled(missions["never"], lines="3 Bell Court", on=day(), where="Its own site"))

    assert missions["never"].addresses.get().checked_by == "boris"


def test_rows_that_nobody_touched_stay(client, boris, missions):
    client.force_login(boris)

    client.post(PATH, filled(missions["long-ago"]))

    assert str(missions["long-ago"].addresses.get().checked_on) == day(181)


def test_an_address_of_several_lines_comes_back_from_a_browser_unchanged(client, boris, missions):
    missions["long-ago"].addresses.update(lines="1 Lobby Boy Street\r\nLutz")  # as another form left it
    client.force_login(boris)
    untouched = filled(missions["long-ago"], lines="1 Lobby Boy Street\r\nLutz")
    other = filled(missions["never"], lines="3 Bell Court", on=day(), where="Its own site")

    response = client.post(PATH, untouched | other | {"mission": ["long-ago", "never"]})

    assert response.status_code == 302
    assert str(missions["long-ago"].addresses.get().checked_on) == day(181)
    assert missions["never"].addresses.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"where": "Its own site"}, "Say on which day you looked."),
        ({"on": day()}, "Say where you looked."),
        ({"on": day(), "where": "Its own site", "by": ""}, "Say who looked."),
        ({"on": day(), "where": "Its own site", "lines": ""}, "Write the address that you saw."),
        ({"on": day(-2), "where": "Its own site"}, "This day has not come yet."),
        ({"on": day(182), "where": "Its own site"}, "A later check of this address is recorded already."),
        ({"on": day(), "where": "Its own site", "seen": "0"}, "Somebody else changed this address meanwhile"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_saved(client, boris, missions, fields, sentence):
    client.force_login(boris)
    sent = filled(missions["long-ago"], **fields)
    other = filled(missions["never"], lines="3 Bell Court", on=day(), where="Its own site")
    sent |= other | {"mission": ["long-ago", "never"]}

    response = client.post(PATH, sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "3 Bell Court" in response.content.decode()  # what was typed stays
    assert not missions["never"].addresses.exists()
    assert str(missions["long-ago"].addresses.get().checked_on) == day(181)


def test_every_field_has_its_own_label(client, boris, missions):
    client.force_login(boris)

    html = client.get(PATH).content.decode()

    for name in ("lines", "on", "by", "where"):
        for slug in ("never", "long-ago"):
            assert f'for="id_{slug}-{name}"' in html


def test_mallory_and_cleo_check_nothing(client, mallory, cleo, missions):
    for user, status in ((mallory, 302), (cleo, 403)):
        client.force_login(user)
        assert client.get(PATH).status_code == status
        sent = filled(missions["never"], lines="3 Bell Court", on=day(), where="Its own site")
        assert client.post(PATH, sent).status_code == status

    assert not missions["never"].addresses.exists()


def test_the_screen_costs_the_same_queries_for_any_number(client, boris, missions, django_assert_num_queries):
    client.force_login(boris)
    client.get(PATH)
    with django_assert_num_queries(9):
        client.get(PATH)
    for number in range(5):
        Mission.objects.create(slug=f"m-{number}", name=f"Mission {number}")
    with django_assert_num_queries(9):
        client.get(PATH)
