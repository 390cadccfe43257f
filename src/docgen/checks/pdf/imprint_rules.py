"""The rules of the imprint: 版心 wide, the outer heavier than the inner (7.4.1)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    lines = lines_of(pages, Role.IMPRINT)
    if not lines or not head.mark or head.letter:
        return Absent("没有版记")
    sheet = pages.sheets[lines[-1].sheet - 1]
    first = min(line.baseline for line in lines if line.sheet == sheet.number)
    reach = 2 * pages.standard.page.line_pitch.mm
    rules = [rule for rule in sheet.rules if rule.box.bottom > first - reach and not rule.red]
    if not rules:
        return [Finding(where=lines[0].place, found="版记没有分隔线")]
    found, page = [], pages.standard.page
    for number, rule in enumerate(rules):
        inner = 0 < number < len(rules) - 1
        wanted = (pages.standard.imprint_inner if inner else pages.standard.imprint_outer).mm
        near = ACCEPTED.line_width.mm
        if abs(rule.thick - wanted) > ACCEPTED.imprint_rule.mm:
            text = f"版记第{number + 1}条线粗{rule.thick:.2f}毫米"
            found.append(Finding(where=f"第{sheet.number}页", found=text, spots=on(sheet, rule.box)))
        if abs(rule.box.left - page.left.mm) > near or abs(rule.box.right - (page.left + page.body_width).mm) > near:
            text = f"版记第{number + 1}条线从{rule.box.left:.1f}毫米到{rule.box.right:.1f}毫米"
            found.append(Finding(where=f"第{sheet.number}页", found=text, spots=on(sheet, rule.box)))
    return found


RULE = Rule(
    code="M13",
    what="版记分隔线与版心等宽，首末两条粗0.35毫米，中间的粗0.25毫米",
    why="粗细分出版记的起止",
    mend="改边框的宽度和粗细",
    clause="7.4.1",
    strength=Strength.ADVISED,
    judge=_judge,
)
