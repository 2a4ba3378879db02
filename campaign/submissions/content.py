"""What a report tells, as it lies encrypted until somebody decides on it."""

import json
from dataclasses import asdict, dataclass
from typing import Self

MOST_NAMES = 20


@dataclass(frozen=True)
class PrintedName:
    """Somebody who signed and agreed to be printed."""

    name: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Report:
    """The words of a report; `contact` is no part of it."""

    addressee: str = ""
    place: str = ""
    country: str = ""
    date: str = ""  # EDTF
    channel: str = "not_stated"
    delivery_state: str = ""
    response_state: str = ""
    happened: str = ""
    text: str = ""
    text_language: str = ""
    names: tuple[PrintedName, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        values = json.loads(text)
        return cls(**values | {"names": tuple(PrintedName(**row) for row in values["names"])})


def read_names(lines: str) -> tuple[PrintedName, ...]:
    """One person a line: name, role, organisation, with commas or semicolons between them."""
    people = []
    for line in lines.splitlines():
        parts = [part.strip() for part in line.split(";" if ";" in line else ",", 2)]
        if parts[0]:
            people.append(PrintedName(*parts))
    return tuple(people)


def write_names(people: tuple[PrintedName, ...]) -> str:
    """The lines from which `read_names` reads these people."""
    return "\n".join("; ".join((one.name, one.role, one.organisation)).rstrip("; ") for one in people)
