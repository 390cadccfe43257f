"""A letter: a double rule 4 mm below the mark, another 20 mm from the foot, 170 wide; no number on page 1."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, ink_of
from docgen.checks.pdf.numbering import numbers
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import between, on
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    if head.blank:
        return Unmeasured(PREPRINTED)
    if not head.letter or not head.mark:
        return Absent("不是信函格式")
    ink = ink_of(head.sheet, head.mark[-1])
    if ink is None:
        return Unmeasured("发文机关标志没有墨迹")
    found, near = [], ACCEPTED.letter_rule.mm
    gap = head.rules[0].box.top - ink.bottom
    if abs(gap - pages.standard.letter_rule_gap.mm) > near:
        spots = between(head.sheet, ink, head.rules[0].box)
        found.append(Finding(where="第1页", found=f"第一条双线在标志之下{gap:.1f}毫米", spots=spots))
    foot = head.sheet.height - head.rules[-1].box.bottom
    if abs(foot - pages.standard.letter_rule_bottom.mm) > near:
        spots = on(head.sheet, head.rules[-1].box)
        found.append(Finding(where="第1页", found=f"第二条双线距页面下边{foot:.1f}毫米", spots=spots))
    for rule in head.rules:
        width = rule.box.right - rule.box.left
        if abs(width - pages.standard.letter_rule_width.mm) > near:
            found.append(Finding(where="第1页", found=f"双线宽{width:.1f}毫米", spots=on(head.sheet, rule.box)))
    for number in numbers(pages):
        if number.sheet == 1:
            found.append(Finding(where="第1页", found="信函首页不显示页码", spots=on(head.sheet, number.seen)))
    return found


RULE = Rule(
    code="M24",
    what="信函：标志下4毫米、距下页边20毫米处各一条红色双线，长170毫米；首页不显示页码",
    why="信函格式的标志就是这两条双线",
    mend="调整双线的位置和长度",
    clause="10.1",
    strength=Strength.MUST,
    judge=_judge,
)
