"""主送机关 is flush left (7.3.2)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.RECIPIENTS) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有主送机关")
    return [
        Finding(where=paragraph.place, found=f"首行缩进{paragraph.indent:g}字" if paragraph.indent else "没有居左")
        for paragraph in paragraphs
        if paragraph.indent or paragraph.alignment in ("center", "right")
    ]


RULE = Rule(
    code="W25",
    what="主送机关居左顶格",
    why="顶格是称呼的位置",
    mend="缩进设无，对齐设两端对齐",
    clause="7.3.2",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
