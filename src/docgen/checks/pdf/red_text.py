"""Nothing but the mark and the rules of the head is red (5.2.4)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, writing_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    if not writing_of(pages).official:
        return Absent("没有发文字号和发文机关标志，颜色由各单位自定")
    mark = head_of(pages).mark
    return [
        Finding(where=line.place, found=line.text[:20])
        for sheet in pages.sheets
        for line in sheet.lines
        if line not in mark and any(char.red and char.text.strip() for char in line.chars)
    ]


RULE = Rule(
    code="M30",
    what="除发文机关标志和版头的线外，没有红色的文字",
    why="没有特殊说明的，公文中文字的颜色均为黑色",
    mend="文字颜色设黑色",
    clause="5.2.4",
    strength=Strength.MUST,
    judge=_judge,
)
