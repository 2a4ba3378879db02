from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from campaign.petitions import counting
from campaign.petitions.confirmation import confirm
from campaign.petitions.counting import count_confirmed
from campaign.petitions.leaving import hold, invalidate, release, withdraw
from campaign.petitions.models import Petition, PetitionCountryCount, Signature
from tests.petitions.conftest import MakePetition, answers, count, link_in, read_mail, sign, sign_and_confirm


def make_confirmed(petition: Petition, *countries: str) -> None:
    Signature.objects.bulk_create(
        Signature(petition=petition, petition_version=1, state="confirmed", country=country)
        for country in countries
    )


def countries_of(petition: Petition) -> dict[str, int]:
    return dict(PetitionCountryCount.objects.filter(petition=petition).values_list("country", "count"))


def test_confirmed_signatures_are_added_per_petition_and_country(make_petition: MakePetition) -> None:
    first, second = make_petition(), make_petition(slug="another-one")
    make_confirmed(first, "DE", "DE", "")
    make_confirmed(second, "DE")
    assert count_confirmed() == 4
    assert list(Petition.objects.order_by("pk").values_list("confirmed_count", flat=True)) == [3, 1]
    assert countries_of(first) == {"DE": 2, "": 1}
    assert countries_of(second) == {"DE": 1}
    assert not Signature.objects.exclude(counted_on=timezone.localdate()).exists()


def test_counting_again_adds_nothing(petition: Petition) -> None:
    make_confirmed(petition, "DE")
    assert (count_confirmed(), count_confirmed()) == (1, 0)
    make_confirmed(petition, "DE")
    count_confirmed()
    assert countries_of(petition) == {"DE": 2}


def test_a_second_with_nothing_to_count_costs_one_query(
    petition: Petition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        count_confirmed()


def test_more_than_a_batch_is_counted_in_one_run(petition: Petition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "BATCH", 3)
    make_confirmed(petition, *["DE"] * 10)
    assert count_confirmed() == 10
    assert count() == 10


@pytest.mark.parametrize("state", ["pending", "held", "invalidated", "withdrawn"])
def test_other_states_are_not_counted(petition: Petition, state: str) -> None:
    expires_at = timezone.now() if state == "pending" else None
    Signature.objects.create(petition=petition, petition_version=1, state=state, expires_at=expires_at)
    assert count_confirmed() == 0


def test_the_date_of_signing_is_kept_as_a_day_and_an_hour(client: Client, petition: Petition) -> None:
    sign_and_confirm(client)
    count()
    signature = Signature.objects.get()
    assert signature.counted_on == timezone.localdate()
    assert signature.confirmed_at is not None
    assert (signature.confirmed_at.minute, signature.confirmed_at.second) == (0, 0)


def test_an_editors_moves_keep_the_count_exact(petition: Petition) -> None:
    make_confirmed(petition, "DE", "FR")
    signature = Signature.objects.get(country="DE")
    assert count() == 2
    assert hold(signature, reason="A test.")
    assert count() == 1
    assert release(signature)
    assert count() == 2
    assert invalidate(signature, reason="A test.")
    assert not invalidate(signature, reason="Again.")
    assert not hold(signature, reason="A test.")
    assert count() == 1
    assert release(signature)
    assert count() == 2
    assert withdraw(signature)
    assert not withdraw(signature)
    assert not release(signature)
    assert count() == 1
    assert countries_of(petition) == {"DE": 0, "FR": 1}


def test_reconcile_repairs_and_says_what_was_wrong(petition: Petition) -> None:
    make_confirmed(petition, "DE", "DE", "FR")
    count()
    Petition.objects.update(confirmed_count=7)
    PetitionCountryCount.objects.filter(country="FR").delete()
    PetitionCountryCount.objects.create(petition=petition, country="XK", count=4)
    out = StringIO()
    call_command("reconcile_counts", stdout=out)
    assert "free-the-lamplighter: 7 became 3." in out.getvalue()
    assert "FR: 0 became 1." in out.getvalue()
    assert "XK: 4 became 0." in out.getvalue()
    assert count() == 3
    assert countries_of(petition) == {"DE": 2, "FR": 1, "XK": 0}
    out = StringIO()
    call_command("reconcile_counts", stdout=out)
    assert out.getvalue().strip() == "Every counter agrees with its signatures: 1 petition checked."


@pytest.mark.parametrize(
    "values",
    [
        {"state": "held", "counted_on": "2026-01-01"},
        {"state": "confirmed", "public_name": "Anna", "audience": "nobody"},
        {"state": "pending"},
        {"state": "confirmed", "confirm_token_hash": b"x" * 32},
        {"state": "withdrawn", "sealed": b"x"},
        {"state": "anonymised", "duplicate_key": b"x" * 16},
    ],
)
def test_the_database_itself_refuses_what_must_not_be(petition: Petition, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(petition=petition, petition_version=1, **values)


# ── At once ──────────────────────────────────────────────────────────────────────────────────────────────


def at_once(*acts: object) -> list[object]:
    def run(act: object) -> object:
        try:
            return act()  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_count_once(client: Client, petition: Petition) -> None:
    sign(client)
    link = link_in(read_mail())
    answered = at_once(*[lambda: Client().post(link).headers["Location"]] * 4)
    assert len(set(answered)) == 1
    assert count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_counting_jobs_at_once_count_once(petition: Petition) -> None:
    make_confirmed(petition, *["DE", "FR"] * 50)
    at_once(*[count_confirmed] * 4)
    count_confirmed()
    assert Petition.objects.get().confirmed_count == 100
    assert countries_of(petition) == {"DE": 50, "FR": 50}


@pytest.mark.django_db(transaction=True)
def test_the_same_mailbox_from_many_sides_is_one_signature(petition: Petition) -> None:
    statuses = at_once(
        *[lambda: Client().post("/petitions/free-the-lamplighter/sign/", answers()).status_code] * 4
    )
    assert statuses == [303] * 4
    signature = Signature.objects.get()
    assert signature.attempts == 4
    confirm(signature)
    assert count() == 1


@pytest.mark.django_db(transaction=True)
def test_leaving_counting_and_reconciling_at_once_stay_exact(petition: Petition) -> None:
    make_confirmed(petition, *["DE"] * 40)
    count_confirmed()
    leaving = list(Signature.objects.order_by("pk")[:20])
    make_confirmed(petition, *["FR"] * 40)

    def leave() -> None:
        for signature in leaving:
            withdraw(signature)

    at_once(leave, leave, count_confirmed, lambda: counting.reconcile(petition.pk))
    count_confirmed()
    assert Petition.objects.get().confirmed_count == 60
    assert countries_of(petition) == {"DE": 20, "FR": 40}
    assert counting.reconcile(petition.pk) == []
