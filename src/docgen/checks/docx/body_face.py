"""正文 is in 仿宋 (5.2.2)."""

from __future__ import annotations

from docgen.checks.docx.body import plain_of
from docgen.checks.docx.faces import NO_FACE
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = plain_of(file)
    if not paragraphs:
        return Absent("没有按公文格式排的正文")
    return [
        Finding(where=paragraph.place, found=paragraph.main.face or NO_FACE)
        for paragraph in paragraphs
        if paragraph.main is not None and not is_face(paragraph.main.face, Face.BODY, file.standard)
    ]


RULE = Rule(
    code="W05",
    what="正文用仿宋体",
    why="公文没有特别说明的各要素一般用3号仿宋体字",
    mend="选中正文，中文字体设仿宋",
    clause="5.2.2",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
