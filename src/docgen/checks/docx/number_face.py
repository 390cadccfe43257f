"""发文字号 is in 三号 仿宋 (7.2.5, 5.2.2)."""

from __future__ import annotations

from docgen.checks.docx.faces import set_otherwise
from docgen.checks.docx.word_file import WordFile, WordRun
from docgen.checks.rule import Absent, Fix, Outcome, Rule, Strength
from docgen.checks.writing import LIKE_NUMBER, Role
from docgen.standards.gbt9704 import Face, StyleName

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    # 签发人 beside it are in 楷体, and have rows of their own where they are several
    paragraphs = [paragraph for paragraph in file.of(Role.NUMBER) if LIKE_NUMBER.match(paragraph.text.strip())]
    if not paragraphs:
        return Absent("没有发文字号")
    wanted = file.standard.styles[StyleName.NUMBER].size
    first = ((paragraph, run) for paragraph in paragraphs for run in _numbering(paragraph.chinese_runs)[:1])
    return set_otherwise(first, wanted, Face.BODY)


def _numbering(runs: tuple[WordRun, ...]) -> tuple[WordRun, ...]:
    """The runs of the number itself: in a letter 密级 or 紧急程度 stand before it on the same line (10.1)."""
    return tuple(run for run in runs if "号" in run.text) or runs


RULE = Rule(
    code="W30",
    what="发文字号用3号仿宋体",
    why="公文没有特别说明的各要素一般用3号仿宋体字",
    mend="字体设仿宋，字号设三号",
    clause="7.2.5；5.2.2",
    strength=Strength.GENERAL,
    fix=Fix.SAFE,
    judge=_judge,
)
