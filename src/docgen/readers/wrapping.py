"""Paragraphs that were broken into lines of one width (by an old editor, or out of a PDF), put together again.

A draft is taken for such a one only when its lines say so: none is longer than a page is wide, and several as long as
the longest end in the middle of a sentence. Lines that stand apart, are set in or begin with a number are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from docgen.readers import marks
from docgen.readers.draft_lines import Line, measure

__all__ = ["joined"]

_NARROWEST, _WIDEST = 24.0, 60.0  # 字 of the lines of such a draft
_RAGGED: Final = 2.0  # 字 by which a full line may be short: a mark or a word that went to the next
_ENOUGH: Final = 3  # full lines that end in the middle of a sentence
_SET_IN: Final = 1.0  # 字 before the first line of a paragraph
_LATIN: Final = re.compile("[A-Za-z]{2}")
_ENDS: Final = ("。", "；", "：", "！", "？", ":", ";")


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with broken paragraphs in one; the others, and all of any other draft, as they are."""
    full = max((_width(line) for line in lines if line.block is None), default=0.0) - _RAGGED
    pairs = pairwise(lines)
    broken = sum(_goes_on(line, below, full) and not line.text.endswith(_ENDS) for line, below in pairs)
    if not _NARROWEST <= full + _RAGGED <= _WIDEST or broken < _ENOUGH:
        return tuple(lines)
    indented = any(line.indent >= _SET_IN and _width(line) >= full for line in lines)
    made: list[Line] = []
    reach = 0.0  # the width of the last line that went into made[-1]
    for line in lines:
        above = made[-1] if made else None
        if (
            above is not None
            and reach >= full
            and _goes_on(above, line, 0.0)
            and (indented or not above.text.endswith(_ENDS))
        ):
            between = (
                " " if _LATIN.fullmatch(above.text[-1] + line.text[0]) else ""
            )  # a number may be cut, words are not
            made[-1] = replace(above, text=f"{above.text}{between}{line.text}", last=line.number)
        else:
            made.append(line)
        reach = _width(line)
    return tuple(made)


def _width(line: Line) -> float:
    return line.indent + measure(line.text)


def _goes_on(line: Line, below: Line, full: float) -> bool:
    """Whether the line below may be of the paragraph of a full line."""
    return (
        line.block is None
        and below.block is None
        and _width(line) >= full
        and not below.gap
        and below.indent < _SET_IN
        and not marks.level(below.text)
        and not marks.note_start(below.text)
        and not marks.metadata(line.text)
        and not marks.date(below.text)
    )
