"""Page numbers are printed in 四号 (7.5)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import page_number
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    numbers = [line for sheet in pages.sheets for line in sheet.lines if page_number(sheet, line) is not None]
    if not numbers:
        return Absent("没有竖排页的页码")
    wanted = pages.standard.styles[StyleName.PAGE_NUMBER].size.pt
    return [
        Finding(where=line.place, found=f"{line.size:g}磅")
        for line in numbers
        if abs(line.size - wanted) > ACCEPTED.body_size.pt
    ]


RULE = Rule(
    code="M28",
    what="页码印成4号字（14磅）",
    why="页码一般用4号半角宋体阿拉伯数字",
    mend="页脚的字号设四号",
    clause="7.5",
    strength=Strength.GENERAL,
    judge=_judge,
)
