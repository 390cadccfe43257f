"""签发人 stands on upward documents, and only there (7.2.6)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_UPWARD: Final = re.compile(r"(?:请示|报告)(?:（[^）]*）)?$")
_SIGNERS: Final = re.compile(r"签\s*发\s*人\s*[：:]")


def _judge(writing: Writing) -> Outcome:
    if not writing.of(Role.NUMBER):
        return Absent("没有版头")
    if not writing.title and writing.minutes:
        return Absent("纪要不是上行文")
    if not writing.title:
        return Unmeasured("没有认出标题，不知道是不是上行文")
    head = []
    for passage in writing.passages:
        if passage.role is Role.TITLE:
            break
        head.append(passage)
    signed = next((passage for passage in head if _SIGNERS.search(passage.text)), None)
    upward = bool(_UPWARD.search(writing.title))
    if upward and signed is None:
        return [Finding(where=writing.of(Role.NUMBER)[0].place, found=f"《{writing.title}》是上行文，没有标注签发人")]
    if signed is not None and not upward:
        return [Finding(where=signed.place, found=f"《{writing.title}》不是上行文，却标注了签发人")]
    return []


RULE = Rule(
    code="T13",
    what="上行文（请示、报告）标注签发人，其他公文不标注",
    why="上级要知道是谁签发的；下行文、平行文没有这一要素",
    mend="上行文在发文字号右侧加“签发人：姓名”；其他公文去掉",
    clause="7.2.6；条例第九条（六）",
    strength=Strength.MUST,
    judge=_judge,
)
