"""Every line that goes on ends at the right edge of the 版心 (5.2.3, 撑满版心)."""

from __future__ import annotations

from docgen.checks.pdf.flow import continued
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    lines = [line for line, _ in continued(pages)]
    if not lines:
        return Absent("没有占两行以上的段落")
    right = (pages.standard.page.left + pages.standard.page.body_width).mm
    return [
        Finding(where=line.place, found=f"行末在{line.right:.1f}毫米，应为{right:.0f}毫米")
        for line in lines
        if abs(line.edge - right) > ACCEPTED.line_end.mm
    ]


RULE = Rule(
    code="M16",
    what="段中各行右端对齐版心右边（{edge}毫米）",
    why="撑满版心，右边才齐",
    mend="段落设两端对齐",
    clause="5.2.3",
    strength=Strength.GENERAL,
    judge=_judge,
)
