from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from campaign.web import limits
from campaign.web.limits import Limit, forget_old_windows, is_over, network_of, over_any, sender_network
from campaign.web.models import DailySalt, LimitWindow

BURST = Limit("door", times=2, seconds=60)
SUSTAINED = Limit("door", times=4, seconds=3600)
NOON = datetime(2026, 5, 1, 12, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_salt_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_known_salt", None)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.django_db
def test_the_attempt_after_the_last_allowed_one_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    assert [is_over(BURST, "a") for _ in range(3)] == [False, False, True]
    assert not is_over(BURST, "b")


@pytest.mark.django_db
def test_different_acts_of_one_sender_are_counted_apart() -> None:
    assert not is_over(Limit("door", times=1, seconds=3600), "a")
    assert not is_over(Limit("window", times=1, seconds=3600), "a")


@pytest.mark.django_db
def test_the_next_window_begins_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    assert [is_over(BURST, "a") for _ in range(3)][-1]
    at(monkeypatch, NOON + timedelta(seconds=60))
    assert not is_over(BURST, "a")


@pytest.mark.django_db
def test_the_longest_limit_exceeded_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    answers = [over_any([BURST, SUSTAINED], "a") for _ in range(5)]
    assert answers == [None, None, BURST, BURST, SUSTAINED]


@pytest.mark.django_db
def test_several_limits_cost_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    over_any([BURST, SUSTAINED], "a")
    with django_assert_num_queries(1):
        over_any([BURST, SUSTAINED], "a")


@pytest.mark.django_db
def test_load_tests_can_switch_the_limits_off(settings: Settings) -> None:
    settings.CAMPAIGN_LIMITS = "off"
    assert not any(is_over(BURST, "a") for _ in range(9))
    assert not LimitWindow.objects.exists()


@pytest.mark.django_db
def test_nothing_that_is_kept_tells_who_came() -> None:
    is_over(BURST, "192.0.2.0/24")
    kept = [str(value) for row in LimitWindow.objects.values_list() for value in row]
    assert not any("192.0.2" in value for value in kept)


@pytest.mark.django_db
def test_a_new_day_has_a_new_salt_and_the_old_one_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    is_over(BURST, "a")
    yesterday = bytes(DailySalt.objects.get().salt)
    at(monkeypatch, NOON + timedelta(days=1))
    is_over(BURST, "a")
    assert bytes(DailySalt.objects.get().salt) != yesterday
    assert limits._known_salt is not None
    assert limits._known_salt[1] != yesterday


@pytest.mark.django_db
def test_the_salt_goes_although_nobody_comes_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    is_over(BURST, "a")
    at(monkeypatch, NOON + timedelta(days=1))
    forget_old_windows()
    assert not DailySalt.objects.exists()
    assert not LimitWindow.objects.exists()


@pytest.mark.django_db
def test_a_window_that_still_counts_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOON)
    is_over(SUSTAINED, "a")
    at(monkeypatch, NOON + timedelta(minutes=5))
    forget_old_windows()
    assert LimitWindow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly() -> None:
    everybody = Limit("rush", times=1000, seconds=86_400)
    over_any([everybody], "a")  # the salt is there

    def come() -> None:
        for _ in range(10):
            over_any([everybody], "a")
        connection.close()

    threads = [Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LimitWindow.objects.get().count == 41


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("64:ff9b::c000:24d", "192.0.2.0/24"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("999.1.1.1", "unknown"),
    ],
)
def test_an_address_is_blurred_to_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "203.0.113.9", "192.0.2.0/24"),  # nobody vouches for the header
        (1, "203.0.113.9", "203.0.113.0/24"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.0/24"),  # what the sender wrote first does not count
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.0/24"),
        (2, "203.0.113.9", "192.0.2.0/24"),  # too few hops: the peer
        (1, "", "192.0.2.0/24"),
    ],
)
def test_only_configured_proxies_are_believed(
    settings: Settings, proxies: int, forwarded: str, network: str
) -> None:
    settings.CAMPAIGN_TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.77", headers={"X-Forwarded-For": forwarded})
    assert sender_network(request) == network
