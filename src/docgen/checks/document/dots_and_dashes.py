"""省略号 is ……, 破折号 is —— (GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"\.{3,}|。{3,}|(?<!…)…(?!…)|-{2,}|(?<=[\u4e00-\u9fff])–(?=[\u4e00-\u9fff])")


RULE = Rule(
    code="T26",
    what="省略号用“……”，破折号用“——”，各占两个字",
    why="点和短横拼成的，行末会被拆开",
    mend="换成“……”“——”",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=wherever(_WRONG),
)
