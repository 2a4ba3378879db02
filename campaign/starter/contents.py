"""Which files a starter campaign has, in the order in which they are loaded, and what stands in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.ingest.model import Span
from archive.ingest.writer import same_item
from archive.models import (
    Article,
    Authority,
    AuthorityName,
    Disagreement,
    DisagreementStatement,
    ExternalSource,
    FieldProvenance,
    Publication,
)
from campaign.actions.models import Action, Demand, ModelText
from campaign.events.models import Event
from campaign.letters.models import Delivery, Letter, LetterEvent, Signatory
from campaign.organisations.models import (
    Accreditation,
    HeadOfMission,
    Mission,
    MissionAddress,
    Organisation,
    Tie,
)
from campaign.pages.models import PageText, PressFact, SiteProfile
from campaign.petitions.models import Petition
from campaign.prisoners.models import CustodyPeriod, Designation, Person, PersonFact
from campaign.starter.documents import Documents, read_place
from campaign.starter.problems import Problem
from campaign.starter.shapes import Entry, Link, Row, Shape

ACTION, ARTICLE, AUTHORITY, MISSION, ORGANISATION, PERSON = (
    Link(model) for model in (Action, Article, Authority, Mission, Organisation, Person)
)
DEMAND = Link(Demand, ("action__slug", "slug"))
EXTERNAL = Link(ExternalSource, ("url",))


@dataclass(frozen=True)
class Collection:
    """The entries of one kind: their file, where in it they stand, and the fields of their key."""

    singular: str
    plural: str
    file: str
    path: tuple[str, ...]
    shape: Shape
    key: tuple[str, ...] = ("slug",)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    apart: tuple[str, ...] = ()  # parts of an entry that are another collection
    part_of: str = ""  # the record whose published content it belongs to
    adopt: Callable[[Entry], Row | None] | None = None  # an unclaimed row that is the same thing

    @property
    def kind(self) -> str:
        return self.shape.model._meta.label_lower

    def name_of(self, parts: tuple[str, ...]) -> str:
        """The key in one word; the name of the table where there is only one entry."""
        return "/".join(parts) or self.path[-1]

    def place(self, parts: tuple[str, ...]) -> str:
        """Where an entry stands, for a sentence about a mistake."""
        return f"{self.file}.toml, {self.name_of(parts)}"


def article_fields(entry: Entry, documents: Documents) -> Entry:
    """`span = ["page-2016", 126, 8666]` says in which document the article stands, and where."""
    if "span" in entry:
        place = read_place(entry.pop("span"))
        entry |= {"capture_sha256": documents.sha256(place.document), "start": place.start, "end": place.end}
    return entry


def machine_draft(entry: Entry) -> Article | None:
    """The draft that reading the same document proposed, if nobody at the desk has touched it."""
    if entry["start"] is None:
        return None
    untouched = Article.objects.drafts().filter(
        capture_sha256=entry["capture_sha256"], last_edited_by=None, origin=Article.Origin.DESK
    )
    return same_item(untouched, Span(entry["start"], entry["end"]))


def person_fields(entry: Entry, _documents: Documents) -> Entry:
    """A person's authority record has the person's own key unless another is named."""
    return entry | {"authority": entry.get("authority", entry.get("slug"))}


def press_fields(entry: Entry, _documents: Documents) -> Entry:
    """The key of a fact is its place in the order."""
    if not str(entry["position"]).isdigit():
        raise Problem("the key of a fact must be a number: its place in the order.")
    return entry | {"position": int(entry["position"])}


AUTHORITY_SHAPE = Shape(
    Authority,
    fields=("slug", "kind", "name", "note"),
    children={"names": Shape(AuthorityName, fields=("text", "language", "script", "kind", "source"))},
)

ARTICLE_SHAPE = Shape(
    Article,
    fields=(
        *("slug", "kind", "voice", "title", "supplied_title", "standfirst", "authors", "translator"),
        *("dateline", "published", "language", "summary", "note", "capture_sha256", "start", "end"),
    ),
    links={"publication": Link(Publication), "parent": ARTICLE, "original": ARTICLE},
    children={
        "provenance": Shape(FieldProvenance, fields=("field", "status", "reason"), is_cited=True),
    },
    prepare=article_fields,
)

PERSON_SHAPE = Shape(
    Person,
    fields=("slug", "name", "summary", "basis", "basis_note", "review_on"),
    links={"authority": AUTHORITY},
    children={
        "custody_periods": Shape(
            CustodyPeriod,
            fields=(
                *("status", "began", "begin_is_inferred", "begin_reason"),
                *("ended", "end_is_inferred", "end_reason"),
                *("last_confirmed_on", "release", "reason", "place"),
            ),
            sets={"external_sources": EXTERNAL},
            is_cited=True,
        ),
        "facts": Shape(
            PersonFact,
            fields=("text", "date", "date_is_inferred"),
            sets={"external_sources": EXTERNAL},
            is_cited=True,
        ),
        "designations": Shape(Designation, fields=("by", "label", "date"), is_cited=True),
    },
    prepare=person_fields,
)

MISSION_SHAPE = Shape(
    Mission,
    fields=("slug", "kind", "name", "host_country", "city", "note"),
    links={"organisation": ORGANISATION},
    children={
        "addresses": Shape(
            MissionAddress,
            fields=("lines", "as_of", "checked_on", "checked_by", "checked_where"),
            is_cited=True,
            keeps_lines=frozenset({"lines"}),
        ),
        "accreditations": Shape(Accreditation, fields=("country", "as_of", "source")),
        "heads": Shape(HeadOfMission, fields=("name", "title", "as_of"), is_cited=True),
    },
)

ACTION_SHAPE = Shape(
    Action,
    fields=("slug", "title", "why", "held_on", "opens_on", "closes_on", "closed", "what_to_send"),
    sets={"missions": MISSION, "people": PERSON, "articles": ARTICLE},
    children={
        "model_texts": Shape(
            ModelText, fields=("kind", "language", "title", "text", "note"), keeps_lines=frozenset({"text"})
        )
    },
    is_cited=True,
)

LETTER_SHAPE = Shape(
    Letter,
    fields=(
        *("slug", "kind", "title", "summary", "addressee", "language", "date", "date_status", "date_reason"),
        "note",
    ),
    links={"action": ACTION},
    sets={"people": PERSON, "demands": DEMAND},
    places=("text_citation",),
    children={
        "signatories": Shape(
            Signatory,
            fields=("name", "role", "organisation_name", "place"),
            links={"organisation": ORGANISATION},
            is_cited=True,
        ),
        "deliveries": Shape(
            Delivery,
            fields=("channel", "delivery_state", "response_state", "watched_until", "note"),
            links={"mission": MISSION},
            children={
                "events": Shape(
                    LetterEvent,
                    fields=("delivery_state", "response_state", "date", "who", "text"),
                    siblings=("contradicts",),
                    is_cited=True,
                )
            },
        ),
    },
    is_cited=True,
)

COLLECTIONS: list[Collection] = [
    Collection(
        "publication",
        "publications",
        "publications",
        ("*",),
        Shape(Publication, fields=("slug", "name", "url", "is_own", "rights", "rights_note")),
    ),
    Collection(
        "external source",
        "external sources",
        "external_sources",
        ("*",),
        Shape(ExternalSource, fields=("url", "publisher", "title", "accessed_on", "archive_url")),
        key=("url",),
    ),
    *(
        Collection(
            f"name of {one}",
            f"names of {table}",
            "authorities",
            (table, "*"),
            AUTHORITY_SHAPE,
            fixed={"kind": kind},
        )
        for table, kind, one in (
            ("people", "person", "a person"),
            ("places", "place", "a place"),
            ("organisations", "organisation", "an organisation"),
        )
    ),
    Collection(
        "organisation",
        "organisations",
        "organisations",
        ("organisations", "*"),
        Shape(
            Organisation,
            fields=("slug", "name", "country", "url"),
            links={"authority": AUTHORITY},
            children={"ties": Shape(Tie, fields=("kind", "text", "as_of"), is_cited=True)},
        ),
    ),
    Collection("mission", "missions", "organisations", ("missions", "*"), MISSION_SHAPE),
    Collection("person", "people in the directory", "people", ("*",), PERSON_SHAPE),
    Collection("article", "articles", "articles", ("*",), ARTICLE_SHAPE, adopt=machine_draft),
    Collection("action", "actions", "actions", ("*",), ACTION_SHAPE, apart=("demands",)),
    Collection(
        "demand",
        "demands",
        "actions",
        ("*", "demands", "*"),
        Shape(
            Demand,
            fields=("slug", "position", "kind", "text", "raised_by", "rejected_by"),
            links={"action": ACTION, "slogan_of": DEMAND},
            is_cited=True,
        ),
        key=("action", "slug"),
        part_of="action",
    ),
    Collection("letter", "letters", "letters", ("*",), LETTER_SHAPE),
    Collection(
        "event",
        "events",
        "events",
        ("*",),
        Shape(
            Event,
            fields=(
                *("slug", "kind", "title", "text", "date", "date_is_inferred", "date_reason"),
                *("place_name", "country"),
            ),
            links={"place": AUTHORITY, "action": ACTION},
            sets={"people": PERSON},
            is_cited=True,
        ),
    ),
    Collection(
        "disagreement",
        "disagreements",
        "disagreements",
        ("*",),
        Shape(
            Disagreement,
            fields=("slug", "about", "kind", "position"),
            children={"statements": Shape(DisagreementStatement, fields=("said_by", "text"), is_cited=True)},
        ),
    ),
    Collection(
        "petition",
        "petitions",
        "petitions",
        ("*",),
        Shape(
            Petition,
            fields=(
                *("slug", "title", "ask", "addressee", "why", "language", "source_note", "home_country"),
                *("situation_checked_on", "situation_checked_by", "opens_on", "closes_on"),
            ),
            links={"action": ACTION},
            sets={"people": PERSON, "demands": DEMAND},
            is_cited=True,
        ),
    ),
    Collection(
        "site profile",
        "site profiles",
        "site",
        ("profile",),
        Shape(SiteProfile, fields=("name", "tagline", "reach", "operator", "email", "home_country")),
        key=(),
    ),
    Collection(
        "text of a page",
        "texts of pages",
        "pages",
        ("*", "*"),
        Shape(PageText, fields=("slug", "language", "title", "body"), keeps_lines=frozenset({"body"})),
        key=("slug", "language"),
    ),
    Collection(
        "fact for the press",
        "facts for the press",
        "press",
        ("*",),
        Shape(PressFact, fields=("position", "text", "checked_on"), is_cited=True, prepare=press_fields),
        key=("position",),
    ),
]
