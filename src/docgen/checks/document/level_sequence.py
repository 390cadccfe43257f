"""The numbers of a level follow one another (7.3.3)."""

from __future__ import annotations

from docgen.checks.document.sections import sections
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing, number_of

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    found, seen = [], False
    for section in sections(writing):
        last: dict[int, int] = {}
        for passage in section:
            seen = True
            level, number = passage.level, number_of(passage.text)
            before = last.get(level, 0)
            if number not in (before + 1, 1 if level > 2 else before + 1):
                found.append(Finding(where=passage.place, found=f"{passage.text[:12]}…接在第{before}项之后"))
            last = {above: value for above, value in last.items() if above < level} | {level: number}
    return found if seen else Absent("没有分层次的标题")


RULE = Rule(
    code="T03",
    what="同一级的序号连续，不跳号、不重号",
    why="跳号、重号使人怀疑漏页，引用时也说不清",
    mend="按次序重新编号",
    clause="7.3.3",
    strength=Strength.MUST,
    judge=_judge,
)
