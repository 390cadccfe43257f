"""No word stands twice by a slip of the pen."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"([\u4e00-\u9fff]{3,8})\1|的的|和和|在在|是是|与与|及及")


RULE = Rule(
    code="T28",
    what="没有重复的词语",
    why="多半是改稿时漏删",
    mend="删去重复的",
    clause="9",
    strength=Strength.CUSTOM,
    judge=wherever(_WRONG),
)
