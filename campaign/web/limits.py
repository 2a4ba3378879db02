"""How often one sender may do one thing: an exact count in the database, without keeping who it was."""

import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from campaign.web.models import DailySalt, LimitWindow


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
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 64}", strict=False))


def is_over(limit: Limit, who: str) -> bool:
    """Counts this attempt by `who` (a network, or a keyed hash) and says whether it exceeds the limit."""
    if settings.CAMPAIGN_LIMITS == "off":
        return False
    return count_attempt(limit, who) > limit.times


def count_attempt(limit: Limit, who: str) -> int:
    """Counts one attempt in the current window and returns how many there are: exact with any number of writers."""
    now = timezone.now()
    window = int(now.timestamp()) // limit.seconds
    key = hmac.digest(daily_salt(), f"{limit.purpose}\0{who}\0{window}".encode(), "sha256")[:16]
    table = connection.ops.quote_name(LimitWindow._meta.db_table)
    statement = (
        f"INSERT INTO {table} (key, count, expires_at) VALUES (%s, 1, %s) "  # noqa: S608 - our own table's name
        f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count"
    )
    expires_at = now + timedelta(seconds=limit.seconds)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key, connection.ops.adapt_datetimefield_value(expires_at)])
        return int(cursor.fetchone()[0])


def daily_salt() -> bytes:
    """Today's salt. The first caller of a day makes it and so destroys yesterday's."""
    today = timezone.now().date()
    row = DailySalt.objects.filter(day=today).first()
    if row is None:
        with transaction.atomic():
            DailySalt.objects.filter(day__lt=today).delete()
            row, _created = DailySalt.objects.get_or_create(
                id=1, defaults={"day": today, "salt": secrets.token_bytes(32)}
            )
    return bytes(row.salt)


def forget_old_windows() -> None:
    LimitWindow.objects.filter(expires_at__lt=timezone.now()).delete()
