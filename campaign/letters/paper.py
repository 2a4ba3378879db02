"""Whether a letter fits one sheet of A4, and in which size of type.

A rule that counts wide rather than exact: each browser has other fonts, and what is promised to fit must fit
in all of them. Widths are those of Noto Sans, the widest of the fonts that `letter.css` names, rounded up.
"""

import unicodedata
from dataclasses import dataclass
from math import ceil

WIDTH_PT, HEIGHT_PT = 481.0, 728.0  # A4 less margins of 20 mm, as in letter.css
SIZES = (("large", 11.0), ("medium", 10.0), ("small", 9.0))
LINE, TALL_LINE = 1.45, 1.75  # Arabic letters need more room above and below
GAP = 0.7  # of a line, between paragraphs
BLANK_ADDRESS_LINES = 4
FIXED_LINES = 6.0  # the space between sender, addressee, date, subject, text and name


@dataclass(frozen=True)
class Line:
    """A line with its own direction: a street of Lyon in a letter that runs from right to left."""

    text: str

    @property
    def direction(self) -> str:
        return direction_of(self.text)


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet, each part as lines."""

    sender: str
    recipient: str
    subject: str
    text: str
    name: str

    @property
    def sender_lines(self) -> list[Line]:
        return as_lines(self.sender)

    @property
    def recipient_lines(self) -> list[Line]:
        return as_lines(self.recipient)

    @property
    def name_lines(self) -> list[Line]:
        return as_lines(self.name)

    @property
    def blank_lines(self) -> range:
        """Lines to be filled in by hand where the address is not known."""
        return range(max(0, BLANK_ADDRESS_LINES - len(self.recipient_lines)))

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs_of(self.text)

    @property
    def is_tall(self) -> bool:
        return any(is_arabic(character) for character in self.text + self.subject)

    @property
    def direction(self) -> str:
        return direction_of(self.text)

    @property
    def size(self) -> str | None:
        """The largest size of type in which it fits one sheet; None when it is too long for any."""
        return next((name for name, points in SIZES if self.height(points) <= HEIGHT_PT), None)

    def height(self, points: float) -> float:
        """An upper bound, in points, of its height in this size of type."""
        around = [*self.sender_lines, *self.recipient_lines, Line(self.subject), *self.name_lines]
        lines = sum(lines_of(line.text, points) for line in around) + len(self.blank_lines) + 1  # the date
        text = sum(lines_of(line, points) for part in self.paragraphs for line in part.splitlines())
        gaps = GAP * len(self.paragraphs)
        return (lines + text + gaps + FIXED_LINES) * points * (TALL_LINE if self.is_tall else LINE)


def paragraphs_of(text: str) -> list[str]:
    """What blank lines part from each other."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return ["\n".join(part) for part in parts if part]


def as_lines(text: str) -> list[Line]:
    return [Line(line.strip()) for line in text.splitlines() if line.strip()]


def direction_of(text: str) -> str:
    """The direction of the first letter that has one; WeasyPrint does not find it out by itself."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((found for found in strong if found in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def is_arabic(character: str) -> bool:
    return unicodedata.bidirectional(character) == "AL"


def lines_of(text: str, points: float) -> int:
    """How many lines a line of text takes when it is broken between words."""
    lines, used = 1, 0.0
    for word in text.split():
        width = points * sum(width_of(character) for character in word)
        space = points * width_of(" ") if used else 0.0
        if used + space + width <= WIDTH_PT:
            used += space + width
            continue
        rows = ceil(width / WIDTH_PT)
        lines += rows if used else rows - 1
        used = width - (rows - 1) * WIDTH_PT
    return lines


def width_of(character: str) -> float:
    """In parts of the size of type."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if character.isspace():
        return 0.28
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in "mwMWжшщюыфмЖШЩЮЫФМ@—":
        return 0.98
    if character.isupper():
        return 0.76
    if is_arabic(character):
        return 0.5
    return 0.63 if character.isalpha() else 0.62
