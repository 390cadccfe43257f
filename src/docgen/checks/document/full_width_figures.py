"""Figures and Latin letters are half as wide as a character (GB/T 15835)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．]*[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ％．]*")


RULE = Rule(
    code="T25",
    what="阿拉伯数字和字母用半角，不用全角",
    why="全角的数字占一个字，查找、统计都找不到",
    mend="换成半角的数字和字母",
    clause="9；GB/T 15835",
    strength=Strength.MUST,
    judge=wherever(_WRONG),
)
