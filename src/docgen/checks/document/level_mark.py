"""What stands after the number of a level: 一、 （一） 1． （1） (7.3.3; GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Writing

__all__ = ["RULE"]

_NUMBER: Final = re.compile(
    r"^(?:\d{1,3}|[一二三四五六七八九十]+)[、．.，]|^[（(][\d一二三四五六七八九十]+[）)]|(?<=[：；。])\d{1,2}[、．]"
)
_WRONG: Final = re.compile(
    r"(?:^|(?<=[：；。]))\d{1,2}、(?!\d)"  # also inside a paragraph; 1、2月 is no level
    r"|^[一二三四五六七八九十]+[．.，]|^[（(](?:\d{1,3}|[一二三四五六七八九十]+)[）)][、．.]"
)
_SHOWN: Final = 12


def _judge(writing: Writing) -> Outcome:
    texts = [(passage, passage.text.removeprefix("附件：").strip()) for passage in writing.passages]
    if not any(_NUMBER.search(text) for _, text in texts):
        return Absent("没有序号")
    return [
        Finding(where=passage.place, found=text[wrong.start() :][:_SHOWN])
        for passage, text in texts
        for wrong in _WRONG.finditer(text)
    ]


RULE = Rule(
    code="T04",
    what="序号后的标点：“一、”用顿号，“1．”用下脚点，“（一）”“（1）”后面不加标点",
    why="阿拉伯数字后用顿号、括号后再加顿号，都是重复或错用标点",
    mend="“1、”改“1．”，“（一）、”改“（一）”",
    clause="7.3.3；GB/T 15834",
    strength=Strength.MUST,
    judge=_judge,
)
