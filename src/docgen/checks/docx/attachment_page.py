"""Every attachment begins on a new page (7.3.7)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    paragraphs = file.of(Role.LABEL) if file.writing.official else ()
    if not paragraphs:
        return Absent("没有附件")
    return [
        Finding(where=paragraph.place, found="没有另页开始") for paragraph in paragraphs if not paragraph.starts_page
    ]


RULE = Rule(
    code="W24",
    what="附件另面编排",
    why="附件与正文分开，便于清点",
    mend="在附件之前插入分页或分节符",
    clause="7.3.7",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
