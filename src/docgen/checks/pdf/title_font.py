"""标题 is printed in 二号 小标宋 (7.3.1)."""

from __future__ import annotations

from docgen.checks.pdf.anatomy import head_of, writing_of
from docgen.checks.pdf.pages import Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.standards.acceptance import ACCEPTED, face_of
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]


def _judge(pages: Pages) -> Outcome:
    title = head_of(pages).title
    if not title or not writing_of(pages).official:
        return Absent("没有标题")
    if any(face_of(line.font) is None for line in title):
        return Unmeasured(f"认不出字体{title[0].font or '（没有名字）'}是什么体")
    wanted = pages.standard.styles[StyleName.TITLE].size.pt
    return [
        Finding(where=line.place, found=f"{line.size:g}磅{line.font}")
        for line in title
        if abs(line.size - wanted) > ACCEPTED.body_size.pt or face_of(line.font) is not Face.TITLE
    ]


RULE = Rule(
    code="M27",
    what="标题印成2号小标宋体（22磅）",
    why="标题一般用2号小标宋体字",
    mend="字体设方正小标宋简体一类，字号设二号",
    clause="7.3.1",
    strength=Strength.GENERAL,
    judge=_judge,
)
