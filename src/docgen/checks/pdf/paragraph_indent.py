"""A paragraph of the body begins two 字 in (7.3.3)."""

from __future__ import annotations

from itertools import pairwise

from docgen.checks.pdf.anatomy import body_lines, lines_of, may_go_on, writing_of
from docgen.checks.pdf.flow import continued
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    # only a paragraph of two lines and more is sure to be one: captions and notes of tables are short
    pairs = list(continued(pages))
    later = {after.place for _, after in pairs}
    begins = {line.place for line in lines_of(pages, Role.BODY)}
    after_a_hole = {
        after.place for sheet in pages.sheets for line, after in pairwise(body_lines(sheet)) if may_go_on(line, after)
    }
    lines = [line for line, _ in pairs if line.place in begins - later - after_a_hole]
    if not writing_of(pages).official or not lines:
        return Absent("没有占两行以上的段落")
    cell = pages.standard.page.body_width.mm / pages.standard.page.characters
    wanted = pages.standard.page.left.mm + pages.standard.styles[StyleName.BODY].indent * cell
    return [
        Finding(where=line.place, found=f"左起{(line.left - pages.standard.page.left.mm) / cell:.1f}字")
        for line in lines
        if abs(line.left - wanted) > ACCEPTED.margin.mm
    ]


RULE = Rule(
    code="M31",
    what="正文每个自然段左空二字（从39.1毫米处开始）",
    why="段首空两字，回行顶格",
    mend="段落“首行缩进”设2字符",
    clause="7.3.3",
    strength=Strength.MUST,
    judge=_judge,
)
