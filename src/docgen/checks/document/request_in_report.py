"""A 报告 holds no 请示 (条例 article 15)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_ASKS: Final = re.compile(r"(?:请|望)(?:予)?(?:批示|批准|审批|批复|核准)|(?:妥否|当否|可否)")


def _judge(writing: Writing) -> Outcome:
    if not re.search(r"报告(?:（[^）]*）)?$", writing.title) or not writing.of(Role.NUMBER):
        return Absent("不是报告")
    return [
        Finding(where=passage.place, found=wrong[0])
        for passage in writing.of(Role.BODY)
        for wrong in _ASKS.finditer(passage.text)
    ]


RULE = Rule(
    code="T30",
    what="报告中不夹带请示事项",
    why="上级对报告不必答复，夹带的请示会落空",
    mend="请示事项另写一件请示",
    clause="条例第十五条（四）",
    strength=Strength.MUST,
    judge=_judge,
)
