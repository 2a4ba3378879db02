"""When two addresses are one mailbox, and the keyed hashes that stand for it."""

import hmac
from difflib import get_close_matches
from email.headerregistry import Address

from django.conf import settings

# Names of one provider for the same mailbox.
SAME_PROVIDER = {
    "googlemail.com": "gmail.com",
    "ya.ru": "yandex.ru",
    "yandex.by": "yandex.ru",
    "yandex.com": "yandex.ru",
    "yandex.kz": "yandex.ru",
    "pm.me": "proton.me",
    "protonmail.com": "proton.me",
    "icloud.com": "me.com",
}
WITHOUT_DOTS = {"gmail.com"}  # anna.b and annab are one mailbox there
DOT_IS_DASH = {"yandex.ru"}  # as are anna.b and anna-b there

COMMON_DOMAINS = (
    *("gmail.com", "mail.ru", "yandex.ru", "yandex.kz", "bk.ru", "inbox.ru", "list.ru", "rambler.ru"),
    *("hotmail.com", "outlook.com", "live.com", "yahoo.com", "icloud.com", "proton.me", "protonmail.com"),
    *("gmx.de", "gmx.net", "web.de", "t-online.de", "posteo.de", "mailbox.org", "riseup.net"),
    *("hotmail.co.uk", "yahoo.co.uk", "btinternet.com", "orange.fr", "free.fr", "laposte.net", "libero.it"),
)
REAL_LOOKALIKES = {
    "email.com",
    "mail.com",
    "ymail.com",
    "gmx.com",
    "gmx.at",
    "gmx.ch",
    "inbox.com",
    "live.ru",
}


def canonical_address(address: str) -> str:
    """One spelling for all the addresses that reach the same mailbox."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    domain = ascii_domain(domain)
    domain = SAME_PROVIDER.get(domain, domain)
    local = local.partition("+")[0] or local
    if domain in WITHOUT_DOTS:
        local = local.replace(".", "")
    if domain in DOT_IS_DASH:
        local = local.replace(".", "-")
    return f"{local}@{domain}"


def ascii_domain(domain: str) -> str:
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return domain


def can_be_written_to(address: str) -> bool:
    """Whether a letter's header can hold the address: Django's pattern lets some through that none can."""
    try:
        Address(addr_spec=address).domain.encode("idna")
    except ValueError:
        return False
    return True


def duplicate_key(petition_id: int, address: str) -> bytes:
    """Stands for one mailbox on one petition; on another petition the same mailbox has an unrelated key."""
    return keyed(f"signature\0{petition_id}\0{canonical_address(address)}")


def domain_key(petition_id: int, address: str) -> bytes:
    """Stands for the mail domain, so that a flood from one can be found without knowing who."""
    return keyed(f"domain\0{petition_id}\0{canonical_address(address).rpartition('@')[2]}")


def keyed(text: str) -> bytes:
    return hmac.digest(settings.CAMPAIGN_PEPPER.encode(), text.encode(), "sha256")[:16]


def likely_meant(address: str) -> str | None:
    """The address with a well-known domain where its own looks like a slip of that one; else None."""
    local, _at, domain = address.strip().rpartition("@")
    domain = domain.casefold()
    if domain in COMMON_DOMAINS or domain in REAL_LOOKALIKES or domain in SAME_PROVIDER:
        return None
    close = get_close_matches(domain, COMMON_DOMAINS, n=1, cutoff=0.85)
    return f"{local}@{close[0]}" if close else None
