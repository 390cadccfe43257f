"""The red line is as wide as the 版心: 28 to 184 (7.2.7)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if head.blank:
        return Unmeasured(PREPRINTED)
    if not head.rules or head.letter:
        return Absent("没有红色分隔线")
    box, page = head.rules[0].box, pages.standard.page
    near = ACCEPTED.line_width.mm
    if abs(box.left - page.left.mm) <= near and abs(box.right - (page.left + page.body_width).mm) <= near:
        return []
    found = f"红色分隔线从{box.left:.1f}毫米到{box.right:.1f}毫米"
    return [Finding(where="第1页", found=found, spots=on(head.sheet, box))]


RULE = Rule(
    code="M05",
    what="红色分隔线与版心等宽（{width}毫米）、居中",
    why="标准规定与版心等宽",
    mend="把线改成{width}毫米，左端对齐版心",
    clause="7.2.7",
    strength=Strength.MUST,
    judge=_judge,
)
