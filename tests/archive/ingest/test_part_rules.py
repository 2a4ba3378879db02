"""Each rule for the parts of a text does on its example what it says, and each proposal names a rule."""

import pytest

from archive.ingest.mentions import AuthorityFile
from archive.ingest.part_rules import EXAMPLE_NAMES, PART_RULE_IDS, PART_RULES
from archive.ingest.proposals import Captured, Proposal, propose
from archive.ingest.rules import RULE_IDS, Rule

FOR_NOTHING = ("standfirst-none/1", "translator-none/1", "letter-sender/1", "letter-organisation/1")


def proposals_of(text: str) -> list[Proposal]:
    return propose([Captured("a.txt", "0" * 64, text)], AuthorityFile(EXAMPLE_NAMES))


@pytest.mark.parametrize("rule", PART_RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_what_its_example_says(rule: Rule):
    found = [(one.field, one.value or "") for one in proposals_of(rule.example) if one.rule == rule.id]
    assert (rule.field, rule.gives) in found


def test_no_two_rules_have_one_name():
    assert len(PART_RULE_IDS) == len(PART_RULES)
    assert not PART_RULE_IDS & RULE_IDS


def test_every_proposal_names_a_known_rule_and_says_why():
    for rule in PART_RULES:
        for one in proposals_of(rule.example):
            assert one.rule in RULE_IDS | PART_RULE_IDS | {*FOR_NOTHING}, one
            assert one.reasons


def test_an_absent_proposal_has_neither_value_nor_place():
    for rule in PART_RULES:
        for one in proposals_of(rule.example):
            assert one.status != "absent" or (one.value, one.span, one.exact) == (None, None, None)
            assert one.status == "absent" or (one.span and one.exact) or one.status == "inferred"
