"""How often one sender may do one thing: an exact count in the database, without keeping who it was."""

import hmac
import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from campaign.web.models import DailySalt, LimitWindow

# Gateways write an IPv4 address into these last 32 bits; a /64 would throw all of them together.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Limit:
    """At most `times` within `seconds`; `purpose` keeps the counts of different acts apart."""

    purpose: str
    times: int
    seconds: int


def sender_network(request: HttpRequest) -> str:
    """The sender's /24 or /64: the right-most address that a trusted proxy added, else the peer's."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.CAMPAIGN_TRUSTED_PROXIES
    address = hops[-trusted] if trusted and len(hops) >= trusted else request.META.get("REMOTE_ADDR", "")
    return network_of(address)


def network_of(address: str) -> str:
    """The /24 or /64 around an address; "unknown" for what is none, which then shares one count."""
    try:
        ip = ipaddress.ip_address(address.strip().strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip)
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 64}", strict=False))


def is_over(limit: Limit, who: str) -> bool:
    """Counts this attempt by `who` (a network, or a keyed hash) and says whether it exceeds the limit."""
    return over_any([limit], who) is not None


def over_any(limits: Sequence[Limit], who: str) -> Limit | None:
    """Counts this attempt under every limit, in one statement; the longest limit that it exceeds, if any."""
    if settings.CAMPAIGN_LIMITS == "off":
        return None
    counts = count_attempt(limits, who)
    exceeded = [limit for limit in limits if counts[limit] > limit.times]
    return max(exceeded, key=lambda limit: limit.seconds, default=None)


def count_attempt(limits: Sequence[Limit], who: str) -> dict[Limit, int]:
    """Counts one attempt in each limit's current window: exact with any number of writers."""
    now = timezone.now()
    windows = {window_key(limit, who, now): limit for limit in limits}
    table = connection.ops.quote_name(LimitWindow._meta.db_table)
    rows = ", ".join(["(%s, 1, %s)"] * len(windows))
    statement = (
        f"INSERT INTO {table} (key, count, expires_at) VALUES {rows} "  # noqa: S608 - our own table's name
        f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING key, count"
    )
    values: list[Any] = []  # bytes and whatever the database takes for a moment
    for key, limit in sorted(windows.items()):  # one order for every writer: they cannot lock each other out
        expires_at = now + timedelta(seconds=limit.seconds)
        values += [key, connection.ops.adapt_datetimefield_value(expires_at)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {windows[bytes(key)]: int(count) for key, count in cursor.fetchall()}


def window_key(limit: Limit, who: str, now: datetime) -> bytes:
    window = int(now.timestamp()) // limit.seconds
    text = f"{limit.purpose}\0{limit.seconds}\0{who}\0{window}"
    return hmac.digest(salt_of(now.date()), text.encode(), "sha256")[:16]


_known_salt: tuple[date, bytes] | None = None


def salt_of(today: date) -> bytes:
    """Today's salt, read once a day by each process, which then forgets yesterday's."""
    global _known_salt
    if _known_salt is None or _known_salt[0] != today:
        _known_salt = (today, daily_salt(today))
    return _known_salt[1]


def daily_salt(today: date) -> bytes:
    """The salt of a day. The first caller of that day makes it and so destroys yesterday's."""
    row = DailySalt.objects.filter(day=today).first()
    if row is None:
        with transaction.atomic():
            DailySalt.objects.filter(day__lt=today).delete()
            row, _created = DailySalt.objects.get_or_create(
                id=1, defaults={"day": today, "salt": secrets.token_bytes(32)}
            )
    return bytes(row.salt)


def forget_old_windows() -> None:
    """Removes what no longer counts, and yesterday's salt on a day when nobody has come yet."""
    LimitWindow.objects.filter(expires_at__lt=timezone.now()).delete()
    DailySalt.objects.filter(day__lt=timezone.now().date()).delete()
