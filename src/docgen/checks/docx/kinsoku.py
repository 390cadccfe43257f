"""Word is told to keep closing marks from the start of a line (GB/T 15834)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role
from docgen.ooxml.properties import toggled

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    return [
        Finding(where=paragraph.place, found="“按中文习惯控制首尾字符”被关闭")
        for paragraph in file.of(Role.BODY, Role.RECIPIENTS, Role.ATTACHMENT_NOTE)
        if not toggled(paragraph.properties, "kinsoku", default=True)
    ]


RULE = Rule(
    code="W21",
    what="打开“按中文习惯控制首尾字符”（避头尾）",
    why="关了它，句号、顿号会跑到行首",
    mend="段落“中文版式”里勾选",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
