"""Odd numbers at the right, even ones at the left (7.5)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Absent, Finding, Fix, Outcome, Rule, Strength

__all__ = ["RULE"]

_NAMES = {"left": "居左", "right": "居右", "center": "居中"}


def _judge(file: WordFile) -> Outcome:
    paged = [section for section in file.sections if any(footer.paged for footer in section.footers.values())]
    if not paged:
        return Absent("没有页码")
    if "evenAndOddHeaders" not in file.settings:
        return [Finding(where="页脚", found="没有设“奇偶页不同”")]
    found = []
    for section in paged:
        for kind, side, name in (("default", "right", "单页码居右"), ("even", "left", "双页码居左")):
            footer = section.footers.get(kind)
            if footer is None or footer.paragraph is None:
                continue
            actual = "left" if footer.paragraph.alignment == "both" else footer.paragraph.alignment
            if actual != side:
                text = f"{name}，实为{_NAMES.get(actual, actual)}"
                found.append(Finding(where=f"第{section.number}节页脚", found=text))
    return found


RULE = Rule(
    code="W16",
    what="单页码居右空一字，双页码居左空一字",
    why="双面印刷时页码都在外侧，便于翻找",
    mend="页眉页脚选项勾“奇偶页不同”，奇数页页码右对齐、偶数页左对齐",
    clause="7.5",
    strength=Strength.MUST,
    fix=Fix.SAFE,
    judge=_judge,
)
