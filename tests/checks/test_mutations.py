"""Each single mutation of a good document makes its own rule speak, and of others only those that follow from it."""

from __future__ import annotations

import pytest

from docgen.checks.all_rules import DOCX_RULES, PDF_RULES, TEXT_RULES
from docgen.pipeline import fonts_here
from docgen.typesetting.fonts import FontSet
from tests.checks.mutations import MUTATIONS, Mutation, new_findings


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return fonts_here(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_its_own_rule_speaks_and_others_only_as_it_follows(mutation: Mutation, fonts: FontSet) -> None:
    assert {mutation.rule, *mutation.then} == set(new_findings(mutation, fonts))


def test_every_rule_has_a_mutation_or_says_that_it_cannot_be_measured() -> None:
    rules = {*TEXT_RULES, *DOCX_RULES, *PDF_RULES}
    assert rules == {mutation.rule for mutation in MUTATIONS} | {"W28"}  # only a laid-out page can tell W28
