"""22 lines fill a page: lines of the body are 版心 over 22 apart (5.2.3)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from docgen.checks.pdf.anatomy import body_lines, writing_of
from docgen.checks.pdf.pages import Line, Pages
from docgen.checks.pdf.spots import lines_on
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]

_FEWEST = 3  # gaps between lines that tell a pitch


def _judge(pages: Pages) -> Outcome:
    gaps: Counter[float] = Counter()
    pairs: dict[float, tuple[Line, Line]] = {}
    found = []
    for sheet in pages.sheets:
        lines = body_lines(sheet)
        inside = [
            line for line in lines if line.baseline < (pages.standard.page.top + pages.standard.page.body_height).mm
        ]
        if len(inside) > pages.standard.page.lines:
            found.append(Finding(where=f"第{sheet.number}页", found=f"有{len(inside)}行"))
        for above, below in pairwise(lines):
            gap = round(below.baseline - above.baseline, 1)
            gaps[gap] += 1
            pairs.setdefault(gap, (above, below))
    if not writing_of(pages).official or gaps.total() < _FEWEST:
        return Absent("没有成段的正文")
    pitch = gaps.most_common(1)[0][0]
    wanted = pages.standard.page.line_pitch.mm
    if abs(pitch - wanted) > ACCEPTED.drawn_pitch.mm:
        text = f"行距{pitch:.1f}毫米，每面排{int(pages.standard.page.body_height.mm / pitch)}行"
        found.append(Finding(where="", found=text, spots=lines_on(*pairs[pitch])))
    return found


RULE = Rule(
    code="M15",
    what="每面22行（行距{pitch_mm}毫米，{pitch}磅）",
    why="一般每面22行，撑满版心",
    mend="行距设固定值{pitch}磅",
    clause="5.2.3",
    strength=Strength.GENERAL,
    judge=_judge,
)
