"""此页无正文 is never printed (7.3.5.5)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"此\s*页\s*无\s*正\s*文")


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=passage.text[:20])
        for passage in writing.passages
        if _WRONG.search(passage.text)
    ]


RULE = Rule(
    code="T20",
    what="不用“此页无正文”",
    why="印章落在没有正文的页上，给冒用留了空子",
    mend="调整行距、字距，使署名和日期与正文同页",
    clause="7.3.5.5",
    strength=Strength.MUST,
    judge=_judge,
)
