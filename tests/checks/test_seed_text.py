"""What the rules on the text find in the seed's notice, as written down and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.checks.all_rules import TEXT_RULES
from docgen.checks.rule import Verdict, judge
from docgen.checks.writing import Appearance, Writing, recognised
from tests.goldens import compare

SEED = Path(__file__).parents[1] / "documents" / "huitoukan-notice.txt"


def writing() -> Writing:
    """A bare text: nothing tells what is large, red or centred."""
    lines = SEED.read_text(encoding="utf-8").splitlines()
    return recognised(Appearance(text=line, place=f"第{number}行") for number, line in enumerate(lines, 1))


def test_findings_on_the_seed(pytestconfig: pytest.Config) -> None:
    judged = [judge(rule, writing()) for rule in TEXT_RULES.values()]
    lines = [f"{each.rule.code} {finding}" for each in judged for finding in each.findings]
    lines += [f"{each.rule.code} 未核验：{each.reason}" for each in judged if each.verdict is Verdict.UNMEASURED]

    compare("checks/seed", "\n".join(lines) + "\n", pytestconfig)
