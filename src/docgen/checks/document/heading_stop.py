"""A heading on a line of its own takes no mark at its end."""

from __future__ import annotations

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_LONGEST = 16  # 字: a longer one is a sentence
_MARKS = "。；，：;,:."


def _judge(writing: Writing) -> Outcome:
    levels = [passage for passage in writing.of(Role.BODY) if passage.level in (1, 2)]
    headings = [passage for passage in levels if len(passage.text) <= _LONGEST]
    if not headings:
        return Absent("没有独占一行的标题")
    return [
        Finding(where=heading.place, found=heading.text)
        for heading in headings
        if heading.text[-1] in _MARKS and not any(mark in heading.text[:-1] for mark in _MARKS)
    ]


RULE = Rule(
    code="T22",
    what="独占一行的层次标题末尾不用标点",
    why="单独成行已经把标题和正文分开",
    mend="去掉末尾的标点",
    clause="7.3.3",
    strength=Strength.CUSTOM,
    judge=_judge,
)
