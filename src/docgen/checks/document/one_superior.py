"""An upward document goes to one superior (条例 article 15)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_UPWARD: Final = re.compile(r"(?:请示|报告)(?:（[^）]*）)?$")
_SEVERAL: Final = re.compile(r"[、，,；](?![^（]*）)")  # not those in brackets


def _judge(writing: Writing) -> Outcome:
    recipients = writing.of(Role.RECIPIENTS)
    if not _UPWARD.search(writing.title) or not writing.of(Role.NUMBER) or not recipients:
        return Absent("不是上行文")
    return [Finding(where=each.place, found=each.text[:20]) for each in recipients if _SEVERAL.search(each.text)]


RULE = Rule(
    code="T31",
    what="上行文原则上主送一个上级机关",
    why="主送几家，谁答复说不清；其他上级用抄送",
    mend="留一个主送机关，其余移到抄送",
    clause="条例第十五条（一）",
    strength=Strength.GENERAL,
    judge=_judge,
)
