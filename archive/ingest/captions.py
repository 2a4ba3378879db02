"""Lines that pages leave where a picture was: alternative text, caption and credit, often run together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.lines import Line
from archive.ingest.model import ImageFound, Span
from archive.ingest.names import ORGANISATION_WORDS, is_name, mentions

_WORD = (
    r"(?:(?:images?|photos?|pictures?|photographs?)(?: credits?)?|credits?|illustrations?|fotos?|fotoğraf|bild(?:er)?"
    r"|фото)"
)
_CREDIT = re.compile(rf"[/|]\s*(?P<label>{_WORD})\s*(?::|by\b)\s*(?P<credit>[^/|]{{1,120}})$", re.I)
_BRACKETED = re.compile(
    rf"[(\[](?P<label>{_WORD})\s*(?::|by\b)\s*(?P<credit>[^()\[\]]{{1,80}})[)\]]\.?$", re.I
)
_LABEL = re.compile(rf"(?P<label>{_WORD}|caption)\s*(?P<mark>:|by\b)\s*(?P<rest>\S.{{0,298}})$", re.I)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]")
_NESTED = re.compile(rf"{_WORD}\s*(?::|by\b)\s*(?=\S)", re.I)
_INITIALS = re.compile(r"[A-Z]{2,6}(?:[/ ][A-Z][\w-]*){0,2}")
_ORGANISATION_MOST = 6
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
    start, end = (1, len(line.text) - 1) if _IN_BRACKETS.fullmatch(line.text) else (0, len(line.text))
    match = _LABEL.match(line.text, start, end)
    if match is None:
        return None
    inner = _NESTED.match(line.text, match.start("rest"), end)
    rest = line.part(inner.end() if inner else match.start("rest"), match.end("rest"))
    is_credit = "credit" in match["label"].casefold() or inner is not None
    if is_credit or is_name(match["rest"]) or _names_organisation(match["rest"]):
        return ImageFound(line.span, None, None, rest)
    return ImageFound(line.span, None, rest, None) if match["mark"] == ":" else None


def _names_organisation(text: str) -> bool:
    """Initials, or a few words with a capital each and a word for organisations among them: no picture shows that."""
    words = text.split()
    has_capitals = len(words) <= _ORGANISATION_MOST and all(word[0].isupper() for word in words)
    return bool(_INITIALS.fullmatch(text)) or (has_capitals and mentions(text, ORGANISATION_WORDS))


def joined(images: Sequence[tuple[int, ImageFound]]) -> tuple[ImageFound, ...]:
    """The pictures with a line of credit alone put to the caption on the line before it."""
    found: list[tuple[int, ImageFound]] = []
    for i, image in images:
        above = found[-1][1] if found and found[-1][0] == i - 1 else None
        only_credit = image.credit is not None and image.alt is None and image.caption is None
        if above is not None and only_credit and above.credit is None:
            span = Span(above.span.start, image.span.end)
            found[-1] = (i, replace(above, span=span, credit=image.credit))
        else:
            found.append((i, image))
    return tuple(image for _, image in found)
