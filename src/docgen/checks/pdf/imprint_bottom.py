"""The last rule of the imprint lies on the lower edge of the 版心, on the last page (7.4)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import on
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    lines = lines_of(pages, Role.IMPRINT)
    if not lines or not head.mark or head.letter:
        return Absent("没有版记")
    last = lines[-1]
    if last.sheet != len(pages.sheets):
        return [Finding(where=last.place, found="版记不在最后一面")]
    below = [rule for rule in pages.sheets[last.sheet - 1].rules if rule.box.top > last.baseline]
    if not below and head.blank:
        return Unmeasured(PREPRINTED)
    if not below:
        return [Finding(where=last.place, found="版记之下没有分隔线")]
    page = pages.standard.page
    wanted = (page.top + page.body_height - pages.standard.imprint_raised).mm
    if abs(below[-1].box.bottom - wanted) <= ACCEPTED.imprint.mm:
        return []
    spots = on(pages.sheets[last.sheet - 1], below[-1].box)
    return [Finding(where=last.place, found=f"末条分隔线距页面上边{below[-1].box.bottom:.1f}毫米", spots=spots)]


RULE = Rule(
    code="M12",
    what="版记在最后一面，末条分隔线与版心下边缘重合（距页面上边262毫米）",
    why="版记置于公文最后一面，位置固定",
    mend="把版记放到末页版心底部",
    clause="7.4",
    strength=Strength.MUST,
    judge=_judge,
)
