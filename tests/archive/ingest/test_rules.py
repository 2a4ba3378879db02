"""Each rule does on its example what it says, and each value names a rule that exists."""

import pytest

from archive.ingest.analyse import analyse
from archive.ingest.model import Item, Value
from archive.ingest.rules import RULE_IDS, RULES, Rule


def values_in(items: list[Item]) -> list[Value]:
    everything = [item for top in items for item in (top, *top.children)]
    return [v for item in everything for v in (*item.values, *(letter.date for letter in item.letters))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_what_its_example_says(rule: Rule):
    found = [(v.field, v.value) for v in values_in(analyse(rule.example)) if v.rule == rule.id]
    assert (rule.field, rule.gives) in found


def test_rule_names_are_used_once():
    assert len(RULE_IDS) == len(RULES)


def test_every_value_names_a_known_rule_and_gives_a_reason():
    for rule in RULES:
        for value in values_in(analyse(rule.example)):
            assert value.rule in RULE_IDS
            assert value.reason


def test_absent_means_neither_text_nor_place():
    for rule in RULES:
        for value in values_in(analyse(rule.example)):
            assert (value.status == "absent") == (value.value == "")
            assert value.status != "absent" or value.spans == ()
            assert value.status != "stated" or value.spans
