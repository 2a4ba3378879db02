"""Whatever the text: no crash, every offset inside it, every word in a block, the same answer each time."""

import random
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.ingest.analyse import analyse_page
from archive.ingest.lines import read_lines
from archive.ingest.model import Item, LetterFound, Page, Span
from tests.archive.ingest.truth import sources

SEVERAL = settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
LINES = st.lists(
    st.one_of(
        st.text(max_size=200),
        st.sampled_from(
            [
                *(
                    "",
                    "\u00a0",
                    "Category: News",
                    "Sign the Petition",
                    "[signature]",
                    "Join us",
                    "Dear Sir,",
                    "Regards",
                ),
                *(
                    "By Sara Lind",
                    "Sara Lind, Oslo",
                    "3 May 2014",
                    "Norway",
                    "  • A demand",
                    "1. One",
                    "“Quoted",
                    "”",
                ),
                *(
                    "To: All list",
                    "From the March 2014 issue of ‘News’",
                    "Note: late.",
                    "A / Image: B",
                    "yesterday",
                ),
                *(
                    "We will meet on 29 February.",
                    "On Sunday 21 April they met in 2015.",
                    "this coming 31 May",
                    "<>",
                ),
                "On 3 May the dockers met and nobody has forgotten what was said in the hall that day.",
            ]
        ),
    ),
    max_size=30,
).map("\n".join)


def assert_sound(text: str, page: Page) -> None:
    """What holds for every analysis."""
    end = 0
    for item in page.items:
        assert end <= item.span.start
        end = item.span.end
        assert_item_sound(text, item)
    for block in page.furniture:
        assert_span(text, block.span)
    covered = sorted([*(item.span for item in page.items), *(block.span for block in page.furniture)])
    slid = [image.span for item in page.items for image in item.images]
    assert not uncovered(text, Span(0, len(text)), sorted([*covered, *slid])).strip()


def assert_item_sound(text: str, item: Item) -> None:
    assert_span(text, item.span)
    end = item.span.start
    for block in item.blocks:
        assert_span(text, block.span)
        assert end <= block.span.start, "blocks overlap or are out of order"
        end = block.span.end
    assert end <= item.span.end
    left = uncovered(text, item.span, [block.span for block in item.blocks])
    assert not any(len(word) > 4 for word in left.split()), "only list marks may stand outside the blocks"
    for value in item.values:
        assert (value.status == "absent") == (value.value == "")
        for place in value.spans:
            assert_span(text, place)
    for letter in item.letters:
        assert_letter_sound(text, item, letter)
    for image in item.images:
        for place in filter(None, (image.span, image.alt, image.caption, image.credit)):
            assert_span(text, place)
    for child in item.children:
        assert item.span.contains(child.span)
        assert_item_sound(text, child)


def assert_letter_sound(text: str, item: Item, letter: LetterFound) -> None:
    assert item.span.contains(letter.span)
    head = (letter.heading, letter.letterhead, letter.addressee, letter.salutation)
    for place in filter(None, (*head, letter.closing, letter.signature)):
        assert_span(text, place)
        assert letter.span.contains(place)


def assert_span(text: str, place: Span) -> None:
    assert 0 <= place.start < place.end <= len(text)


def uncovered(text: str, within: Span, places: list[Span]) -> str:
    left, position = [], within.start
    for place in places:
        left.append(text[position : place.start])
        position = max(position, place.end)
    return "\n".join([*left, text[position : within.end]])


@SEVERAL
@given(LINES)
@example("")
@example("\n\n\u00a0\n")
@example("a")
@example("\ufeff\u200b")
@example("1.\n2.\n3.")
@example("• \n•\n• x")
def test_any_lines_are_read(text: str):
    page = analyse_page(text)
    assert_sound(text, page)
    assert page == analyse_page(text)


@SEVERAL
@given(st.text(max_size=2000))
def test_any_text_is_read(text: str):
    assert_sound(text, analyse_page(text))


@SEVERAL
@given(st.text(max_size=500))
def test_the_text_of_a_line_stands_where_it_says(text: str):
    for line in read_lines(text):
        assert len(line.text) == line.end - line.start
        assert "".join(text[line.start : line.end].split()) == "".join(line.text.split())


def test_cut_joined_and_shuffled_sources_are_read(shared: Path):
    texts = [source.text for source in sources(shared).values()]
    for seed in range(150):
        text = disturbed(random.Random(seed), texts)  # noqa: S311 - a seed that repeats is what is wanted
        assert_sound(text, analyse_page(text))


def disturbed(chance: random.Random, texts: list[str]) -> str:
    """A source cut at two places, or two joined, or its lines shuffled, doubled, dropped or run together."""
    text = chance.choice(texts)
    if chance.random() < 0.3:
        text = f"{text}\n{chance.choice(texts)}"
    start = chance.randrange(len(text))
    text = text[start : start + chance.randrange(1, 20_000)]
    lines = text.split("\n")
    act = chance.choice(["keep", "shuffle", "drop", "double", "join", "crlf"])
    if act == "shuffle":
        chance.shuffle(lines)
    elif act == "drop":
        lines = [line for line in lines if chance.random() < 0.7]
    elif act == "double":
        lines = [line for line in lines for _ in range(chance.choice([1, 1, 2]))]
    return {"join": " ", "crlf": "\r\n"}.get(act, "\n").join(lines)
