"""An attachment: its label on line 1 of a new page, its title on line 3 (7.3.7)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import lines_of, page_number
from docgen.checks.pdf.pages import Line, Pages
from docgen.checks.pdf.spots import lines_on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]

_NEAR = 0.5  # 行
_LINES = 2.0  # 行 from line 1 to line 3


def _judge(pages: Pages) -> Outcome:
    labels = lines_of(pages, Role.LABEL)
    titles = lines_of(pages, Role.PART_TITLE)
    if not labels:
        return Absent("没有附件")
    found = []
    for label in labels:
        sheet = pages.sheets[label.sheet - 1]
        first = next((line for line in sheet.lines if page_number(sheet, line) is None), label)
        if first is not label:
            found.append(Finding(where=label.place, found="附件没有另面开始"))
            continue
        title = next((line for line in titles if line.sheet == label.sheet), None)
        if title is not None and not sheet.landscape and abs(_apart(label, title) - _LINES) > _NEAR:
            text = f"标题在“{label.text}”之下{_apart(label, title):.1f}行"
            found.append(Finding(where=title.place, found=text, spots=lines_on(label, title)))
    return found


def _apart(label: Line, title: Line) -> float:
    return (title.baseline - label.baseline) / label.standard.page.line_pitch.mm


RULE = Rule(
    code="M23",
    what="附件另面编排，“附件”在第一行，标题在第三行",
    why="附件首页的格式是固定的",
    mend="附件前分页，标识与标题之间空一行",
    clause="7.3.7",
    strength=Strength.MUST,
    judge=_judge,
)
