"""紧急程度 is 特急 or 加急 (7.2.3)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_URGENT: Final = re.compile(r".{0,2}急.{0,2}")


def _judge(writing: Writing) -> Outcome:
    urgent = [corner for corner in writing.of(Role.CORNER) if _URGENT.fullmatch(corner.text)]
    if not urgent:
        return Absent("没有紧急程度")
    right = ("特急", "加急")
    return [Finding(where=each.place, found=each.text) for each in urgent if "".join(each.text.split()) not in right]


RULE = Rule(
    code="T33",
    what="紧急程度标注“特急”或“加急”",
    why="办件时限按这两级定，别的写法没有时限",
    mend="改成“特急”或“加急”；电报另有四级",
    clause="7.2.3；条例第九条（三）",
    strength=Strength.MUST,
    judge=_judge,
)
