"""A heading on a line of its own takes no mark at its end. A point of a list, which has no text under it, does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Passage, Role, Writing

__all__ = ["RULE"]

_LONGEST = 16  # 字: a longer one is a sentence
_MARKS = "。；，：;,:."


def _judge(writing: Writing) -> Outcome:
    headings = list(_headings(writing.passages))
    if not headings:
        return Absent("没有独占一行的标题")
    return [
        Finding(where=heading.place, found=heading.text)
        for heading in headings
        if heading.text[-1] in _MARKS and not any(mark in heading.text[:-1] for mark in _MARKS)
    ]


def _headings(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Short lines of the upper two levels with text under them, the last of a list of sentences left out."""
    for place, passage in enumerate(passages):
        if passage.level not in (1, 2) or len(passage.text) > _LONGEST:
            continue
        below = passages[place + 1] if place + 1 < len(passages) else None
        above = passages[place - 1] if place else None
        headed = (
            below is not None
            and below.role in (Role.BODY, Role.CELL)
            and not 0 < below.level <= passage.level
            and not below.article
        )
        listed = above is not None and above.level == passage.level and _is_point(above.text)
        if headed and not listed:
            yield passage


def _is_point(text: str) -> bool:
    """One sentence, or a part of one, with its stop."""
    return text[-1] in _MARKS and "。" not in text[:-1]


RULE = Rule(
    code="T22",
    what="独占一行的层次标题末尾不用标点",
    why="单独成行已经把标题和正文分开",
    mend="去掉末尾的标点",
    clause="7.3.3",
    strength=Strength.CUSTOM,
    judge=_judge,
)
