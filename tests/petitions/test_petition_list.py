from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from campaign.web.remembering import forget
from tests.petitions.conftest import MakePetition


def page(client: Client) -> str:
    response = client.get("/petitions/")
    assert response.status_code == 200
    return response.content.decode()


def test_open_petitions_stand_before_closed_ones(client: Client, make_petition: MakePetition) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    make_petition(slug="a-closed-one", title="An old demand", closes_on=yesterday)
    make_petition()
    text = page(client)
    assert text.index("Free the lamplighter of Zubrow") < text.index("Not open") < text.index("An old demand")


def test_a_draft_and_a_withdrawn_petition_are_not_listed(client: Client, make_petition: MakePetition) -> None:
    make_petition(slug="a-draft", title="A secret plan", published=False)
    make_petition(slug="gone", title="A gone demand").withdraw()
    text = page(client)
    assert "A secret plan" not in text
    assert "A gone demand" not in text
    assert "No petition is open now" in text


def test_many_petitions_cost_one_query(
    client: Client, make_petition: MakePetition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make_petition(slug=f"petition-{number}")
    page(client)  # what every page knows of the site is remembered now
    with django_assert_num_queries(1):
        page(client)
    forget()


def test_the_list_may_be_cached_and_sets_no_cookie(client: Client, make_petition: MakePetition) -> None:
    make_petition()
    response = client.get("/petitions/")
    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
    assert not response.cookies
