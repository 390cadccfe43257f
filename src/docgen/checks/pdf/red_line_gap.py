"""The red line stands 4 mm below the number, and is red (7.2.7)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, ink_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import between
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import GBT9704

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if head.number is None or not head.mark or head.letter:
        return Absent("没有文件格式的版头")
    ink = ink_of(head.sheet, head.number)
    if ink is None:
        return Unmeasured("发文字号没有墨迹")
    below = [rule for rule in head.rules if rule.box.top > head.number.baseline]
    if not below:
        return [Finding(where=head.number.place, found="发文字号之下没有红色分隔线")]
    gap = below[0].box.top - ink.bottom
    if abs(gap - GBT9704.line_gap.mm) <= ACCEPTED.line_gap.mm:
        return []
    spots = between(head.sheet, ink, below[0].box)
    return [Finding(where=head.number.place, found=f"红色分隔线在发文字号之下{gap:.1f}毫米", spots=spots)]


RULE = Rule(
    code="M04",
    what="发文字号之下4毫米处有一条红色分隔线",
    why="分隔线分开版头和主体",
    mend="调整分隔线与发文字号的距离",
    clause="7.2.7",
    strength=Strength.MUST,
    judge=_judge,
)
