"""密级和保密期限 and 紧急程度 are in 三号 黑体 (7.2.2, 7.2.3)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.docx.faces import set_otherwise
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]

_MARKED: Final = re.compile(r"[秘机绝]\s*密.*|.{0,2}急.{0,2}")


def _judge(file: WordFile) -> Outcome:
    paragraphs = [each for each in file.of(Role.CORNER) if _MARKED.fullmatch(each.text.strip())]
    if not paragraphs:
        return Absent("没有密级、紧急程度")
    wanted = file.standard.styles[StyleName.CORNER].size
    first = ((paragraph, run) for paragraph in paragraphs for run in paragraph.chinese_runs[:1])
    return set_otherwise(first, wanted, Face.HEI)


RULE = Rule(
    code="W32",
    what="密级和保密期限、紧急程度用3号黑体",
    why="要一眼看得见",
    mend="字体设黑体，字号设三号",
    clause="7.2.2；7.2.3",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
