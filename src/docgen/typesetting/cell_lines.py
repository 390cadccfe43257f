"""How many lines the text of a cell takes, and where it may be cut, by the one policy of `line_breaking`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from docgen.document import Run, Text
from docgen.typesetting.line_breaking import break_cell
from docgen.typesetting.widths import plain

__all__ = ["Lines", "cut", "height", "line_ends", "split"]

#: The paragraphs of a cell.
Lines = tuple[Text, ...]

#: After these a text is best divided; the second best.
_STOPS: Final = ("。！？；", "，、：")


def line_ends(text: str, capacity: float) -> list[int]:
    """The positions in a paragraph after which its lines end; `capacity` is the width of a line in 字."""
    return list(accumulate(len(line) for line in break_cell(text, capacity)))


def height(lines: Lines, capacity: float) -> int:
    """The lines that paragraphs take; an empty paragraph takes one."""
    return sum(len(line_ends(plain(line), capacity)) for line in lines)


def cut(lines: Lines, capacity: float, count: int) -> tuple[Lines, Lines]:
    """The paragraphs' first part, of at most `count` lines, and what remains; nothing is lost and nothing doubled.

    The cut is at the end of a paragraph or of a sentence, or else of a clause, in the last third of the part, where
    there is one. Empty paragraphs at the cut stay with the first part.
    """
    taken = 0
    for number, line in enumerate(lines):
        ends = line_ends(plain(line), capacity)
        if taken + len(ends) > count:
            place = _best(plain(line), ends[: count - taken], (count - taken) - count * 2 // 3, whole=number > 0)
            before, after = split(line, place)
            if not before:
                return lines[:number], lines[number:]
            return (*lines[:number], before), (after, *lines[number + 1 :])
        taken += len(ends)
    return lines, ()


def _best(text: str, ends: Sequence[int], last: int, *, whole: bool) -> int:
    """Where to cut a paragraph of which the lines that end at `ends` fit; 0 when it had better go over whole.

    `last` is how many of these lines lie in the last third of the part; `whole` says that text precedes.
    """
    if not ends:
        return 0
    first = ends[-last - 1] if 0 < last < len(ends) else 0
    for marks in _STOPS:
        place = max(text.rfind(mark, first, ends[-1]) for mark in marks) + 1
        if place > first:
            return _past_closing(text, place, ends[-1])
    return 0 if whole and last >= len(ends) else ends[-1]


def _past_closing(text: str, place: int, limit: int) -> int:
    """Closing marks belong to the sentence before them."""
    while place < limit and text[place] in "”’）》〉】〕」』":
        place += 1
    return place


def split(line: Text, place: int) -> tuple[Text, Text]:
    """A line's runs before and after a position."""
    before: list[Run] = []
    after: list[Run] = []
    starts = accumulate((len(run.text) for run in line), initial=0)
    for run, start in zip(line, starts, strict=False):
        at = min(max(place - start, 0), len(run.text))
        if at:
            before.append(replace(run, text=run.text[:at]))
        if at < len(run.text):
            after.append(replace(run, text=run.text[at:]))
    return tuple(before), tuple(after)
