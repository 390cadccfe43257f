"""The red line stands 4 mm below the number, and is red (7.2.7)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, ink_of, lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import between
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if head.number is None or not head.mark or head.letter:
        return Absent("没有文件格式的版头")
    below = [rule for rule in head.rules if rule.box.top > head.number.baseline]
    if not below and head.blank:
        return Unmeasured(PREPRINTED)
    if not below:
        return [Finding(where=head.number.place, found="发文字号之下没有红色分隔线")]
    dated = lines_of(pages, Role.ISSUING)  # of a 纪要, the line under its number
    last = dated[-1] if dated and dated[-1].sheet == 1 else head.number
    ink = ink_of(head.sheet, last)
    if ink is None:
        return Unmeasured("发文字号没有墨迹")
    gap = below[0].box.top - ink.bottom
    if abs(gap - pages.standard.line_gap.mm) <= ACCEPTED.line_gap.mm:
        return []
    what = "发文字号" if last is head.number else Role.ISSUING.value
    spots = between(head.sheet, ink, below[0].box)
    return [Finding(where=last.place, found=f"红色分隔线在{what}之下{gap:.1f}毫米", spots=spots)]


RULE = Rule(
    code="M04",
    what="发文字号（纪要有编印单位一行的，这一行）之下4毫米处有一条红色分隔线",
    why="分隔线分开版头和主体",
    mend="调整分隔线与发文字号的距离",
    clause="7.2.7；10.3",
    strength=Strength.MUST,
    judge=_judge,
)
