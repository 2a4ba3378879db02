"""missions.csv out and in: tried first, mistakes in sentences, nothing half-imported."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.search.find import find
from campaign.organisations.models import Accreditation, Mission, MissionAddress, Organisation

EXPORT = "/admin/organisations/mission/export/"
IMPORT = "/admin/organisations/mission/import/"
CONFIRM = "/admin/organisations/mission/process_import/"
CHECK = {"checked_on": "2031-06-01", "checked_by": "Boris", "checked_where": "Its own site"}


@pytest.fixture
def embassy(db):
    state = Organisation.objects.create(slug="zubrow", name="State of Zubrow")
    mission = Mission.objects.create(
        slug="in-freedonia",
        name="Embassy in Freedonia",
        host_country="FR",
        organisation=state,
        note="A note.",
    )
    MissionAddress.objects.create(mission=mission, lines="1 Lobby Boy Street\nLutz", as_of="2031-05", **CHECK)
    Accreditation.objects.create(mission=mission, country="MC", source="Its own site")
    return mission


def table(*rows, encoding="utf-8-sig"):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("missions.csv", text.getvalue().encode(encoding), "text/csv")


def attempt(client, *rows, **kwargs):
    """The answer to a trial, as text."""
    sent = {"import_file": table(*rows, **kwargs), "format": "0", "resource": "0"}
    return client.post(IMPORT, sent).content.decode()


def carried(html):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def confirm(client, html):
    return client.post(CONFIRM, carried(html))


def exported(client):
    return list(csv.DictReader(io.StringIO(client.get(EXPORT).content.decode("utf-8-sig"))))


def test_the_table_comes_out_with_what_is_known_of_each_mission(client, boris, embassy):
    client.force_login(boris)

    response = client.get(EXPORT)

    assert 'filename="missions.csv"' in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert exported(client) == [
        {
            "mission": "in-freedonia",
            "name": "Embassy in Freedonia",
            "kind": "embassy",
            "organisation": "zubrow",
            "host_country": "FR",
            "also_serves": "MC",
            "city": "",
            "note": "A note.",
            "address": "1 Lobby Boy Street\nLutz",
            "address_as_of": "2031-05",
            **CHECK,
        }
    ]


def test_what_came_out_goes_in_again_and_changes_nothing(client, boris, embassy):
    Mission.objects.filter(pk=embassy.pk).update(note="=1+1", city="'quoted")
    client.force_login(boris)
    assert exported(client)[0]["note"] == "'=1+1"  # a spreadsheet does not run it

    html = attempt(client, *exported(client))

    assert "stays as it is" in html
    confirm(client, html)
    embassy.refresh_from_db()
    assert (embassy.note, embassy.city) == ("=1+1", "'quoted")
    assert embassy.addresses.count() == 1


def test_a_trial_changes_nothing_until_it_is_confirmed(client, boris, embassy):
    client.force_login(boris)

    html = attempt(
        client,
        {"mission": "in-freedonia", "name": "Embassy in Freedonia", "kind": "embassy", "city": "Lutz"},
        {
            "mission": "in-ruritania",
            "name": "Consulate in Ruritania",
            "kind": "consulate",
            "city": "Strelsau",
        },
    )

    assert "nothing is imported yet" in html
    assert "Strelsau" in html
    assert Mission.objects.count() == 1
    assert not find("Ruritania")

    assert confirm(client, html).status_code == 302
    assert Mission.objects.get(slug="in-freedonia").city == "Lutz"
    assert Mission.objects.get(slug="in-freedonia").note == "A note."  # its column was not in the file
    assert Mission.objects.get(slug="in-ruritania").kind == "consulate"
    assert find("Ruritania")


def test_an_address_and_countries_are_added_and_nothing_is_overwritten(client, boris, embassy):
    client.force_login(boris)
    row = {"mission": "in-freedonia", "address": "2 Lift Lane", "also_serves": "ad MC", **CHECK}

    confirm(client, attempt(client, row))

    assert set(embassy.addresses.values_list("lines", "as_of")) == {
        ("1 Lobby Boy Street\nLutz", "2031-05"),
        ("2 Lift Lane", "2031-06-01"),
    }
    assert set(embassy.accreditations.values_list("country", flat=True)) == {"AD", "MC"}


def test_a_newer_check_of_the_same_address_keeps_its_row(client, boris, embassy):
    client.force_login(boris)
    row = (
        {"mission": "in-freedonia", "address": "1 Lobby Boy Street\nLutz"}
        | CHECK
        | {"checked_on": "2031-07-01"}
    )

    confirm(client, attempt(client, row))

    assert str(embassy.addresses.get().checked_on) == "2031-07-01"


NEW = {"mission": "new", "name": "New", "kind": "embassy"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (NEW | {"kind": "castle"}, "“castle” is none of: embassy"),
        (NEW | {"host_country": "QQ"}, "“QQ” is not the two-letter code of a country."),
        (NEW | {"also_serves": "FR XQ"}, "“XQ” is not the two-letter code of a country."),
        (NEW | {"organisation": "nobody"}, "There is no organisation “nobody”."),
        (NEW | {"name": ""}, "name: "),
        (NEW | {"mission": "not a slug"}, "mission"),
        (NEW | {"address": "2 Lift Lane"}, "A new address needs the check"),
        (NEW | {"also_serves": "FR"}, "A new country needs the check"),
        (NEW | {"address": "2 Lift Lane", "checked_on": "2031-06-01"}, "Give all three or none"),
        (NEW | {"address": "2 Lift Lane"} | CHECK | {"checked_on": "1 June"}, "Write the day as 2026-05-31."),
        (NEW | {"address": "2 Lift Lane", "address_as_of": "long ago"} | CHECK, "address_as_of: "),
        (NEW | CHECK, "Say which address was checked."),
        (NEW | {"colour": "red"}, "The column “colour” is not known."),
        ({"name": "New"}, "The column “mission” is missing"),
    ],
)
def test_one_mistake_is_said_in_a_sentence_and_keeps_the_whole_table_out(
    client, boris, embassy, row, sentence
):
    client.force_login(boris)

    html = attempt(
        client, {"mission": "fine", "name": "Fine", "kind": "embassy"} if "mission" in row else row, row
    )

    assert sentence in html
    assert "Nothing was imported." in html
    assert "Traceback" not in html
    assert 'name="import_file_name"' not in html
    assert Mission.objects.count() == 1


def test_a_mistake_names_its_row(client, boris, embassy):
    client.force_login(boris)

    html = attempt(client, {"mission": "in-freedonia", "kind": "embassy"}, NEW | {"kind": "castle"})

    assert "Row 2 (new): kind: “castle” is none of" in html


def test_a_mission_may_not_stand_twice(client, boris, embassy):
    client.force_login(boris)

    assert "“new” stands in more than one row." in attempt(client, NEW, NEW)


def test_what_became_wrong_after_the_trial_is_not_half_imported(client, boris, embassy):
    client.force_login(boris)
    html = attempt(client, NEW, NEW | {"mission": "later", "organisation": "zubrow"})
    Mission.objects.update(organisation=None)
    Organisation.objects.all().delete()

    response = confirm(client, html)

    assert "There is no organisation “zubrow”." in response.content.decode()
    assert not Mission.objects.filter(slug__in=["new", "later"]).exists()


def test_a_table_that_nobody_tried_is_not_imported(client, boris, embassy):
    client.force_login(boris)
    sent = carried(attempt(client, NEW))

    response = client.post(CONFIRM, sent | {"import_file_name": sent["import_file_name"][:-3] + "abc"})

    assert "choose the file again" in response.content.decode()
    assert Mission.objects.count() == 1


def test_a_file_in_another_encoding_is_refused_in_words(client, boris, embassy):
    client.force_login(boris)

    assert "The file is not in UTF-8" in attempt(client, NEW | {"name": "Посольство"}, encoding="cp1251")


def test_the_pages_carry_no_inline_script_or_style(client, boris, embassy):
    client.force_login(boris)

    for html in (client.get(IMPORT).content.decode(), attempt(client, NEW)):
        main = html.partition('id="content"')[2]
        assert "<script" not in main.partition("<footer")[0]
        assert "style=" not in main
        assert "onchange=" not in main


def test_mallory_and_cleo_import_nothing_and_mallory_exports_nothing(client, mallory, cleo, embassy):
    client.force_login(cleo)  # reads missions
    assert client.get(EXPORT).status_code == 200
    assert client.get(IMPORT).status_code == 403
    assert client.post(CONFIRM, {}).status_code == 403

    client.force_login(mallory)
    for path in (EXPORT, IMPORT):
        assert client.get(path).status_code == 302


def test_the_table_costs_the_same_queries_for_any_number(client, boris, embassy, django_assert_num_queries):
    client.force_login(boris)
    client.get(EXPORT)
    with django_assert_num_queries(9):
        client.get(EXPORT)
    for number in range(5):
        Mission.objects.create(
            slug=f"m-{number}", name=f"Mission {number}", organisation=embassy.organisation
        )
    with django_assert_num_queries(9):
        client.get(EXPORT)
