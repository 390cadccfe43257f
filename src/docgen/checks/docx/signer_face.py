"""The names of 签发人 are in 楷体, the words 签发人 in 仿宋 (7.2.6)."""

from __future__ import annotations

from docgen.checks.docx.faces import NO_FACE
from docgen.checks.docx.word_file import WordFile, WordParagraph
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import face_of
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]

_LABEL = "签发人"
_MARKS = "：: 　"


def _judge(file: WordFile) -> Outcome:
    paragraphs = [paragraph for paragraph in file.of(Role.NUMBER) if _LABEL in paragraph.text]
    if not paragraphs:
        return Absent("没有签发人")
    return [
        Finding(where=paragraph.place, found=f"签发人姓名是{face or f'{NO_FACE}的'}")
        for paragraph in paragraphs
        for face in _faces(paragraph)
        if face_of(face) is not Face.KAI
    ]


def _faces(paragraph: WordParagraph) -> list[str]:
    """The fonts of the characters after 签发人."""
    start = paragraph.text.index(_LABEL) + len(_LABEL)
    at = 0
    faces: dict[str, None] = {}
    for run in paragraph.runs:
        at += len(run.text)
        if at > start and run.text[max(0, start - at + len(run.text)) :].strip(_MARKS):
            faces[run.face] = None
    return list(faces)


RULE = Rule(
    code="W33",
    what="签发人姓名用3号楷体",
    why="姓名与“签发人”三字用字体区分",
    mend="选中姓名，中文字体设楷体",
    clause="7.2.6",
    strength=Strength.MUST,
    judge=_judge,
)
