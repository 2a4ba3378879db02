"""What a signature says about a person: readable while it waits, in a sealed box ever after."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from django.conf import settings
from nacl.encoding import Base64Encoder
from nacl.public import PublicKey, SealedBox

from campaign.web.encryption import decrypt, encrypt

BLOCK = 128  # bytes; the length of a box then tells little about the length of a name


@dataclass(frozen=True)
class Secrets:
    """What only the mail and the next step need of somebody; a request for a link has no name."""

    email: str
    name: str = ""
    token: str = ""


def put_away(secrets: Secrets) -> bytes:
    """For the pending row: what this server can read back with its field keys."""
    return encrypt(padded(asdict(secrets)))


def take_out(payload: bytes | memoryview | None) -> Secrets:
    """Raises CannotDecrypt when the keys are gone or the row was changed."""
    return Secrets(**json.loads(decrypt(payload)))


def seal(*, name: str, email: str, unsubscribe_token: str = "") -> bytes:
    """A box that only the campaign's officers can open; each sealing of the same words looks different."""
    content = {"name": name, "email": email, "unsubscribe": unsubscribe_token}
    return SealedBox(public_key(settings.CAMPAIGN_SEALING_PUBLIC_KEY)).encrypt(padded(content).encode())


def padded(content: dict[str, str]) -> str:
    """JSON filled up with spaces, which every reader of JSON ignores, to full blocks of bytes."""
    text = json.dumps({key: value for key, value in content.items() if value}, ensure_ascii=False)
    return text + " " * (-len(text.encode()) % BLOCK)


@lru_cache(maxsize=4)
def public_key(text: str) -> PublicKey:
    """Raises ValueError (or nacl's own errors) for a text that is no key."""
    return PublicKey(text.encode(), encoder=Base64Encoder)
