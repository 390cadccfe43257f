"""印发日期 is the day the document goes to print: not before 成文日期 (7.4.3)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_DAY: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def _judge(writing: Writing) -> Outcome:
    signed = next((day for each in writing.of(Role.DATE) if (day := _DAY.match(each.text))), None)
    printed = [(each, day) for each in writing.of(Role.IMPRINT) if (day := _DAY.search(each.text))]
    if signed is None or not printed:
        return Absent("没有成文日期或印发日期")
    return [
        Finding(where=each.place, found=f"{day[0]}印发，早于成文日期{signed[0]}")
        for each, day in printed
        if tuple(map(int, day.groups())) < tuple(map(int, signed.groups()))
    ]


RULE = Rule(
    code="T35",
    what="印发日期不早于成文日期",
    why="印发日期是送印的日期，签发在前",
    mend="核对两个日期",
    clause="7.4.3；条例第九条（十七）",
    strength=Strength.MUST,
    judge=_judge,
)
