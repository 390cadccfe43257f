"""发文字号: centred; on an upward document at the left, one 字 in (7.2.5)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    numbers = file.of(Role.NUMBER)
    if not numbers:
        return Absent("没有发文字号")
    # of a letter at the right (10.1); beside 签发人 at the left (7.2.6), by a tab or by an indent
    signed = any("签发人" in paragraph.text for paragraph in numbers)  # in several rows where there are several
    found = []
    for paragraph in numbers:
        if signed and paragraph.alignment == "center":
            found.append(Finding(where=paragraph.place, found="有签发人而发文字号居中"))
        if not signed and not {paragraph.alignment, paragraph.tab} & {"center", "right"}:
            found.append(Finding(where=paragraph.place, found="发文字号没有居中（信函为居右）"))
    return found


RULE = Rule(
    code="W27",
    what="发文字号居中；上行文居左空一字，与最后一个签发人同一行；信函居右",
    why="发文字号的位置随行文方向而定",
    mend="按行文方向设对齐",
    clause="7.2.5；7.2.6；10.1",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
