"""The numbers of a level follow one another (7.3.3).

Below the first level they begin anew under each heading above them, or run on through the whole text, as those of
意见 often do: 一、（一）（二）二、（三）（四）.
"""

from __future__ import annotations

from docgen.checks.document.sections import sections
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing, number_of

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    found, seen = [], False
    for section in sections(writing):
        last: dict[int, int] = {}
        latest: dict[int, int] = {}  # of each level, whatever stood between
        for passage in section:
            seen = True
            level, number = passage.level, number_of(passage.text)
            before = last.get(level, 0)
            allowed = (
                {before + 1} | ({1} if level > 2 else set()) | ({latest.get(level, 0) + 1} if level > 1 else set())
            )
            if number not in allowed:
                found.append(Finding(where=passage.place, found=f"{passage.text[:12]}…接在第{before}项之后"))
            latest[level] = number
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
