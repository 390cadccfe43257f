"""Punctuation between Chinese characters is full-width (GB/T 15834)."""

from __future__ import annotations

import re
from typing import Final

from docgen.checks.rule import Finding, Outcome, Rule, Strength
from docgen.checks.writing import Role, Writing

__all__ = ["RULE"]

_HAN: Final = "[\u4e00-\u9fff）》”〕%]"
_WRONG: Final = re.compile(
    rf"(?<={_HAN})[,;:?!](?=\s*[\u4e00-\u9fff（《“〔\d]|\s*$)|(?<={_HAN})\.(?=\s*[\u4e00-\u9fff]|\s*$)"
)
_AROUND: Final = 4  # 字 shown on each side


def _judge(writing: Writing) -> Outcome:
    return [
        Finding(where=passage.place, found=passage.text[start:end])
        for passage in writing.passages
        if passage.role not in (Role.ATTACHMENT_NOTE, Role.LABEL)  # theirs is the business of T10 and T11
        for start, end in _shown(passage.text)
    ]


def _shown(text: str) -> list[tuple[int, int]]:
    """From where to where the text is shown, once for marks that stand near each other."""
    shown: list[tuple[int, int]] = []
    for wrong in _WRONG.finditer(text):
        start, end = max(0, wrong.start() - _AROUND), min(len(text), wrong.end() + _AROUND)
        if shown and start <= shown[-1][1]:
            start = shown.pop()[0]
        shown.append((start, end))
    return shown


RULE = Rule(
    code="T07",
    what="汉字之间的标点用全角，不用半角的 , ; : ? !",
    why="半角标点不占一个字，破坏每行28字",
    mend="换成全角的逗号、分号、冒号、问号、叹号、句号",
    clause="9；GB/T 15834",
    strength=Strength.MUST,
    judge=_judge,
)
