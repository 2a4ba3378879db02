"""A visitor's own letter: its choices, which are not personal, and its words, which are never kept."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils import timezone

from campaign.actions.models import Action, Demand
from campaign.letters.paper import Sheet, paragraphs_of
from campaign.prisoners.models import Person

# Longer links are cut off or refused by some mail programs.
LONGEST_MAIL_LINK = 2000


@dataclass(frozen=True)
class Words:
    """What the visitor typed."""

    sender: str
    recipient: str
    subject: str
    text: str
    name: str
    email: str = ""

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.sender, self.recipient, self.subject, self.text, self.name)

    @property
    def message(self) -> str:
        """The text and the name below it, as for an e-mail."""
        return "\n\n".join(filter(None, (*paragraphs_of(self.text), self.name)))

    @property
    def mail_link(self) -> str:
        """A link that opens the visitor's mail program; empty when the text is too long for one."""
        lines = self.message.replace("\n", "\r\n")
        fields = f"subject={quote(self.subject, safe='')}&body={quote(lines, safe='')}"
        link = f"mailto:{quote(self.email, safe='@')}?{fields}"
        return link if len(link) <= LONGEST_MAIL_LINK else ""


def people() -> list[Person]:
    return list(Person.objects.published().order_by("name", "pk"))


def person_with_record(slug: str, day: date | None = None) -> Person:
    """A published person with what the points tell: status, names and facts."""
    published = Person.objects.published().with_status_on(day or timezone.localdate())
    person: Person = published.with_record().prefetch_related("facts").get(slug=slug)
    return person


def demands() -> list[Demand]:
    """Demands of published actions, grouped by action; slogans are for placards."""
    published = Action.objects.published().by_date()
    found = Demand.objects.filter(action__in=published).exclude(kind=Demand.Kind.SLOGAN)
    order = {action.pk: place for place, action in enumerate(published)}
    return sorted(
        found.select_related("action"), key=lambda demand: (order[demand.action_id], demand.position)
    )


def key_of(demand: Demand) -> str:
    """How a demand is named in an address."""
    return f"{demand.action.slug}/{demand.slug}"
