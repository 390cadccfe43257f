"""发文机关标志 is red (7.2.4)."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import PREPRINTED, Absent, Finding, Fix, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    marks = file.of(Role.MARK)
    if not marks:
        return Absent("没有发文机关标志")
    if all(mark.main is not None and mark.main.white for mark in marks):
        return Unmeasured(PREPRINTED)
    return [Finding(where=mark.place, found=mark.text) for mark in marks if mark.main is not None and not mark.main.red]


RULE = Rule(
    code="W13",
    what="发文机关标志用红色",
    why="“红头”是公文的标志；套打的红头纸不在文件里，请不必理会",
    mend="标志设红色",
    clause="7.2.4",
    strength=Strength.ADVISED,
    fix=Fix.SAFE,
    judge=_judge,
)
