"""Brackets in Chinese text are full-width (GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Rule, Strength
from docgen.checks.wherever import wherever

__all__ = ["RULE"]

_HAN: Final = "[\u4e00-\u9fff]"
_WRONG: Final = re.compile(
    rf"\([^()（）]*{_HAN}[^()（）]*[)）]|（[^()（）]*\)|(?<={_HAN})\([^()]*\)"  # round Chinese, after Chinese
    rf"|^\([^()]{{1,3}}\)(?=\s*{_HAN})"  # the number of a level
)


RULE = Rule(
    code="T06",
    what="汉字中的括号用全角（）",
    why="半角括号只有半个字宽，挤在汉字中间，行也排不齐",
    mend="把 ( ) 改成（）",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=wherever(_WRONG),
)
