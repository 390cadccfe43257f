"""标题 is in 二号 (7.3.1)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.TITLE, Role.PART_TITLE) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有标题")
    sizes = {file.standard.styles[name].size for name in (StyleName.TITLE, StyleName.ATTACHMENT_TITLE)}
    return [
        Finding(where=paragraph.place, found=f"{paragraph.main.size.pt:g}磅")
        for paragraph in paragraphs
        if paragraph.main is not None and paragraph.main.size not in sizes
    ]


RULE = Rule(
    code="W08",
    what="标题用2号字（22磅）",
    why="标题一般用2号小标宋体字",
    mend="字号设二号",
    clause="7.3.1",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
