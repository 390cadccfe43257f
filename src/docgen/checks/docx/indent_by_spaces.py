"""Blanks at the start of a paragraph are indents, not characters."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    return [
        Finding(where=paragraph.place, found=f"段首有{len(paragraph.text) - len(paragraph.text.lstrip())}个空格")
        for paragraph in file.of(Role.BODY, Role.TITLE, Role.RECIPIENTS, Role.ATTACHMENT_NOTE)
        if paragraph.text[:1] in (" ", "　", "\u00a0")
    ]


RULE = Rule(
    code="W20",
    what="空字用缩进，不敲空格",
    why="空格随字体宽窄变化，改稿时缩进会乱",
    mend="删去空格，设首行缩进2字符",
    clause="7.3.3",
    strength=Strength.CUSTOM,
    fix=Fix.SAFE,
    judge=_judge,
)
