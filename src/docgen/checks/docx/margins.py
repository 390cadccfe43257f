"""天头 37, 订口 28, and 切口 26, 地脚 35 that follow from the 版心 (5.2.1)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.docx.word_file import Section, WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import Page
from docgen.units import Length

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    if not file.sections:
        return Absent("没有分节信息")
    return [
        Finding(where=f"第{section.number}节", found=f"{name}{length.mm:.1f}毫米，应为{wanted.mm:.4g}毫米")
        for section in file.sections
        for name, length, wanted in _sides(section, file.standard.page)
        if abs(length - wanted) > ACCEPTED.margin
    ]


def _sides(section: Section, page: Page) -> Iterator[tuple[str, Length, Length]]:
    """Name, length and wanted length of each margin. A turned sheet has its head at the upright sheet's left edge."""
    wanted = (
        (page.left, page.top, page.right, page.bottom)
        if section.turned
        else (page.top, page.right, page.bottom, page.left)
    )
    return zip(
        ("上边距", "右边距", "下边距", "左边距"),
        (section.top, section.right, section.bottom, section.left),
        wanted,
        strict=True,
    )


RULE = Rule(
    code="W02",
    what="页边距：上{top}、下{bottom}、左{left}、右{right}毫米（横排页相应转90度）",
    why="版心{width}毫米×{height}毫米，天头、订口各有±1毫米的余地",
    mend="页面设置中改页边距",
    clause="5.2.1",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
