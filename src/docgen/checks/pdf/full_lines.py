"""A full line of Chinese holds 28 characters (5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docgen.checks.pdf.anatomy import body_lines, writing_of
from docgen.checks.pdf.pages import Line, Pages
from docgen.checks.rule import Absent, Finding, Outcome, Rule, Strength
from docgen.standards.acceptance import ACCEPTED

__all__ = ["RULE"]

_FIRST = 0x2E80  # what comes before is narrower than a 字


def _judge(pages: Pages) -> Outcome:
    full = [line for sheet in pages.sheets for line in _ended_by_itself(body_lines(sheet)) if _full(line)]
    if not writing_of(pages).official or not full:
        return Absent("没有排满汉字的行")
    most = max(full, key=lambda line: len(line.chars))
    if len(most.chars) - (most.edge != most.right) == pages.standard.page.characters:
        return []
    return [Finding(where=most.place, found=f"排满的行有{len(most.chars)}字")]


def _ended_by_itself(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that no figure or word, which is not parted, made end early: what follows would have fitted."""
    for line, below in zip_longest(lines, lines[1:]):
        if below is None or not below.chars or ord(below.chars[0].text[0]) > _FIRST:
            yield line


def _full(line: Line) -> bool:
    """From edge to edge of the 版心, Chinese characters only."""
    page = line.standard.page
    from_edge = abs(line.left - page.left.mm) <= ACCEPTED.outside.mm
    cell = page.body_width.mm / page.characters
    to_edge = line.right > (page.left + page.body_width).mm - cell
    return from_edge and to_edge and all(ord(char.text) > _FIRST for char in line.chars)


RULE = Rule(
    code="M14",
    what="每行排满时28字",
    why="一般每行28字，撑满版心",
    mend="字符间距设“紧缩0.25磅”，或文档网格设每行28字",
    clause="5.2.3",
    strength=Strength.GENERAL,
    judge=_judge,
)
