"""A4, upright or on its side (5.1)."""

from __future__ import annotations

from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    page, near = pages.standard.page, ACCEPTED.paper.mm
    return [
        Finding(where=f"第{sheet.number}页", found=f"{sheet.width:.1f}×{sheet.height:.1f}毫米")
        for sheet in pages.sheets
        if abs(min(sheet.width, sheet.height) - page.width.mm) > near
        or abs(max(sheet.width, sheet.height) - page.height.mm) > near
    ]


RULE = Rule(
    code="M01",
    what="页面为A4（210毫米×297毫米）",
    why="打印时缩放，所有尺寸都会变",
    mend="导出PDF时纸张选A4，不缩放",
    clause="5.1",
    strength=Strength.MUST,
    judge=_judge,
)
