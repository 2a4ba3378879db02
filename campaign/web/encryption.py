"""What the server must be able to read back, encrypted with its field keys; it fails closed."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotDecrypt(Exception):
    """The data was made with a key that this server does not hold, or it was changed."""


def encrypt(text: str) -> bytes:
    """The text under the newest key. The token says nothing about when it was made."""
    newest, *_older = field_keys(tuple(settings.CAMPAIGN_FIELD_KEYS))
    return newest.encrypt_at_time(text.encode(), 0)


def decrypt(token: bytes | memoryview | None) -> str:
    """The text of a token made by `encrypt` with any of the keys. Raises CannotDecrypt."""
    keys = MultiFernet(field_keys(tuple(settings.CAMPAIGN_FIELD_KEYS)))
    try:
        return keys.decrypt(bytes(token or b"")).decode()
    except InvalidToken as error:
        raise CannotDecrypt("None of the field keys opens this data.") from error


@lru_cache(maxsize=8)
def field_keys(keys: tuple[str, ...]) -> list[Fernet]:
    """The keys, newest first. Raises ValueError for one that is no Fernet key, before anything is written."""
    return [Fernet(key) for key in keys]
