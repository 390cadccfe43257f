"""Above an attachment stands 附件 with its number and nothing else (7.3.7)."""

from __future__ import annotations

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    labels = writing.of(Role.LABEL)
    if not labels:
        return Absent("没有附件")
    return [Finding(where=label.place, found=label.text) for label in labels if label.text[-1] in "：:"]


RULE = Rule(
    code="T11",
    what="附件首行的“附件”及序号后不加冒号",
    why="“附件1”是标识，不是说明；带冒号的是附件说明",
    mend="去掉冒号，写成“附件1”",
    clause="7.3.7",
    strength=Strength.MUST,
    judge=_judge,
)
