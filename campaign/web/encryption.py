"""What the server must be able to read back, encrypted with its field keys; it fails closed."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotDecrypt(Exception):
    """The data was made with a key that this server does not hold, or it was changed."""


def encrypt(text: str) -> bytes:
    """The text under the newest key. The token says nothing about when it was made."""
    newest = Fernet(settings.CAMPAIGN_FIELD_KEYS[0])
    return newest.encrypt_at_time(text.encode(), 0)


def decrypt(token: bytes) -> str:
    """The text of a token made by `encrypt` with any of the keys. Raises CannotDecrypt."""
    keys = MultiFernet([Fernet(key) for key in settings.CAMPAIGN_FIELD_KEYS])
    try:
        return keys.decrypt(bytes(token)).decode()
    except InvalidToken as error:
        raise CannotDecrypt("None of the field keys opens this data.") from error
