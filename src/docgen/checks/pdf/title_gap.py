"""Two blank 行 between the red line (of a letter, the number) and the title (7.3.1, 10.1)."""

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
    if head.blank:
        return Unmeasured(PREPRINTED)
    if not head.title or not head.rules or head.number is None:
        return Absent("没有版头或标题")
    fields = [line for line in lines_of(pages, Role.CORNER) if line.sheet == head.sheet.number]
    last = max((head.number, *fields), key=lambda line: line.baseline)  # 10.1: below what is last above it
    title, number = ink_of(head.sheet, head.title[0]), ink_of(head.sheet, last)
    if title is None or number is None:
        return Unmeasured("标题没有墨迹")
    upper = number if head.letter else head.rules[0].box
    above = upper.bottom
    if abs(title.top - above - ACCEPTED.title_below.mm) <= ACCEPTED.title_gap.mm:
        return []
    what = "其上的要素" if head.letter else "红色分隔线"
    found = f"标题在{what}之下{title.top - above:.1f}毫米"
    return [Finding(where=head.title[0].place, found=found, spots=between(head.sheet, upper, title))]


RULE = Rule(
    code="M06",
    what="标题在红色分隔线下空二行（约20.6毫米；信函从发文字号或其下的紧急程度等算起）",
    why="标准规定空二行",
    mend="调整标题的段前间距",
    clause="7.3.1；10.1",
    strength=Strength.MUST,
    judge=_judge,
)
