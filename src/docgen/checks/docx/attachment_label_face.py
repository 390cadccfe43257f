"""附件 and its number are in 三号 黑体, flush left (7.3.7)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.LABEL) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有附件")
    return [
        Finding(where=paragraph.place, found=f"{paragraph.main.face}，首行缩进{paragraph.indent:g}字")
        for paragraph in paragraphs
        if paragraph.main is not None
        and (not is_face(paragraph.main.face, Face.HEI, file.standard) or paragraph.indent)
    ]


RULE = Rule(
    code="W23",
    what="“附件”及序号用3号黑体，顶格",
    why="附件标识在附件首页左上角，一眼看得到",
    mend="字体设黑体，缩进设无",
    clause="7.3.7",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
