"""A title has no punctuation but 书名号, quotation marks, brackets and 、, and none at its end."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength, Unmeasured
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_WRONG: Final = re.compile(r"[。，；：！？,;:!?]|[、.．]$")


def _judge(writing: Writing) -> Outcome:
    if not writing.titled:
        return Unmeasured("纯文本中分不出标题")
    titles = writing.of(Role.TITLE)
    if not titles:
        return Absent("没有标题")
    return [Finding(where=title.place, found=title.text) for title in titles if _WRONG.search(title.text)]


RULE = Rule(
    code="T14",
    what="标题中除书名号、引号、括号和顿号外不用标点，末尾不用标点",
    why="标题不是句子",
    mend="去掉标点，或改写标题",
    clause="7.3.1",
    strength=Strength.CUSTOM,
    judge=_judge,
)
