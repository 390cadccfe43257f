"""Headings （一） are in 楷体 (7.3.3)."""

from __future__ import annotations

from docgen.checks.docx.heading_face import judge_headings
from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Fix, Outcome, Rule, Strength
from docgen.standards.gbt9704 import Face

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    return judge_headings(file, 2, "（一）", Face.KAI)


RULE = Rule(
    code="W12",
    what="“（一）”一级的标题用楷体",
    why="四级标题靠字体分出层次",
    mend="标题的中文字体设楷体",
    clause="7.3.3",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
