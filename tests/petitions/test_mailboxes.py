import pytest
from pytest_django import Settings

from campaign.petitions.mailboxes import canonical_address, domain_key, duplicate_key, likely_meant


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("Anna@Example.ORG", "anna@example.org"),
        ("anna+petitions@example.org", "anna@example.org"),
        ("+anna@example.org", "+anna@example.org"),
        ("an.na@example.org", "an.na@example.org"),
        ("an.na+x@googlemail.com", "anna@gmail.com"),
        ("an.na@ya.ru", "an-na@yandex.ru"),
        ("anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"),
        ("anna@example.org.", "anna@example.org"),
    ],
)
def test_addresses_of_one_mailbox_have_one_spelling(address: str, canonical: str) -> None:
    assert canonical_address(address) == canonical
    assert canonical_address(canonical) == canonical


def test_a_key_stands_for_one_mailbox_on_one_petition_of_one_site(settings: Settings) -> None:
    key = duplicate_key(1, "anna@example.org")
    assert len(key) == 16
    assert key == duplicate_key(1, "ANNA+x@example.org")
    others = {duplicate_key(2, "anna@example.org"), duplicate_key(1, "berta@example.org")}
    settings.CAMPAIGN_PEPPER = "another pepper of another site, long enough"
    others.add(duplicate_key(1, "anna@example.org"))
    assert key not in others
    assert len(others) == 3


def test_a_domain_key_is_the_same_for_all_mailboxes_of_the_domain() -> None:
    assert domain_key(1, "anna@example.org") == domain_key(1, "berta@EXAMPLE.org")
    assert domain_key(1, "anna@example.org") != domain_key(1, "anna@example.com")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmail.co", "anna@gmail.com"),
        ("anna@hotmial.com", "anna@hotmail.com"),
        ("Anna@Yandex.ru", None),
        ("anna@gmail.com", None),
        ("anna@mail.com", None),
        ("anna@gmx.at", None),
        ("anna@googlemail.com", None),
        ("anna@example.org", None),
        ("anna@gmail-free-lamps.org", None),
    ],
)
def test_only_a_slip_of_a_well_known_domain_is_offered(address: str, meant: str | None) -> None:
    assert likely_meant(address) == meant
