"""A 发文字号 cited in the text is written as on its own document (7.2.5)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_CITED: Final = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[［【（(](?:19|20)?\d\d年?[〕\]］】）)]第?\d+号")
_RIGHT: Final = re.compile(r"[\u4e00-\u9fff]+〔(?:19|20)\d\d〕[1-9]\d*号")


def _judge(writing: Writing) -> Outcome:
    cited = [
        (passage, number[0])
        for passage in writing.passages
        if passage.role is not Role.NUMBER
        for number in _CITED.finditer(passage.text)
    ]
    if not cited:
        return Absent("没有引用发文字号")
    return [Finding(where=passage.place, found=number) for passage, number in cited if not _RIGHT.fullmatch(number)]


RULE = Rule(
    code="T08",
    what="引用的发文字号也用六角括号〔〕、四位年份，不加“第”，不编虚位",
    why="引用的字号要与原件一致，才查得到",
    mend="改成如“（×发〔2014〕60号）”的写法",
    clause="7.2.5",
    strength=Strength.MUST,
    judge=_judge,
)
