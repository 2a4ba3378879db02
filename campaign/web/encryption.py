"""What the server must be able to read back, encrypted with its field keys; it fails closed."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotDecrypt(Exception):
    """The data was made with a key that this server does not hold, or it was changed."""


def encrypt(text: str) -> bytes:
    """The text under the newest key. The token says nothing about when it was made."""
    return encrypt_bytes(text.encode())


def encrypt_bytes(data: bytes) -> bytes:
    """As `encrypt`, for what is no text."""
    newest, *_older = field_keys(tuple(settings.CAMPAIGN_FIELD_KEYS))
    return newest.encrypt_at_time(data, 0)


def decrypt(token: bytes | memoryview | None) -> str:
    """The text of a token made by `encrypt` with any of the keys. Raises CannotDecrypt."""
    return decrypt_bytes(token).decode()


def decrypt_bytes(token: bytes | memoryview | None) -> bytes:
    """As `decrypt`, for what is no text. Raises CannotDecrypt."""
    keys = MultiFernet(field_keys(tuple(settings.CAMPAIGN_FIELD_KEYS)))
    try:
        return keys.decrypt(bytes(token or b""))
    except InvalidToken as error:
        raise CannotDecrypt("None of the field keys opens this data.") from error


@lru_cache(maxsize=8)
def field_keys(keys: tuple[str, ...]) -> list[Fernet]:
    """The keys, newest first. Raises ValueError for one that is no Fernet key, before anything is written."""
    return [Fernet(key) for key in keys]
