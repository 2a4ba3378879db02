"""The register as open data."""

import csv
import io
import json

from tests.letters.conftest import tell


def table(client):
    response = client.get("/letters/data.csv")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def data(client):
    response = client.get("/letters/data.json")
    assert response.status_code == 200
    return json.loads(response.content)["letters"]


def test_the_table_has_a_row_for_each_delivery(client, contested, make_letter):
    make_letter("undelivered")

    rows = {row["letter"]: row for row in table(client)}

    assert rows["through-the-door"]["delivery"] == "refused"
    assert rows["through-the-door"]["answer"] == "none"
    assert rows["through-the-door"]["sources_differ"] == "yes"
    assert rows["through-the-door"]["from"] == "Lantern Club"
    assert rows["through-the-door"]["mission"] == "zubrow-in-freedonia"
    assert rows["through-the-door"]["address"] == "http://127.0.0.1:8000/letters/through-the-door/"
    assert rows["through-the-door"]["in_words"].startswith("Refused at the door on 26 May 2031; one source")
    assert rows["undelivered"]["in_words"].startswith("Our sources do not say how it was delivered.")


def test_a_cell_that_would_be_a_formula_is_plain_text(client, make_letter):
    make_letter(title='=HYPERLINK("https://example.org")')

    assert table(client)[0]["title"] == '\'=HYPERLINK("https://example.org")'


def test_the_data_cite_the_spans_on_which_each_event_rests(client, contested):
    [letter] = data(client)
    [delivery] = letter["deliveries"]

    assert letter["date"]["edtf"] == "2031-05-26"
    assert delivery["sources_differ"] is True
    assert [event["delivery"] for event in delivery["events"]] == ["refused", "handed_in"]
    assert delivery["events"][0]["cites"][0]["start"] == 0
    assert len(delivery["events"][0]["cites"][0]["document_sha256"]) == 64


def test_neither_export_names_who_signed(client, contested):
    for path in ("/letters/data.csv", "/letters/data.json"):
        assert "Desgoffe" not in client.get(path).content.decode()


def test_mallory_exports_nothing_that_is_not_public(client, mallory, make_letter, contested):
    make_letter("a-draft", published=False)
    contested.withdraw()
    client.force_login(mallory)

    assert table(client) == []
    assert data(client) == []


def test_exports_cost_the_same_queries_for_any_number_of_letters(
    client, contested, make_letter, deliver, django_assert_num_queries
):
    for path in ("/letters/data.csv", "/letters/data.json"):
        with django_assert_num_queries(9):
            client.get(path)
    for number in range(5):
        tell(deliver(make_letter(f"more-{number}"), delivery_state="sent"), "Posted.", delivery_state="sent")
    for path in ("/letters/data.csv", "/letters/data.json"):
        with django_assert_num_queries(9):
            client.get(path)


def test_exports_are_shareable_and_stand_under_data_on_the_list(client, contested):
    assert client.get("/letters/data.csv")["Cache-Control"] == "public, max-age=0, s-maxage=30"
    html = client.get("/letters/").content.decode()
    assert '<a href="/letters/data.csv">CSV</a>' in html
    assert '<a href="/letters/data.json">JSON</a>' in html
