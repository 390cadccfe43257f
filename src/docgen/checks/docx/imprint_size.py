"""版记 is in 四号 仿宋 (7.4)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import face_of
from docgen.standards.gbt9704 import GBT9704, Face, StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = [paragraph for paragraph in file.of(Role.IMPRINT) if paragraph.main is not None]
    if not paragraphs or not file.writing.official:
        return Absent("没有版记")
    wanted = GBT9704.styles[StyleName.IMPRINT].size
    return [
        Finding(where=paragraph.place, found=f"{run.size.pt:g}磅{run.face}")
        for paragraph in paragraphs
        for run in paragraph.chinese_runs[:1]
        if run.size != wanted or face_of(run.face) is not Face.BODY
    ]


RULE = Rule(
    code="W26",
    what="抄送机关、印发机关和印发日期用4号仿宋体",
    why="版记比正文小一号",
    mend="字号设四号，字体设仿宋",
    clause="7.4",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
