"""How much of an editor's time a proposal is worth: about ten decisions an article, the rest as found."""

from typing import Literal

from archive.ingest.model import Status

Tier = Literal["must", "shown", "silent"]

ALWAYS = frozenset({"child", "title", "author", "published", "letter", "conflict"})
WHERE_FOUND = frozenset(
    {
        *("translator", "letter.date", "letter.sender", "letter.organisation"),
        *("letter.addressee", "letter.country", "letter.city"),
    }
)
FURNITURE = frozenset({"petition", "candidate", "shared_passage"})


def tier_of(field: str, status: Status) -> Tier:
    """The tier of a proposal by its field; a split or a person's name may weigh more by where it stands."""
    if field in ALWAYS or (field in WHERE_FOUND and status != "absent"):
        return "must"
    if field in FURNITURE or status == "absent":
        return "silent"
    return "shown"
