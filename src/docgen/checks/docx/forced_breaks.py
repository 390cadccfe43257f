"""No line breaks typed inside a paragraph of the body."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.BODY, Role.RECIPIENTS)
    if not paragraphs:
        return Absent("没有正文")
    return [
        Finding(where=paragraph.place, found=f"段内有{paragraph.breaks}个手动换行")
        for paragraph in paragraphs
        if paragraph.breaks
    ]


RULE = Rule(
    code="W22",
    what="正文段内没有手动换行",
    why="改一个字，后面的行就断在半截",
    mend="删去换行符，要分段就另起一段",
    clause="7.3.3",
    strength=Strength.CUSTOM,
    fix=Fix.UNSAFE,
    judge=_judge,
)
