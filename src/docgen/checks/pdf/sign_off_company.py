"""The sign-off never stands alone on a page (7.3.5.5)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    dates = lines_of(pages, Role.DATE)
    if not dates:
        return Absent("没有成文日期")
    texts = lines_of(pages, Role.BODY) + lines_of(pages, Role.ATTACHMENT_NOTE) + lines_of(pages, Role.CELL)
    found = []
    for date in dates[:1]:
        before = [line for line in pages.sheets[date.sheet - 1].lines if line.baseline < date.baseline]
        signed = {line.place for line in lines_of(pages, Role.SIGNATURE)}
        # a paragraph begun on the page before goes on here: any line but the signature is text
        if not texts or not [line for line in before if line.place not in signed]:
            found.append(Finding(where=date.place, found="署名、成文日期单独在一页"))
    return found


RULE = Rule(
    code="M20",
    what="署名、成文日期不单独成页",
    why="没有正文的页上盖章，给冒用留了空子",
    mend="调整行距、字距，把正文带过来一两行",
    clause="7.3.5.5",
    strength=Strength.MUST,
    judge=_judge,
)
