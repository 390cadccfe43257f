"""标题 is not bold (7.3.1)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.ooxml.properties import toggled

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.TITLE, Role.PART_TITLE, Role.MARK) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有标题")
    return [
        Finding(where=paragraph.place, found="加粗")
        for paragraph in paragraphs
        if paragraph.main is not None and toggled(paragraph.main.properties, "b")
    ]


RULE = Rule(
    code="W10",
    what="标题和发文机关标志不加粗",
    why="小标宋体本身就粗，再加粗笔画会糊",
    mend="取消加粗",
    clause="7.3.1",
    strength=Strength.CUSTOM,
    fix=Fix.SAFE,
    judge=_judge,
)
