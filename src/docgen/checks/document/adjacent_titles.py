"""Between 《》 and 《》, “” and “” that stand side by side there is no 、 (GB/T 15834 4.5.3.5)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"[^《“]{0,4}(?:》、《|”、“)[^》”]{0,4}")


RULE = Rule(
    code="T27",
    what="并列的书名号之间、引号之间不用顿号",
    why="两对符号已经分开了；中间有括注的才用顿号",
    mend="删去顿号",
    clause="9；GB/T 15834",
    strength=Strength.GENERAL,
    judge=wherever(_WRONG),
)
