"""抄送 ends with a full stop (7.4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.checks.writing import Passage, Role, Writing

__all__ = ["RULE"]


def _judge(writing: Writing) -> Outcome:
    copies = [index for index, each in enumerate(writing.passages) if _is_copies(each)]
    if not copies:
        return Absent("没有抄送机关")
    lines = [list(_lines(writing.passages[index:])) for index in copies]
    return [Finding(where=each[0].place, found=each[-1].text[-8:]) for each in lines if each[-1].text[-1] != "。"]


def _is_copies(passage: Passage) -> bool:
    return passage.role is Role.IMPRINT and passage.text.startswith("抄送")


def _lines(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The lines of 抄送 down to the one that ends it: on a page each line is a passage."""
    for passage in passages:
        if not _is_copies(passage) and passage.role is Role.IMPRINT:
            return
        yield passage
        if passage.text[-1] == "。":
            return


RULE = Rule(
    code="T29",
    what="最后一个抄送机关名称后标句号",
    why="句号表示抄送到此为止",
    mend="末尾加句号",
    clause="7.4.2",
    strength=Strength.MUST,
    judge=_judge,
)
