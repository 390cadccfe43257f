"""Every page of a 公文 is numbered, one after the other (7.5)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, writing_of
from docgen.checks.pdf.numbering import numbers
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    if not writing_of(pages).official:
        return Absent("没有发文字号和发文机关标志，页码由各单位自定")
    read = {number.sheet: number for number in numbers(pages)}
    free = {1} if head_of(pages).letter else set()  # 10.1
    for sheet in pages.sheets[1:]:
        if not sheet.lines or (sheet.number - 1 in free and not pages.sheets[sheet.number - 2].lines):
            free.add(sheet.number)  # 7.5: blank pages before the imprint, and the imprint's page after them
    found = []
    for sheet in pages.sheets:
        number = read.get(sheet.number)
        if number is None and sheet.number not in free:
            found.append(Finding(where=f"第{sheet.number}页", found="没有页码"))
        elif number is not None and number.value != sheet.number:
            spots = on(sheet, number.seen)
            found.append(Finding(where=f"第{sheet.number}页", found=f"页码是{number.value}", spots=spots))
    return found


RULE = Rule(
    code="M11",
    what="每页都有页码，连续编排（信函首页、版记前的空白页及其后的版记页除外）",
    why="缺页、重页一看便知",
    mend="各节页码设“续前节”",
    clause="7.5；10.1",
    strength=Strength.MUST,
    judge=_judge,
)
