"""Time zones by their IANA names, and which of them a country has (from the database's own zone.tab)."""

from collections import defaultdict
from functools import cache
from importlib import resources

type Choices = list[tuple[str, list[tuple[str, str]]]]


@cache
def zones_by_country() -> dict[str, list[str]]:
    """ISO 3166-1 alpha-2 codes with the zones of that country, the one where most people live first."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    zones: defaultdict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _position, zone, *_remark = line.split("\t")
            zones[country].append(zone)
    return dict(zones)


def zones_of(country: str) -> list[str]:
    return zones_by_country().get(country, [])


@cache
def zone_choices() -> Choices:
    """Every zone under its part of the world."""
    parts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for zone in sorted({zone for zones in zones_by_country().values() for zone in zones}):
        part, _slash, place = zone.partition("/")
        parts[part].append((zone, place.replace("_", " ").replace("/", ", ")))
    return sorted(parts.items())
