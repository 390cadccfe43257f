"""The 发文字号 is 代字〔四位年份〕顺序号 (7.2.5)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import LIKE_NUMBER, Role, Writing

__all__ = ["RULE"]

#: Drafts leave the order number blank.
_RIGHT: Final = re.compile(r"[\u4e00-\u9fff]+〔(?:19|20)\d\d〕(?:[1-9]\d*|[　 ]*)号")


def _judge(writing: Writing) -> Outcome:
    numbers = writing.of(Role.NUMBER)
    if not numbers:
        return Absent("没有发文字号")
    read = [(passage, found[0]) for passage in numbers if (found := LIKE_NUMBER.match(passage.text))]
    return [Finding(where=passage.place, found=number) for passage, number in read if not _RIGHT.fullmatch(number)]


RULE = Rule(
    code="T01",
    what="发文字号写作“机关代字〔年份〕顺序号号”：六角括号，四位年份，不加“第”，不编虚位",
    why="发文字号是公文的身份，登记、引用、查找都靠它",
    mend="改成如“×政发〔2015〕1号”的写法",
    clause="7.2.5",
    strength=Strength.MUST,
    judge=_judge,
)
