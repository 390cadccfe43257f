"""The year of 发文字号 is that of 成文日期: last year's file was taken as a pattern."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_NUMBERED: Final = re.compile(r"〔(\d{4})〕")
_DATED: Final = re.compile(r"(\d{4})\s*年")


def _judge(writing: Writing) -> Outcome:
    number = next((found for each in writing.of(Role.NUMBER) if (found := _NUMBERED.search(each.text))), None)
    dates = [(each, found) for each in writing.of(Role.DATE)[:1] if (found := _DATED.match(each.text))]
    if number is None or not dates:
        return Absent("没有发文字号或成文日期")
    date, found = dates[0]
    if number[1] == found[1]:
        return []
    return [Finding(where=date.place, found=f"发文字号是{number[1]}年的，成文日期是{found[1]}年的")]


RULE = Rule(
    code="T34",
    what="发文字号的年份与成文日期一致",
    why="多半是拿去年的文件改的，漏改了一处",
    mend="核对后改正；跨年编号的请不必理会",
    clause="7.2.5；7.3.5.4",
    strength=Strength.CUSTOM,
    judge=_judge,
)
