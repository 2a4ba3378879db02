"""To whom a visitor writes: a mission of the register, a newspaper, or the ministry of their own country."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import ExternalSource
from campaign.letters.regions import FAR, SAME_COUNTRY, distance
from campaign.organisations.countries import country_name
from campaign.organisations.models import Mission, MissionAddress

NEAREST, NEWSPAPER, MINISTRY = "nearest", "newspaper", "ministry"

# An address for which nobody has vouched for so long is shown with a warning.
ADDRESS_IS_OLD_AFTER = timedelta(days=180)

# External sources with this title list where missions are; an editor adds one at the desk.
DIRECTORY_TITLE = "Directory of diplomatic missions"

MOST_ALTERNATIVES = 5


@dataclass(frozen=True)
class Addressee:
    """Whom the letter addresses, what is known of the address, and which missions would do as well."""

    kind: str
    name: str = ""
    mission: Mission | None = None
    address: MissionAddress | None = None
    country_name: str = ""
    alternatives: tuple[Mission, ...] = ()

    @property
    def lines(self) -> str:
        """What stands in the address block before the visitor changes it."""
        return "\n".join(filter(None, (self.name, self.address.lines if self.address else "")))

    @property
    def is_mission(self) -> bool:
        return self.kind in ("mission", NEAREST)

    @property
    def address_is_old(self) -> bool:
        if self.address is None:
            return False
        return timezone.localdate() - self.address.is_known_on > ADDRESS_IS_OLD_AFTER


def missions() -> list[Mission]:
    """All missions to which one can write, with their addresses, newest first."""
    return list(Mission.objects.prefetch_related("addresses__citations", "accreditations"))


def addressee_of(to: str, country: str, known: list[Mission]) -> Addressee:
    """What a valid choice means, for the country from which the visitor writes."""
    name = country_name(country) if country else ""
    if to == NEWSPAPER:
        return Addressee(NEWSPAPER, country_name=name)
    if to == MINISTRY:
        lines = _("Minister of Foreign Affairs") + (f"\n{name}" if name else "")
        return Addressee(MINISTRY, name=lines, country_name=name)
    if to == NEAREST:
        return nearest(country, known)
    return mission_addressee(next(mission for mission in known if mission.slug == to))


def mission_addressee(mission: Mission, kind: str = "mission", others: tuple[Mission, ...] = ()) -> Addressee:
    address = mission.newest_address
    return Addressee(kind, mission.name, mission, address, mission.host_country_name, others)


def nearest(country: str, known: list[Mission]) -> Addressee:
    """The mission in that country; where the register has none, a blank address and the nearest others."""
    embassies_first = sorted(
        (mission for mission in known if mission.kind in (Mission.Kind.EMBASSY, Mission.Kind.CONSULATE)),
        key=lambda mission: (
            how_far(country, mission),
            mission.host_country != country,
            mission.kind != Mission.Kind.EMBASSY,
            mission.name,
        ),
    )
    near = [mission for mission in embassies_first if how_far(country, mission) < FAR]
    if near and how_far(country, near[0]) == SAME_COUNTRY:
        others = [mission for mission in near[1:] if how_far(country, mission) == SAME_COUNTRY]
        return mission_addressee(near[0], NEAREST, tuple(others[:MOST_ALTERNATIVES]))
    return Addressee(
        NEAREST, country_name=country_name(country), alternatives=tuple(near[:MOST_ALTERNATIVES])
    )


def how_far(country: str, mission: Mission) -> int:
    """A mission that is accredited to the country serves it like one that stands there."""
    if any(accreditation.country == country for accreditation in mission.accreditations.all()):
        return SAME_COUNTRY
    return distance(country, mission.host_country)


def directories() -> list[ExternalSource]:
    """Lists of missions that somebody else keeps; the campaign has not checked them."""
    return list(ExternalSource.objects.filter(title=DIRECTORY_TITLE))
