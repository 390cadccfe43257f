"""The mark is red on the page (7.2.4)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    marks = head_of(pages).mark
    if not marks:
        return Absent("没有发文机关标志")
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
