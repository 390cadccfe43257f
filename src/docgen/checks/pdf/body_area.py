"""The text stays within the 版心: 28 to 184 across, down to 262 (5.2.1)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import body_lines, head_of, page_number
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    page, near = pages.standard.page, ACCEPTED.outside.mm
    left, right = page.left.mm - near, (page.left + page.body_width).mm + near
    letter = head_of(pages).letter
    found = []
    for sheet in pages.sheets:
        # 10.1: the text of a letter's first page goes down to its second double rule
        first = letter and sheet.number == 1
        lower = (page.height - pages.standard.letter_rule_bottom) if first else page.top + page.body_height
        for line in body_lines(sheet):
            if page_number(sheet, line) is not None:
                continue
            if line.left < left or line.edge > right:
                found.append(Finding(where=line.place, found=f"左起{line.left:.1f}毫米，右至{line.right:.1f}毫米"))
            elif not page.top.mm - near < line.baseline <= lower.mm + near:
                found.append(Finding(where=line.place, found=f"基线距页面上边{line.baseline:.1f}毫米"))
    return found


RULE = Rule(
    code="M02",
    what="文字都在版心内（左{left}毫米、右{right}毫米、上{top}毫米、下{bottom}毫米）",
    why="出了版心，装订时会被订住或裁掉",
    mend="检查页边距、缩进和表格宽度",
    clause="5.2.1",
    strength=Strength.MUST,
    judge=_judge,
)
