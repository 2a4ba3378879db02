import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from campaign.web.encryption import CannotDecrypt, decrypt, encrypt


def keys(count: int) -> list[str]:
    return [Fernet.generate_key().decode() for _ in range(count)]


@pytest.mark.parametrize("text", ["", "Төлетаева", "a" * 5000, "né ‏שלום"])
def test_what_was_encrypted_can_be_read_back(text: str) -> None:
    assert decrypt(encrypt(text)) == text
    assert decrypt(memoryview(encrypt(text))) == text


def test_the_same_text_never_looks_the_same() -> None:
    assert encrypt("x") != encrypt("x")


def test_the_token_does_not_say_when_it_was_made(settings: Settings) -> None:
    token = encrypt("x")
    assert Fernet(settings.CAMPAIGN_FIELD_KEYS[0]).extract_timestamp(token) == 0


def test_an_older_key_still_opens_and_the_newest_one_writes(settings: Settings) -> None:
    old, new = keys(2)
    settings.CAMPAIGN_FIELD_KEYS = [old]
    token = encrypt("x")
    settings.CAMPAIGN_FIELD_KEYS = [new, old]
    assert decrypt(token) == "x"
    token = encrypt("y")
    settings.CAMPAIGN_FIELD_KEYS = [new]
    assert decrypt(token) == "y"


def test_without_the_key_it_stays_shut(settings: Settings) -> None:
    token = encrypt("x")
    settings.CAMPAIGN_FIELD_KEYS = keys(2)
    with pytest.raises(CannotDecrypt):
        decrypt(token)


def test_what_was_changed_or_is_missing_is_refused() -> None:
    token = encrypt("x")
    changed = token[:-4] + bytes([token[-4] ^ 1]) + token[-3:]
    for wrong in (changed, token[:-1], b"", None, b"\xff\x00"):
        with pytest.raises(CannotDecrypt):
            decrypt(wrong)


def test_a_key_that_is_none_is_refused_before_anything_is_written(settings: Settings) -> None:
    settings.CAMPAIGN_FIELD_KEYS = ["too short"]
    with pytest.raises(ValueError, match="Fernet key"):
        encrypt("x")
