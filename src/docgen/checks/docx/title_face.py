"""标题 is in 小标宋 (7.3.1)."""

from __future__ import annotations

from docgen.checks.docx.faces import NO_FACE
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.TITLE, Role.PART_TITLE) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有标题")
    return [
        Finding(where=paragraph.place, found=paragraph.main.face or NO_FACE)
        for paragraph in paragraphs
        if paragraph.main is not None and not is_face(paragraph.main.face, Face.TITLE, file.standard)
    ]


RULE = Rule(
    code="W07",
    what="标题用小标宋体",
    why="标题要比正文醒目，又不加粗",
    mend="字体设方正小标宋简体一类",
    clause="7.3.1",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
