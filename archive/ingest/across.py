"""What only shows when captures are read together: copied passages, and statements that cannot both hold."""

from collections.abc import Iterator, Sequence

from archive.ingest.crosscheck import RULES, Conflict, Paragraph, dates_of_page, find_conflicts
from archive.ingest.date_values import Era, era_of
from archive.ingest.furniture import is_footer_line
from archive.ingest.head import could_be_title
from archive.ingest.lines import Line
from archive.ingest.model import Span
from archive.ingest.proposal import Captured, Proposal
from archive.ingest.readings import Reading
from archive.ingest.shared import Place, find_shared


def proposals_across(readings: Sequence[Reading]) -> list[list[Proposal]]:
    """For each of the captures in turn, its shared passages and its conflicts with itself and the others."""
    found: list[list[Proposal]] = [[] for _ in readings]
    _add_shared(readings, found)
    _add_conflicts(readings, found)
    return found


def _add_shared(readings: Sequence[Reading], across: list[list[Proposal]]) -> None:
    def placed(place: Place) -> tuple[Captured, Span]:
        return readings[place.text].capture, place.span

    for passage in find_shared([reading.lines for reading in readings]):
        reading = readings[passage.place.text]
        item = reading.item_at(passage.place.span.start)
        across[passage.place.text].append(
            Proposal(
                reading.capture,
                item.span if item else None,
                "shared_passage",
                passage.digest,
                "stated",
                passage.place.span,
                "shared-passage/1",
                ("the same sentences stand elsewhere",),
                elsewhere=tuple(placed(place) for place in passage.others),
            )
        )


def _add_conflicts(readings: Sequence[Reading], across: list[list[Proposal]]) -> None:
    paragraphs = [
        Paragraph(
            number,
            item.span if item else None,
            line,
            era_of(item.value("published")) if item else Era(),
            dates,
            mentions,
        )
        for number, reading in enumerate(readings)
        for line, item, dates, mentions in zip(
            reading.lines, reading.item_of, reading.dates, reading.mentions, strict=True
        )
    ]
    for conflict in [*find_conflicts(paragraphs), *_page_dates(readings)]:
        for statement in conflict.statements:
            others = [one for one in conflict.statements if one is not statement]
            across[statement.text].append(
                Proposal(
                    readings[statement.text].capture,
                    statement.item,
                    "conflict",
                    statement.value,
                    "stated",
                    statement.span,
                    f"conflict-{conflict.kind}/1",
                    (RULES[conflict.kind], f"elsewhere: {', '.join(one.value for one in others)}"),
                    elsewhere=tuple((readings[one.text].capture, one.span) for one in others),
                )
            )


def _page_dates(readings: Sequence[Reading]) -> Iterator[Conflict]:
    for number, reading in enumerate(readings):
        items = [item for item in reading.page.items if item.kind != "widget"]
        below = [
            (values[0].spans[0], values[0])
            for i, (line, item, values) in enumerate(
                zip(reading.lines, reading.item_of, reading.dates, strict=True)
            )
            if item is None and len(values) == 1 and values[0].spans[0] == line.span
            if not (i and _is_title_of_another(reading.lines[i - 1]))
        ]
        if len(items) == 1:
            conflict = dates_of_page(number, items[0].span, items[0].value("published"), below)
            if conflict:
                yield conflict


def _is_title_of_another(line: Line) -> bool:
    """A line over a date in the footer that is no link back: a related text with its own date."""
    return could_be_title(line) and len(line.text.split()) >= 4 and not is_footer_line(line)
