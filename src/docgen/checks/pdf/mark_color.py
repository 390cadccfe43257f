"""The mark is red on the page (7.2.4)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import PREPRINTED, Absent, Finding, Outcome, Rule, Strength, Unmeasured

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    head = head_of(pages)
    marks = head.mark
    if not marks:
        return Absent("没有发文机关标志")
    if head.blank:
        return Unmeasured(PREPRINTED)
    return [Finding(where=line.place, found=line.text) for line in marks if not line.red]


RULE = Rule(
    code="M25",
    what="发文机关标志印成红色",
    why="“红头”是公文的标志",
    mend="标志设红色；黑白稿请不必理会",
    clause="7.2.4",
    strength=Strength.ADVISED,
    judge=_judge,
)
