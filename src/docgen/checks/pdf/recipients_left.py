"""主送机关 begins at the left edge of the 版心 (7.3.2)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    lines = lines_of(pages, Role.RECIPIENTS)
    if not lines or not head_of(pages).mark:
        return Absent("没有主送机关")
    edge = pages.standard.page.left.mm
    return [
        Finding(where=line.place, found=f"左起{line.left:.1f}毫米，应为{edge:.0f}毫米")
        for line in lines
        if abs(line.left - edge) > ACCEPTED.margin.mm
    ]


RULE = Rule(
    code="M32",
    what="主送机关居左顶格（从28毫米处开始）",
    why="顶格是称呼的位置",
    mend="缩进设无，对齐设两端对齐",
    clause="7.3.2",
    strength=Strength.MUST,
    judge=_judge,
)
