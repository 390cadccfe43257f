"""版记 is printed in 四号 (7.4)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, lines_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    lines = lines_of(pages, Role.IMPRINT)
    if not lines or not head_of(pages).mark:
        return Absent("没有版记")
    wanted = pages.standard.styles[StyleName.IMPRINT].size.pt
    return [
        Finding(where=line.place, found=f"{line.size:g}磅")
        for line in lines
        if abs(line.size - wanted) > ACCEPTED.body_size.pt
    ]


RULE = Rule(
    code="M29",
    what="版记印成4号字（14磅）",
    why="版记比正文小一号",
    mend="字号设四号",
    clause="7.4",
    strength=Strength.GENERAL,
    judge=_judge,
)
