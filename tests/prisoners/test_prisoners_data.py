"""/prisoners/data.csv and data.json: the list that a visitor sees, for programs."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.prisoners.conftest import MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(make_person: MakePerson) -> None:
    make_person(
        "Dana Serik",
        {"began": "2012-06-04", "last_confirmed_on": date(2013, 5, 1), "place": "Aktau", "reason": "=1+1"},
        names=[("Дана Серік", "kk", "Cyrl")],
    )
    make_person("No Record")


def table(client: Client, address: str = "/prisoners/data.csv") -> list[dict[str, str]]:
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_table_has_a_row_for_everybody(client: Client, two: None) -> None:
    dana, nobody = table(client)
    assert dana["person"] == "dana-serik"
    assert dana["other_names"] == "Дана Серік"
    assert (dana["status"], dana["held_certain"], dana["held_possible"]) == ("checking", "no", "yes")
    assert (dana["began"], dana["ended"], dana["last_confirmed_on"]) == ("2012-06-04", "", "2013-05-01")
    assert dana["address"].endswith("/prisoners/dana-serik/")
    assert (nobody["status"], nobody["custody"]) == ("none", "")


def test_a_cell_that_looks_like_a_formula_is_text(client: Client, two: None) -> None:
    assert table(client)[0]["charge"] == "'=1+1"


def test_the_data_are_those_of_the_asked_day_and_choices(client: Client, two: None) -> None:
    asked = client.get("/prisoners/data.json?as_of=2012-12-01&place=Aktau").json()
    assert asked["as_of"] == "2012-12-01"
    (dana,) = asked["people"]
    assert (dana["status"], dana["held_certain"]) == ("held", True)
    assert dana["names"] == [{"text": "Дана Серік", "language": "kk", "script": "Cyrl"}]
    assert dana["custody"]["ended"] is None
    assert [row["as_of"] for row in table(client, "/prisoners/data.csv?as_of=2012-12-01&place=Aktau")] == [
        "2012-12-01"
    ]


def test_a_refused_day_is_json_where_json_is_asked_for(client: Client) -> None:
    response = client.get("/prisoners/data.json?as_of=soon")
    assert response.status_code == 422
    assert json.loads(response.content)["error"].startswith("Write the day as")


@pytest.mark.parametrize("address", ["/prisoners/data.csv", "/prisoners/data.json"])
def test_the_queries_of_the_data_do_not_grow(
    client: Client, make_person: MakePerson, address: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(2):
        make_person(f"Person {number}", {"began": "2012"})
    with django_assert_num_queries(5):
        client.get(address)
    for number in range(2, 9):
        make_person(f"Person {number}", {"began": "2012"})
    with django_assert_num_queries(5):
        client.get(address)
