"""发文机关标志 is in 小标宋 (7.2.4)."""

from __future__ import annotations

from docgen.checks.docx.faces import NO_FACE
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.MARK) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有发文机关标志")
    return [
        Finding(where=paragraph.place, found=paragraph.main.face or NO_FACE)
        for paragraph in paragraphs
        if paragraph.main is not None and not is_face(paragraph.main.face, Face.TITLE, file.standard)
    ]


RULE = Rule(
    code="W14",
    what="发文机关标志用小标宋体",
    why="标准推荐小标宋，醒目、庄重",
    mend="字体设方正小标宋简体一类",
    clause="7.2.4",
    strength=Strength.ADVISED,
    fix=Fix.SAFE,
    judge=_judge,
)
