"""The upper edge of the mark: 72 from the page top, of a letter 30 (7.2.4, 10.1)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, ink_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if not head.mark:
        return Absent("没有红色的发文机关标志")
    ink = ink_of(head.sheet, head.mark[0])
    if ink is None:
        return Unmeasured(PREPRINTED)
    wanted = pages.standard.letter_mark_top if head.letter else pages.standard.mark_top
    if abs(ink.top - wanted.mm) <= ACCEPTED.mark.mm:
        return []
    return [
        Finding(
            where=head.mark[0].place,
            found=f"上边缘距页面上边{ink.top:.1f}毫米，应为{wanted.mm:.0f}毫米",
            spots=on(head.sheet, ink),
        )
    ]


RULE = Rule(
    code="M03",
    what="发文机关标志上边缘距页面上边{mark_top}毫米（信函30毫米）",
    why="标准定为距版心上边缘35毫米，上行、下行一样",
    mend="调整标志段落的段前间距",
    clause="7.2.4；10.1",
    strength=Strength.MUST,
    judge=_judge,
)
