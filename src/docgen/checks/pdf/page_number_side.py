"""Odd numbers at the right, even ones at the left, one 字 from the edge (7.5)."""

from __future__ import annotations

from docgen.checks.pdf.numbering import numbers
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]

_NEAREST, _FARTHEST = 0.5, 1.6  # 字: the figures have up to one and a half


def _judge(pages: Pages) -> Outcome:
    page = pages.standard.page
    cell = page.body_width.mm / page.characters
    found, seen = [], False
    for number in numbers(pages):
        seen = True
        odd = number.value % 2 == 1
        blank = (page.left + page.body_width).mm - number.right if odd else number.left - page.left.mm
        if not _NEAREST * cell <= blank <= _FARTHEST * cell:
            side = "右" if odd else "左"
            spots = on(pages.sheets[number.sheet - 1], number.seen)
            text = f"页码距版心{side}边{blank:.1f}毫米"
            found.append(Finding(where=f"第{number.sheet}页", found=text, spots=spots))
    return found if seen else Absent("没有页码")


RULE = Rule(
    code="M10",
    what="单页码居右空一字，双页码居左空一字",
    why="双面印刷时页码都在外侧，便于翻找",
    mend="奇数页页码右对齐、偶数页左对齐，各缩进一字",
    clause="7.5",
    strength=Strength.MUST,
    judge=_judge,
)
