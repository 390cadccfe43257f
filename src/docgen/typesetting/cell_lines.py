"""How many lines the text of a cell takes, and where it may be cut, by the one policy of `line_breaking`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from docgen.document import Text
from docgen.standards.gbt9704 import GBT9704, Style, StyleName
from docgen.typesetting import paragraph_lines
from docgen.typesetting.adornment import advances, bare, line_weights, outline, split
from docgen.typesetting.line_breaking import break_cell
from docgen.units import Length

__all__ = ["Lines", "adorned_ends", "cut", "height", "line_ends", "split"]

#: The paragraphs of a cell.
Lines = tuple[Text, ...]

#: In which a hand's sizes and pictures are reckoned in lines and 字.
_STYLE: Final = GBT9704.styles[StyleName.TABLE_CELL]
#: After these a text is best divided; the second best.
_STOPS: Final = ("。！？；", "，、：")


def line_ends(text: str, capacity: float) -> list[int]:
    """The positions in a paragraph after which its lines end; `capacity` is the width of a line in 字."""
    return list(accumulate(len(line) for line in break_cell(text, capacity)))


def adorned_ends(line: Text, style: Style, across: Length) -> list[int]:
    """The positions in a paragraph of a cell, its pictures counted, after which its lines end over a width.

    Numbers stay with their units where that costs no line, as in `break_cell`.
    """
    text, own = outline(line), advances(line, style)
    ends, untied = (paragraph_lines.line_ends(text, style, across, own, tied=tied) for tied in (True, False))
    return untied if len(untied) < len(ends) else ends


def _lines(line: Text, capacity: float) -> tuple[list[int], list[int]]:
    """Where the lines of a paragraph end, and how many lines each takes: more than one where a picture is in it."""
    characters = bare(line)
    if characters is not None:
        ends = line_ends(characters, capacity)
        return ends, [1] * len(ends)
    ends = adorned_ends(line, _STYLE, (_STYLE.size + _STYLE.spacing).times(capacity))
    return ends, line_weights(line, ends, _STYLE)


def height(lines: Lines, capacity: float) -> int:
    """The lines that paragraphs take; an empty paragraph takes one."""
    return sum(sum(_lines(line, capacity)[1]) for line in lines)


def cut(lines: Lines, capacity: float, count: int) -> tuple[Lines, Lines]:
    """The paragraphs' first part, of at most `count` lines, and what remains; nothing is lost and nothing doubled.

    The cut is at the end of a paragraph or of a sentence, or else of a clause, in the last third of the part, where
    there is one. Empty paragraphs at the cut stay with the first part. A picture that is higher than the part is in it
    all the same where it comes first.
    """
    taken = 0
    for number, line in enumerate(lines):
        ends, weights = _lines(line, capacity)
        if taken + sum(weights) > count:
            fitting = sum(1 for reached in accumulate(weights) if taken + reached <= count)
            fitting = max(fitting, 0 if number else 1)
            last = (count - taken) - count * 2 // 3
            place = _best(outline(line), ends[:fitting], last, whole=number > 0)
            before, after = split(line, place)
            if not before:
                return lines[:number], lines[number:]
            return (*lines[:number], before), (*((after,) if after else ()), *lines[number + 1 :])
        taken += sum(weights)
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
