"""The counters of confirmed signatures: moved here alone, so that a signer never touches the petition's row.

Whoever moves them locks in one order: signatures, then the petition's row, then its countries.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone

from campaign.petitions.models import Petition, PetitionCountryCount, Signature

BATCH = 5000
ONE_AT_A_TIME = 0x5013D  # the number of the advisory lock


def count_confirmed() -> int:
    """Adds what was confirmed since the last run to the counters; two runs at once count once."""
    total = 0
    while Signature.objects.uncounted().exists():
        counted = count_batch()
        total += counted
        if not counted:
            break
    return total


@transaction.atomic
def count_batch() -> int:
    """Marks and adds up to BATCH signatures in one transaction; 0 while another run is at it."""
    if not alone():
        return 0
    waiting = Signature.objects.uncounted().select_for_update(skip_locked=True).order_by("pk")
    rows = list(waiting.values_list("pk", "petition_id", "country")[:BATCH])
    Signature.objects.filter(pk__in=[pk for pk, _petition, _country in rows]).update(
        counted_on=timezone.localdate()
    )
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for _pk, petition_id, country in rows:
        found[petition_id][country] += 1
    for petition_id in sorted(found):
        add(petition_id, found[petition_id])
    return len(rows)


def alone() -> bool:
    """Whether this transaction is the one that counts. SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def add(petition_id: int, countries: Mapping[str, int]) -> None:
    """Moves the petition's counter and its countries by these numbers, which may be negative."""
    Petition.objects.filter(pk=petition_id).update(
        confirmed_count=F("confirmed_count") + sum(countries.values())
    )
    for country in sorted(countries):  # the petition's row is locked: nobody else adds a country now
        rows = PetitionCountryCount.objects.filter(petition_id=petition_id, country=country)
        if not rows.update(count=F("count") + countries[country]):
            rows.create(petition_id=petition_id, country=country, count=countries[country])


def subtract(signature: Signature) -> None:
    """Takes a counted signature out again; the caller has locked its row and empties `counted_on`."""
    add(signature.petition_id, {signature.country: -1})


@transaction.atomic
def reconcile(petition_id: int) -> list[str]:
    """Repairs the counters of one petition from its signatures; says in a sentence each what was wrong."""
    petition = Petition.objects.select_for_update().get(pk=petition_id)
    counted = Signature.objects.counted().filter(petition_id=petition_id).order_by()
    real = dict(counted.values_list("country").annotate(Count("pk")))
    recorded = dict(petition.country_counts.values_list("country", "count"))
    repairs = []
    if petition.confirmed_count != sum(real.values()):
        repairs.append(f"{petition.slug}: {petition.confirmed_count} became {sum(real.values())}.")
        Petition.objects.filter(pk=petition_id).update(confirmed_count=sum(real.values()))
    for country in sorted(real.keys() | recorded.keys()):
        if real.get(country, 0) != recorded.get(country, 0):
            repairs.append(
                f"{petition.slug}, {country or 'no country'}: "
                f"{recorded.get(country, 0)} became {real.get(country, 0)}."
            )
            PetitionCountryCount.objects.update_or_create(
                petition_id=petition_id, country=country, defaults={"count": real.get(country, 0)}
            )
    return repairs
