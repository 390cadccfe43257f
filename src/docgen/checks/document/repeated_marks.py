"""No punctuation mark twice in a row."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"[。；，、：]{2,}|（\s*）|《\s*》|“\s*”")
_AROUND: Final = 6


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=passage.text[max(0, wrong.start() - _AROUND) : wrong.end() + _AROUND])
        for passage in writing.passages
        for wrong in _WRONG.finditer(passage.text)
    ]


RULE = Rule(
    code="T19",
    what="标点不重复，括号、书名号、引号里不空着",
    why="多半是改稿时漏删、漏填",
    mend="删去多余的，补上漏填的",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=_judge,
)
