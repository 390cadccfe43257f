"""A finished file holds no tracked changes and no comments."""

from __future__ import annotations

from docgen.checks.docx.word_file import WordFile
from docgen.checks.rule import Finding, Outcome, Rule, Strength

__all__ = ["RULE"]


def _judge(file: WordFile) -> Outcome:
    found = []
    if file.revisions:
        found.append(Finding(where="全文", found=f"有{file.revisions}处修订没有接受或拒绝"))
    if file.comments:
        found.append(Finding(where="全文", found=f"有{file.comments}条批注"))
    return found


RULE = Rule(
    code="W34",
    what="没有留下修订和批注",
    why="修订、批注会随文件发出去，删掉的话别人也看得见",
    mend="在“审阅”中接受或拒绝全部修订，删去批注",
    clause="5.2.4",
    strength=Strength.CUSTOM,
    judge=_judge,
)
