"""Levels go 一、（一）1．（1） and none is left out (7.3.3)."""

from __future__ import annotations

from docgen.checks.document.sections import sections
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

#: level → what may stand above it; 一、 directly over 1． is accepted practice (依次可以用).
_ABOVE = {2: {1}, 3: {1, 2}, 4: {3}}


def _judge(writing: Writing) -> Outcome:
    found, seen = [], False
    for section in sections(writing):
        open_levels: list[int] = []
        for passage in section:
            level = passage.level
            seen = True
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            # a list of its own in a text without headings may begin with any level
            if open_levels and level > 1 and open_levels[-1] not in _ABOVE[level]:
                found.append(Finding(where=passage.place, found=f"{passage.text[:12]}…的上一级标题缺失"))
            open_levels.append(level)
    return found if seen else Absent("没有分层次的标题")


RULE = Rule(
    code="T02",
    what="层次依次用“一、”“（一）”“1．”“（1）”，不越级",
    why="越级的序号让人以为漏印了一级标题",
    mend="补上缺的一级，或把下一级提上来",
    clause="7.3.3",
    strength=Strength.MUST,
    judge=_judge,
)
