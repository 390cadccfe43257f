"""Quotation marks around Chinese are “ ” and ‘ ’ (GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile("[\"'][^\"']*[\u4e00-\u9fff][^\"']*[\"']?|(?<=[\u4e00-\u9fff])[\"']")
_SHOWN: Final = 12


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=wrong[0][:_SHOWN])
        for passage in writing.passages
        for wrong in _WRONG.finditer(passage.text)
    ]


RULE = Rule(
    code="T09",
    what="引号用“”和‘’，不用直引号",
    why="直引号分不出前后，行首行末的禁则也管不到它",
    mend="按前后换成“ ”",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=_judge,
)
