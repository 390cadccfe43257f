"""正文 is in 三号 (5.2.2)."""

from __future__ import annotations

from docgen.checks.docx.body import body_of
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = body_of(file)
    if not paragraphs:
        return Absent("没有按公文格式排的正文")
    wanted = file.standard.styles[StyleName.BODY].size
    return [
        Finding(where=paragraph.place, found=f"{paragraph.main.size.pt:g}磅")
        for paragraph in paragraphs
        if paragraph.main is not None and abs(paragraph.main.size - wanted) > ACCEPTED.body_size
    ]


RULE = Rule(
    code="W06",
    what="正文用3号字（16磅）",
    why="公文没有特别说明的各要素一般用3号仿宋体字",
    mend="字号设三号",
    clause="5.2.2",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
