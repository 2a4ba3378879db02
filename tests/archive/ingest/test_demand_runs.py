"""Demands in the run of a text, and sentences that only speak of demands."""

import pytest

from archive.ingest.demand_runs import find_runs
from archive.ingest.demands import find_sentences
from archive.ingest.lines import read_lines


def runs(text: str) -> list[str]:
    [line] = read_lines(text)
    return [span.of(text) for span in find_runs(line)]


def demands(text: str) -> list[str]:
    [line] = read_lines(text)
    return [span.of(text) for span in find_sentences(line, in_letter=False)]


@pytest.mark.parametrize(
    "lead",
    [
        "A key policy demand in Norvik: ",
        "They need a programme of democratic demands – ",
        "The list of demands which would include ",
        "Such a party would demand better harbours. It would demand ",
    ],
)
def test_each_piece_of_a_run_is_a_demand(lead: str):
    text = f"{lead}the release of all dockers, free harbours for all, and an end to night shifts."
    assert runs(text) == ["the release of all dockers", "free harbours for all", "an end to night shifts"]


def test_a_sentence_that_says_what_the_main_demand_is():
    text = "The day was long. The main demand of the dockers is that for safe cranes. They left."
    assert runs(text) == ["The main demand of the dockers is that for safe cranes"]


@pytest.mark.parametrize(
    "text",
    [
        "The company heard the demands: it was cold, the gates were shut, and nobody came.",
        "The demands – Norvik, Oslo, Bergen – were read out.",
        "Demand for coal, oil, and gas fell in the spring.",
        "They discussed two demands: the release of the dockers and free harbours.",
        "The main demand is still unmet.",
        "What were the demands: the release of all, the right to strike, the end of shifts?",
    ],
)
def test_what_only_speaks_of_demands_is_none(text: str):
    assert runs(text) == []


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        (
            "The group demands the immediate release of all dockers.",
            ["demands the immediate release of all dockers"],
        ),
        (
            "Campaign Norland calls for the charges to be dropped.",
            ["calls for the charges to be dropped"],
        ),
        ("The union urges the court to end the trial.", ["urges the court to end the trial"]),
        ("The union calls for a meeting on Friday.", []),
        ("Groups demand the release of their members when they are held.", []),
        ("A member of the group who demands the release of dockers was held.", []),
    ],
)
def test_what_an_organisation_demands(text: str, demanded: list[str]):
    assert demands(text) == demanded
