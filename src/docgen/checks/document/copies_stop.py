"""抄送 ends with a full stop (7.4.2)."""

from __future__ import annotations

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    copies = [passage for passage in writing.of(Role.IMPRINT) if passage.text.startswith("抄送")]
    if not copies:
        return Absent("没有抄送机关")
    return [Finding(where=passage.place, found=passage.text[-8:]) for passage in copies if passage.text[-1] != "。"]


RULE = Rule(
    code="T29",
    what="最后一个抄送机关名称后标句号",
    why="句号表示抄送到此为止",
    mend="末尾加句号",
    clause="7.4.2",
    strength=Strength.MUST,
    judge=_judge,
)
