"""Years are written in four figures wherever they stand (GB/T 15835)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(
    r"(?<![\d.])[0-3]\d年\d{1,2}月(?!\d{1,2}日)"  # with a day it is the business of T05
    r"|(?<![\d.])[0-3]\d年(?:度|[底初末]|[上下]半年|第?[一二三四1-4]季度)"
)


RULE = Rule(
    code="T23",
    what="年份写四位数字，不写“24年”",
    why="公文要长期保存，两位的年份过几年就说不清",
    mend="写成“2024年”",
    clause="9；GB/T 15835",
    strength=Strength.MUST,
    judge=wherever(_WRONG),
)
