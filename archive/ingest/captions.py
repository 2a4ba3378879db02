"""Lines that pages leave where a picture was: alternative text, caption and credit, often run together."""

import re

from archive.ingest.lines import Line
from archive.ingest.model import ImageFound
from archive.ingest.names import is_name

_WORD = r"(?:images?|photos?|pictures?|photographs?|credits?|illustrations?)"
_CREDIT = re.compile(rf"[/|]\s*(?P<label>{_WORD})\s*(?::|by\b)\s*(?P<credit>[^/|]{{1,120}})$", re.I)
_BRACKETED = re.compile(
    rf"[(\[](?P<label>{_WORD})\s*(?::|by\b)\s*(?P<credit>[^()\[\]]{{1,80}})[)\]]\.?$", re.I
)
_LABEL = re.compile(rf"(?P<label>{_WORD}|caption)\s*(?P<mark>:|by\b)\s*(?P<rest>\S.{{0,298}})$", re.I)
_LONGEST = 1000


def find_image(line: Line) -> ImageFound | None:
    """The picture that a line speaks of, with its parts; None for an ordinary line."""
    if len(line.text) > _LONGEST or line.bullet:
        return None
    return _fused(line) or _labelled(line)


def _fused(line: Line) -> ImageFound | None:
    """`<alt> Image <credit><caption> / Image: <credit>`, where the first credit has lost its punctuation."""
    match = _CREDIT.search(line.text) or _BRACKETED.search(line.text)
    if match is None or match.start() == 0:
        return None
    alt_end = _alt_end(line.text[: match.start()], match["label"], match["credit"])
    caption = _trimmed(line.text, alt_end, match.start())
    return ImageFound(
        span=line.span,
        alt=line.part(0, alt_end) if alt_end else None,
        caption=line.part(*caption) if caption else None,
        credit=line.part(match.start("credit"), match.end("credit")),
    )


def _alt_end(before: str, label: str, credit: str) -> int:
    """Where the alternative text ends: after the label and the credit, both without punctuation."""
    echo = " ".join(re.sub(r"[^\w\s]", "", f"{label} {credit}").split())
    place = before.casefold().find(f" {echo.casefold()}")
    if place < 0 or len(before.casefold()) != len(before):
        return 0
    return place + 1 + len(echo)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None


def _labelled(line: Line) -> ImageFound | None:
    """`Picture: what it shows`, or `Photo: whose it is` when only a name follows."""
    match = _LABEL.match(line.text)
    if match is None:
        return None
    rest = line.part(match.start("rest"), match.end("rest"))
    if match["label"].casefold().startswith("credit") or is_name(match["rest"]):
        return ImageFound(line.span, None, None, rest)
    return ImageFound(line.span, None, rest, None) if match["mark"] == ":" else None
