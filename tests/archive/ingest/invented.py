"""The invented pages, of kinds that no source document is of, and what the rules propose for them."""

from collections import defaultdict
from pathlib import Path

from archive.ingest.mentions import AuthorityFile, Known, Spelling
from archive.ingest.proposals import Captured, Proposal, propose

PAGES = Path(__file__).parent / "pages"
NAMES = AuthorityFile(
    [
        Known("ivar-dahl", "person", "Ivar Dahl", (Spelling("Ivar Dahl"), Spelling("Dahl"))),
        Known("norvik", "place", "Norvik", (Spelling("Norvik"), Spelling("Норвик"))),
        Known("harbour-friends", "organisation", "Harbour Friends", (Spelling("Harbour Friends"),)),
    ]
)


def read(name: str) -> list[Proposal]:
    return propose_text((PAGES / f"{name}.txt").read_text(encoding="utf-8"), name)


def propose_text(text: str, name: str = "page") -> list[Proposal]:
    return propose([Captured(f"{name}.txt", "0" * 64, text)], NAMES)


def values(proposals: list[Proposal]) -> dict[str, list[str | None]]:
    """The values of each field in order; absent ones are left out where others of the field are there."""
    found: dict[str, list[str | None]] = defaultdict(list)
    for one in proposals:
        found[one.field].append(one.value)
    return {field: [v for v in some if v] or [None] for field, some in found.items()}
