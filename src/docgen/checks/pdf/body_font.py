"""正文 is printed in 三号 仿宋 (5.2.2)."""

from __future__ import annotations

from collections import Counter

from docgen.checks.pdf.anatomy import body_lines, writing_of
from docgen.checks.pdf.pages import Line, Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import face_of
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    lines = [line for sheet in pages.sheets for line in body_lines(sheet)]
    if not writing_of(pages).official or not lines:
        return Absent("没有按公文格式排的正文")
    fonts: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in lines:
        for char in line.chars:
            fonts[char.font] += 1
            first.setdefault(char.font, line)
    most = fonts.most_common(1)[0][0]
    if face_of(most) is None:
        return Unmeasured(f"认不出字体{most or '（没有名字）'}是什么体")
    if face_of(most) is Face.BODY:
        return []
    return [Finding(where=first[most].place, found=f"正文多用{most}")]


RULE = Rule(
    code="M26",
    what="正文印成仿宋体",
    why="公文没有特别说明的各要素一般用3号仿宋体字",
    mend="正文字体设仿宋；机器上要装有仿宋体",
    clause="5.2.2",
    strength=Strength.GENERAL,
    judge=_judge,
)
