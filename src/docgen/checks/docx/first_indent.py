"""A paragraph of the body begins two 字 in (7.3.3)."""

from __future__ import annotations

from docgen.checks.docx.body import body_of
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.standards.gbt9704 import StyleName

__all__ = ["RULE"]

_NEAR = 0.2  # 字: 640 and 632 twips are both two 字


def _judge(file: WordFile) -> Outcome:
    paragraphs = body_of(file)
    if not paragraphs:
        return Absent("没有按公文格式排的正文")
    wanted = file.standard.styles[StyleName.BODY].indent
    return [
        Finding(where=paragraph.place, found=f"首行缩进{paragraph.indent:.1f}字")
        for paragraph in paragraphs
        if abs(paragraph.indent - wanted) > _NEAR and not paragraph.text.startswith("　")
    ]


RULE = Rule(
    code="W18",
    what="正文每个自然段左空二字",
    why="段首空两字，回行顶格",
    mend="段落“首行缩进”设2字符",
    clause="7.3.3",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
