"""The dashes of the page number stand 7 mm below the 版心: 269 from the top (7.5)."""

from __future__ import annotations

from docgen.checks.pdf.numbering import numbers
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    found, seen = [], False
    wanted = (pages.standard.page.top + pages.standard.page.body_height + pages.standard.number_below).mm
    for number in numbers(pages):
        seen = True
        spots = on(pages.sheets[number.sheet - 1], number.seen)
        if number.dash is None:
            found.append(Finding(where=f"第{number.sheet}页", found="页码两旁没有一字线", spots=spots))
        elif abs(number.dash - wanted) > ACCEPTED.page_number.mm:
            text = f"一字线距页面上边{number.dash:.1f}毫米"
            found.append(Finding(where=f"第{number.sheet}页", found=text, spots=spots))
    return found if seen else Absent("没有页码")


RULE = Rule(
    code="M09",
    what="页码左右各一条一字线，一字线上距版心下边缘7毫米",
    why="标准规定的位置，正反面才能套准",
    mend="调整页脚距边界的距离",
    clause="7.5",
    strength=Strength.GENERAL,
    judge=_judge,
)
