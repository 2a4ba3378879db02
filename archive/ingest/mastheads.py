"""Where the texts of a page begin under its own name, its menu and its notice about cookies."""

import re
from collections.abc import Sequence

from archive.ingest.countries import named_place
from archive.ingest.furniture import is_furniture_line
from archive.ingest.head import could_be_title, date_alone, is_label, is_posted_line
from archive.ingest.lines import Line

_LINES_MOST, _LINE_MAX = 30, 200
_NAME_WORDS, _TITLE_WORDS = 4, 5
_SMALL = frozenset(("and", "for", "in", "of", "on", "the", "to", "without"))
_SHORT_WORDS = 3


def end_of_masthead(lines: Sequence[Line], low: int) -> int:
    """The first line of the first text: a title with the day of posting under it, or a day with a title under it.

    Returns `low` unless what stands above it is a menu, a notice, short lines or a name and nothing else.
    """
    high = low
    while high < min(len(lines) - 1, low + _LINES_MOST) and len(lines[high].text) <= _LINE_MAX:
        high += 1
    for i in range(low, high):
        if i > low and could_be_title(lines[i]) and _is_dated(lines[i + 1]) and _is_masthead(lines, low, i):
            return i
    return low + 1 if high - low > 2 and _is_name_above_head(lines, low) else low


def posted_titles(lines: Sequence[Line], low: int, high: int) -> list[int]:
    """The lines that have the shape of a title and under them a line that says when it was posted."""
    return [i for i in range(low, high - 1) if could_be_title(lines[i]) and is_posted_line(lines[i + 1].text)]


def _is_dated(line: Line) -> bool:
    return is_posted_line(line.text) or date_alone(line.text) is not None


def _is_masthead(lines: Sequence[Line], low: int, title: int) -> bool:
    """Whether furniture stands right above the title, or a place alone, or short lines and two of them at least."""
    if is_furniture_line(lines[title - 1]):
        return True
    above = [line for line in lines[low:title] if not is_furniture_line(line)]
    if len(above) == 1 and named_place(above[0].text):
        return True
    return len(above) >= 2 and all(len(line.text.split()) <= _SHORT_WORDS for line in above)


def _is_name_above_head(lines: Sequence[Line], i: int) -> bool:
    """A name alone, then a label, or a day under which the title still comes."""
    if not _is_proper_name(lines[i].text):
        return False
    if is_label(lines[i + 1].text) or (_is_short_name(lines[i].text) and _is_long_title(lines[i + 1])):
        return True
    below = next((line for line in lines[i + 2 : i + 5] if not is_furniture_line(line)), None)
    return date_alone(lines[i + 1].text) is not None and below is not None and _is_long_title(below)


def _is_long_title(line: Line) -> bool:
    return could_be_title(line) and not line.text.endswith(".") and len(line.text.split()) >= _TITLE_WORDS


def _is_short_name(text: str) -> bool:
    """The initials of an organisation."""
    return bool(re.fullmatch(r"[A-Z]{2,6}", text))


def _is_proper_name(text: str) -> bool:
    """Two to four words, each with a capital: no title of a report is written so."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word not in _SMALL]
    if _is_short_name(text):
        return True
    alone = not re.search(r"[:.,!?;“\"]", text) and not is_label(text)
    return alone and 2 <= len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
