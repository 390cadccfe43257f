"""A4, upright or on its side (5.1)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    if not file.sections:
        return Absent("没有分节信息")
    page, near = file.standard.page, ACCEPTED.paper
    return [
        Finding(where=f"第{section.number}节", found=f"{section.width.mm:.1f}×{section.height.mm:.1f}毫米")
        for section in file.sections
        if abs(min(section.width, section.height) - page.width) > near
        or abs(max(section.width, section.height) - page.height) > near
    ]


RULE = Rule(
    code="W01",
    what="纸张为A4（210毫米×297毫米）",
    why="公文用A4纸，归档、装订都按这个尺寸",
    mend="页面设置中纸张选A4",
    clause="5.1",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
