from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from campaign.petitions.models import Petition
from tests.petitions.conftest import MakePetition, count, sign_and_confirm

COUNT = "/petitions/free-the-lamplighter/count.json"


def test_the_counter_says_how_many_and_when(client: Client, petition: Petition) -> None:
    assert client.get(COUNT).json()["count"] == 0
    sign_and_confirm(client)
    count()
    answer = client.get(COUNT).json()
    assert answer["count"] == 1
    assert abs(datetime.fromisoformat(answer["as_of"]) - timezone.now()) < timedelta(seconds=10)


def test_the_counter_can_be_cached_for_a_second_by_everybody(
    client: Client, petition: Petition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get(COUNT)
    assert response.headers["Cache-Control"] == (
        "public, max-age=1, stale-while-revalidate=1, stale-if-error=60"
    )
    assert "Vary" not in response.headers
    assert not response.cookies


def test_a_petition_that_is_not_public_has_no_counter(client: Client, make_petition: MakePetition) -> None:
    petition = make_petition(published=False)
    assert client.get(COUNT).status_code == 404
    petition.publish_as_shipped()
    petition.withdraw()
    assert client.get(COUNT).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_counter_can_only_be_read(client: Client, petition: Petition, method: str) -> None:
    assert getattr(client, method)(COUNT).status_code == 405
