"""The first page shows text of the body (7.3.3)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import writing_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    writing = writing_of(pages)
    if not writing.of(Role.NUMBER):
        return Absent("没有版头")
    first = next((passage for passage in writing.of(Role.BODY, Role.CELL)), None)
    if first is not None and first.place.startswith("第1页第"):
        return []
    return [Finding(where="第1页", found="首页没有正文")]


RULE = Rule(
    code="M08",
    what="公文首页必须显示正文",
    why="首页只有版头和主送机关，正文可以被换掉",
    mend="主送机关太多时移到版记；缩小标志和标题的行距",
    clause="7.3.3",
    strength=Strength.MUST,
    judge=_judge,
)
