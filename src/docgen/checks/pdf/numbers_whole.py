"""A number in Arabic figures stays on one line (GB/T 15835)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.pdf.flow import continued
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import lines_on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]

_SPLIT: Final = re.compile(r"\d\n[\d.%％‰]|\d[.,]\n\d")
_SHOWN: Final = 4


def _judge(pages: Pages) -> Outcome:
    pairs = list(continued(pages))
    if not pairs:
        return Absent("没有占两行以上的段落")
    return [
        Finding(where=line.place, found=f"{line.text[-_SHOWN:]}｜{after.text[:_SHOWN]}", spots=lines_on(line, after))
        for line, after in pairs
        if _SPLIT.search(f"{line.text[-_SHOWN:]}\n{after.text[:_SHOWN]}")
    ]


RULE = Rule(
    code="M18",
    what="数字、年份、百分数不拆到两行",
    why="拆开的数容易读错",
    mend="微调字距，使数字整个移到下一行",
    clause="9；GB/T 15835",
    strength=Strength.MUST,
    judge=_judge,
)
