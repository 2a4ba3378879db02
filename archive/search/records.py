"""What a record tells the search about itself."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Passage:
    """Words that can be found; `reference` is the `?c=` under which the page marks them, if it does."""

    text: str
    reference: str = ""


@dataclass(frozen=True)
class Searchable:
    """A page of the site: its kind (a noun, as "letter"), its key among them, its address without a language."""

    kind: str
    key: str
    address: str
    title: str
    language: str = ""
    dated: date | None = None
    passages: tuple[Passage, ...] = field(default=())
