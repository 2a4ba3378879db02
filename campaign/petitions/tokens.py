"""Secrets in links, and their fingerprints, which are all that the database keeps of them."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings

MANAGE = "manage"
UNSUBSCRIBE = "unsubscribe"

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32, none of them easily taken for another
CODE_LENGTH = 8


def new_token() -> str:
    """192 random bits that fit into an address."""
    return secrets.token_urlsafe(24)


def derived_token(token: str, purpose: str) -> str:
    """The token for another purpose; it tells nothing about the one it comes from."""
    return urlsafe_b64encode(hmac.digest(token.encode(), purpose.encode(), "sha256")[:24]).decode()


def fingerprint(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def typed_code(token: str) -> str:
    """The eight characters that can be typed instead of following the token's link."""
    digest = hmac.digest(token.encode(), b"code", "sha256")
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in digest[:CODE_LENGTH])


def code_fingerprint(code: str, duplicate_key: bytes) -> bytes:
    """A code is short enough to be guessed from a plain hash, so this one is keyed with the pepper."""
    return hmac.digest(settings.CAMPAIGN_PEPPER.encode(), duplicate_key + b"\0" + code.encode(), "sha256")
