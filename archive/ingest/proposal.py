"""One proposed value, with all that an editor and a machine need to check it."""

from dataclasses import dataclass

from archive.ingest.model import Span, Status


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture to be read: its file name, the SHA-256 of its bytes, and its text."""

    name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that a rule proposes, or that it says to be absent; then value, span and exact are None.

    `parent` is what it is a part of: the letter, the picture, the list. `elsewhere` are the other places of a
    shared passage or a conflict, by capture.
    """

    capture: Captured
    item: Span | None
    field: str
    value: str | None
    status: Status
    span: Span | None
    rule: str
    reasons: tuple[str, ...]
    parent: Span | None = None
    elsewhere: tuple[tuple[Captured, Span], ...] = ()

    @property
    def exact(self) -> str | None:
        return self.span.of(self.capture.text) if self.span else None

    def as_json(self) -> dict[str, object]:
        """The object that `manage.py proposals --json` prints; spans are [start, end]."""
        row: dict[str, object] = {
            "capture": {"file": self.capture.name, "sha256": self.capture.sha256},
            "item": _pair(self.item),
            "field": self.field,
            "value": self.value,
            "status": self.status,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "exact": self.exact,
            "rule": self.rule,
            "reasons": list(self.reasons),
        }
        if self.parent:
            row["parent"] = _pair(self.parent)
        if self.elsewhere:
            row["elsewhere"] = [
                {"file": capture.name, "start": span.start, "end": span.end}
                for capture, span in self.elsewhere
            ]
        return row


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
