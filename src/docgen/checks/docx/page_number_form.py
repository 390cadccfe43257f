"""Page numbers: 四号 宋体, a dash of one 字 at each side (7.5)."""

from __future__ import annotations

import re

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import is_face
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    found: dict[str, Finding] = {}
    seen = False
    form = re.compile(r"\s*\d*\s*".join(re.escape(mark.strip()) for mark in file.standard.number_marks))
    for section in file.sections:
        for footer in section.footers.values():
            paragraph = footer.paragraph
            if not footer.paged or paragraph is None:
                continue
            seen = True
            where = f"第{section.number}节页脚"
            if not form.fullmatch(paragraph.text.strip()):
                found.setdefault(paragraph.text, Finding(where=where, found=paragraph.text.strip() or "只有数字"))
            for run in paragraph.runs:
                size, wanted = run.size, file.standard.styles[StyleName.PAGE_NUMBER].size
                if size != wanted or not is_face(run.face, Face.SONG, file.standard):
                    found.setdefault(f"{size}{run.face}", Finding(where=where, found=f"{size.pt:g}磅{run.face}"))
    return list(found.values()) if seen else Absent("没有页码")


RULE = Rule(
    code="W17",
    what="页码用4号半角宋体阿拉伯数字，左右各放一条一字线",
    why="短横线“-”和全角数字都不是标准的页码",
    mend="页码写成“{number}”，四号宋体",
    clause="7.5",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
