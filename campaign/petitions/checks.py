"""What would keep people from confirming, said when the site starts rather than when somebody clicks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from campaign.petitions.sealing import public_key
from campaign.web.encryption import field_keys


@register()
def keys_can_be_used(**kwargs: Any) -> list[CheckMessage]:
    return [*sealing_key_errors(), *field_key_errors()]


def sealing_key_errors() -> list[CheckMessage]:
    try:
        public_key(settings.CAMPAIGN_SEALING_PUBLIC_KEY)
    except (TypeError, ValueError) as error:  # what base64 and nacl raise
        return [
            Error(
                f"CAMPAIGN_SEALING_PUBLIC_KEY is no public key: {error}.",
                hint="It must be 32 bytes in base64, as they were printed with the private key.",
                id="petitions.E001",
            )
        ]
    return []


def field_key_errors() -> list[CheckMessage]:
    try:
        field_keys(tuple(settings.CAMPAIGN_FIELD_KEYS))
    except ValueError as error:
        return [
            Error(
                f"CAMPAIGN_FIELD_KEYS holds something that is no key: {error}",
                hint="One Fernet key to a line, the newest first.",
                id="petitions.E002",
            )
        ]
    return []
