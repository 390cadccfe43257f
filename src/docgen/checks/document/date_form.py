"""Dates: Arabic figures, the whole year, no zero before month and day (7.3.5.4)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_IN_HAN: Final = re.compile(r"(?!\d{4})[〇○ＯO0零一二三四五六七八九]{4}年")  # O and 0 are typed for 〇
_ANY: Final = re.compile(rf"\d年|年\d|{_IN_HAN.pattern}")
_WRONG: Final = re.compile(
    r"(?<!\d)\d\d年\d{1,2}月\d{1,2}日|\d{4}年(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)|(?<![\d/])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/])"
)


def _judge(writing: Writing) -> Outcome:
    dated = [passage for passage in writing.passages if _ANY.search(passage.text) or _WRONG.search(passage.text)]
    if not dated:
        return Absent("没有日期")
    found = [
        Finding(where=passage.place, found=wrong[0]) for passage in dated for wrong in _WRONG.finditer(passage.text)
    ]
    for passage in writing.of(Role.DATE, Role.IMPRINT):
        found += [Finding(where=passage.place, found=wrong[0]) for wrong in _IN_HAN.finditer(passage.text)]
    return found


RULE = Rule(
    code="T05",
    what="日期用阿拉伯数字，年份写全，月、日不编虚位（1不编为01）",
    why="一件之中日期写法要一致，成文日期决定公文何时生效",
    mend="年份写全四位，用“年”“月”“日”连着写，月、日前不写0",
    clause="7.3.5.4",
    strength=Strength.MUST,
    judge=_judge,
)
