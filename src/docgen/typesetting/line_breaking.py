"""Where a line of Chinese may end (GB/T 15834—2011, 5.1): one policy, push out, nothing compressed or hung.

Two uses: the pieces that a renderer must be told to keep whole, and breaking the lines of a table cell ourselves, so
that the height of a row is known before any renderer sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Final

from docgen.typesetting.latin_gap import GAP, filled, meet
from docgen.typesetting.widths import width

__all__ = [
    "CLOSING_QUOTES",
    "LOOSE",
    "NOT_AT_END",
    "NOT_AT_START",
    "OPENING_QUOTES",
    "balanced",
    "break_cell",
    "break_lines",
    "first_piece",
    "inside_of",
    "kept_whole",
    "may_be_inside",
    "pieces",
    "pieces_of",
]

#: 避头: marks that never begin a line.
NOT_AT_START: Final = frozenset("、。，．：；？！）〕］】｝〉》」』〗’”·…—～％‰℃),.:;?!]}%/°々ー")
#: 避尾: marks that never end one.
NOT_AT_END: Final = frozenset("（〔［【｛〈《「『〖‘“([{￥$№")
#: Those of them before which renderers end a line all the same.
LOOSE: Final = frozenset("·—…～％%‰℃°")
_LOOSE: Final = re.compile(rf"(?<=\S)[{''.join(sorted(LOOSE))}]")
OPENING_QUOTES: Final = frozenset("“‘")
CLOSING_QUOTES: Final = frozenset("”’")

#: The places between two characters of which neither forbids that a line ends there.
_BETWEEN: Final = re.compile(
    f"(?<=[^{re.escape(''.join(sorted(NOT_AT_END)))}])(?=[^{re.escape(''.join(sorted(NOT_AT_START)))} ])"
)

_UNITS: Final = (
    "工作日|个百分点|百分点|个月|万元|亿元|万人|万户|万亩|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公斤|千克|公顷|"
    "小时|分钟|年度|年|月|日|时|分|秒|号|个|项|条|件|份|页|次|人|名|位|户|家|处|起|批|类|级|期|岁|元|万|亿|米|克|吨|升|"
    "亩|倍|天|周|章|节|款|届|场|组|轮|台|套|字|行|例|宗|笔|所|座|栋|间|度"
)
#: A number with its unit, a document's year and number, a dash or an ellipsis of two characters.
_WHOLE: Final = re.compile(
    rf"第?\d[\d.,．]*(?:[%％‰℃]|{_UNITS})|〔\d{{4}}〕第?\d+号|\d[\d.,．]*(?:[~～—-]\d[\d.,．]*)?[%％‰℃]|—{{2,}}|…{{2,}}"
)
_LATIN: Final = re.compile(
    r"[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]+(?:[.,'’&@_+-][0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]+)*"
)
#: What one of these begins with.
_BEGINS: Final = re.compile(r"第\d|[\d〔—…]")
#: What a text has to hold for any of these to be in it.
_TYING: Final = re.compile(r"[\d〔—…A-Za-z\u00c0-\u024f\u0370-\u04ff]")
#: Two characters that may be within one of these: between no others is a place of `inside_of`.
_TIED: Final = f"[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff.,．'’&@_+~～—…〔〕第号%％‰℃{''.join(sorted({*_UNITS} - {'|'}))}-]"
_TIED_PAIR: Final = re.compile(_TIED * 2)
_NOWHERE: Final[frozenset[int]] = frozenset()


def kept_whole(text: str) -> Iterator[tuple[int, int]]:
    """The spans of `text`, in order, that no line end may divide where a line can hold them.

    Numbers with their units, and loose marks with the character before them.
    """
    start = end = 0
    for first, last in sorted((*_numbers(text), *((place - 1, place + 1) for place in _loose(text)))):
        if first >= end:
            if end:
                yield start, end
            start = first
        end = max(end, last)
    if end:
        yield start, end


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """The spans of `_WHOLE`, looked for only where one may begin: a long pattern, and most characters begin none."""
    at = 0
    while begins := _BEGINS.search(text, at):
        found = _WHOLE.match(text, begins.start())
        if found:
            yield found.span()
        at = found.end() if found else begins.start() + 1


def _loose(text: str) -> Iterator[int]:
    return (found.start() for found in _LOOSE.finditer(text))


@lru_cache(maxsize=4096)  # the cells of a table are measured before they are set, and forms recur
def break_lines(text: str, measure: float, *, tied: bool = True) -> tuple[str, ...]:
    """Divide one paragraph into lines of at most `measure` 字; at least one line, and no character is lost.

    A piece wider than the measure is divided where it must be. `tied`: numbers stay with their units.
    """
    lines: list[str] = []
    line, taken = "", 0.0
    for piece in pieces(text, tied=tied):
        between = GAP if line and meet(line[-1], piece[0]) else 0.0
        if line and taken + between + filled(piece.rstrip(" ")) > measure:
            lines.append(line)
            line, taken, between = "", 0.0, 0.0
        while filled(piece.rstrip(" ")) > measure:
            cut = _fitting(piece, measure)
            lines.append(piece[:cut])
            piece = piece[cut:]
        line += piece
        taken += between + filled(piece)
    return (*lines, line) if line or not lines else tuple(lines)


def break_cell(text: str, measure: float) -> tuple[str, ...]:
    """The lines of a paragraph of a cell: numbers stay with their units where that costs no line.

    Word cannot tie them, and the rows of a ledger are to be as high in both formats.
    """
    lines = break_lines(text, measure)
    if len(lines) < 2:
        return lines
    untied = break_lines(text, measure, tied=False)
    return untied if len(untied) < len(lines) else lines


def balanced(text: str, measure: float) -> tuple[str, ...]:
    """The same with lines of about equal length, as in the head of a narrow column: 整改／时限, not 整改时／限."""
    lines = break_cell(text, measure)
    if len(lines) < 2:
        return lines
    evenly = break_lines(text, min(measure, ceil(width(text) / len(lines))))
    return evenly if len(evenly) == len(lines) else lines


def _fitting(piece: str, measure: float) -> int:
    cut = 1
    while cut < len(piece) and filled(piece[: cut + 1]) <= measure:
        cut += 1
    return cut


def pieces(text: str, *, tied: bool = True) -> Iterator[str]:
    """The shortest stretches between places where a line may end; `tied`: none between a number and its unit."""
    return iter(pieces_of(text, tied))


def inside_of(text: str, *, tied: bool = True) -> frozenset[int]:
    """The places of a text that are within a Latin word, or (`tied`) within a number and its unit."""
    if _TYING.search(text) is None:
        return _NOWHERE
    kept = _numbers(text) if tied else ()
    whole = (*kept, *(found.span() for found in _LATIN.finditer(text)))
    return frozenset([place for start, end in whole for place in range(start + 1, end)])


def may_be_inside(text: str, place: int) -> bool:
    """Whether a place may be one of `inside_of`, by the characters on both sides alone: it seldom is."""
    return _TIED_PAIR.match(text, place - 1) is not None


def first_piece(text: str) -> str:
    """The first of `pieces` when nothing is tied; empty for no text."""
    at = 0
    while at < len(text):
        word = _LATIN.match(text, at)
        at = word.end() if word else at + 1
        if at == len(text) or (text[at] not in NOT_AT_START and text[at] != " " and text[at - 1] not in NOT_AT_END):
            break
    return text[:at]


@lru_cache(maxsize=1024)  # a text is asked for again by whoever else counts its lines, and sentences recur
def pieces_of(text: str, tied: bool = True) -> tuple[str, ...]:
    """The same as a tuple."""
    inside = inside_of(text, tied=tied)
    ends = [found.start() for found in _BETWEEN.finditer(text) if found.start() not in inside]
    return tuple(text[start:end] for start, end in pairwise((0, *ends, len(text)))) if text else ()
