"""版记 is in 四号 仿宋 (7.4)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = [paragraph for paragraph in file.of(Role.IMPRINT) if paragraph.main is not None]
    if not paragraphs or not file.writing.official:
        return Absent("没有版记")
    wanted = file.standard.styles[StyleName.IMPRINT].size
    return [
        Finding(where=paragraph.place, found=f"{run.size.pt:g}磅{run.face}")
        for paragraph in paragraphs
        for run in paragraph.chinese_runs[:1]
        if run.size != wanted or not is_face(run.face, Face.BODY, file.standard)
    ]


RULE = Rule(
    code="W26",
    what="抄送机关、印发机关和印发日期用{imprint}仿宋体",
    why="标准规定版记用4号，比正文小一号",
    mend="字号设{imprint}，字体设仿宋",
    clause="7.4",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
