"""The red line is as wide as the 版心: 28 to 184 (7.2.7)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import GBT9704

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if not head.rules or head.letter:
        return Absent("没有红色分隔线")
    box, page = head.rules[0].box, GBT9704.page
    near = ACCEPTED.line_width.mm
    if abs(box.left - page.left.mm) <= near and abs(box.right - (page.left + page.body_width).mm) <= near:
        return []
    found = f"红色分隔线从{box.left:.1f}毫米到{box.right:.1f}毫米"
    return [Finding(where="第1页", found=found, spots=on(head.sheet, box))]


RULE = Rule(
    code="M05",
    what="红色分隔线与版心等宽（156毫米）、居中",
    why="标准规定与版心等宽",
    mend="把线改成156毫米，左端对齐版心",
    clause="7.2.7",
    strength=Strength.MUST,
    judge=_judge,
)
