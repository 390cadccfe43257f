"""Both ends of a range of percentages have their % (GB/T 15835)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"(?<![\d.])\d+(?:\.\d+)?[—～~–－-]\d+(?:\.\d+)?[%％]")


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=wrong[0])
        for passage in writing.passages
        if passage.role is not Role.CELL  # of a table's row, whose empty cells are dashes
        for wrong in _WRONG.finditer(passage.text)
    ]


RULE = Rule(
    code="T24",
    what="百分数的范围两头都写百分号：63%—68%",
    why="“63—68%”可以读成63到0.68",
    mend="在前一个数后面补上%",
    clause="9；GB/T 15835",
    strength=Strength.MUST,
    judge=_judge,
)
