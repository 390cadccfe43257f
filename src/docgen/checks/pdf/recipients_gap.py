"""One blank 行 between title and 主送机关 (7.3.2)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, ink_of, writing_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.pdf.spots import between
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    writing = writing_of(pages)
    if not head.title or head.after_title is None or not writing.official or not writing.of(Role.RECIPIENTS):
        return Absent("没有主送机关")
    title, recipients = ink_of(head.sheet, head.title[-1]), ink_of(head.sheet, head.after_title)
    if title is None or recipients is None:
        return Unmeasured("标题或主送机关没有墨迹")
    gap = recipients.top - title.bottom
    if abs(gap - ACCEPTED.recipients_below.mm) <= ACCEPTED.recipients_gap.mm:
        return []
    spots = between(head.sheet, title, recipients)
    return [Finding(where=head.after_title.place, found=f"主送机关在标题之下{gap:.1f}毫米", spots=spots)]


RULE = Rule(
    code="M07",
    what="主送机关在标题下空一行（约10.5毫米）",
    why="标准规定空一行",
    mend="调整主送机关的段前间距",
    clause="7.3.2",
    strength=Strength.MUST,
    judge=_judge,
)
