"""After the last of the 主送机关 stands a full-width colon (7.3.2)."""

from __future__ import annotations

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    if not writing.titled:
        return Unmeasured("纯文本中分不出标题和主送机关")
    recipients = writing.of(Role.RECIPIENTS)
    if not recipients or not writing.official:
        return Absent("没有主送机关")
    open_ended = [passage for passage in recipients if passage.text[-1] != "："]
    return [Finding(where=passage.place, found=passage.text[-12:]) for passage in open_ended]


RULE = Rule(
    code="T16",
    what="主送机关最后一个名称后标全角冒号",
    why="冒号之后才是对主送机关说的话",
    mend="末尾改成“：”",
    clause="7.3.2",
    strength=Strength.MUST,
    judge=_judge,
)
