"""The lines of a paragraph by exact advances, before any renderer sees it, and which of them a Word file respaces.

Our policy pushes out (追出): a mark that may not begin a line takes a character with it, a number stays with its unit.
Word cannot be told the second, and LibreOffice 7.4 lets a mark hang where the file forbids it. A line that ends before
others would end it is therefore set a little wider (字符间距加宽), as a hand does it: what would have slipped in does
not fit then, and everybody ends the line where the PDF does. A line of 汉字 and Latin that is full to a hair is set
narrower by as much, since LibreOffice rounds each stretch of one script. Justified, both look as they would anyway.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import Final, NamedTuple

from docgen.standards.gbt9704 import Style
from docgen.typesetting.latin_gap import GAP, gaps
from docgen.typesetting.line_breaking import (
    LOOSE,
    NOT_AT_END,
    NOT_AT_START,
    first_piece,
    inside_of,
    may_be_inside,
    pieces,
)
from docgen.units import Length

__all__ = ["NOTHING", "Respaced", "Settled", "line_ends", "paragraph_lines", "settled"]

#: Marks that LibreOffice lets hang in Chinese.
_HANGING: Final = frozenset("、。，．：；？！")
#: Characters before this one are half as wide as 汉字.
_LATIN_END: Final = "\x7f"
#: No piece is taken into a line that has more characters.
_FAR: Final = 64
#: What renderers' rounding may make of a line, in 字.
_ROUNDING: Final = 0.1
#: And of each place where 汉字 and Latin meet.
_MEETING: Final = 0.01
#: And of each letter or sign: a face that stands in for the named one has digits as wide as half a 字, these wider.
_LETTER: Final = 0.3
_LETTERS: Final = re.compile(r"[!-~](?<![0-9.,:;'!|()\[\]{}\-])")
_LATIN: Final = re.compile("[^\x7f-\U0010ffff]")
#: How much of what would slip in a narrowed line may have room for.
_SLIPS: Final = 0.8
#: 字 that a character takes at most, with the gap before it and what LibreOffice rounds there.
_MOST: Final = 1 + GAP + _MEETING + _LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Respaced:
    """A line of a paragraph, its characters from `start` to `end`, with `extra` more after each than its style has.

    `extra` is less than zero where the line is narrowed.
    """

    start: int
    end: int
    extra: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a paragraph asks of a Word file: lines to respace, and the places of Latin that is to be marked as Chinese.

    These are the digits and letters that begin a line after one that ends with a mark: LibreOffice 7.4 hangs such a
    mark though it fits, as the language of what follows decides, and Latin is no Chinese.
    """

    respaced: tuple[Respaced, ...] = ()
    latin: frozenset[int] = frozenset()


#: What most short paragraphs ask for.
NOTHING: Final = Settled()


def paragraph_lines(text: str, style: Style, across: Length) -> tuple[str, ...]:
    """The lines of a paragraph of a style over the width `across`; the style says how far the first is indented."""
    return tuple(line for line, _ in _Measure(style, text, style.indent).lines(across))


def line_ends(
    text: str, style: Style, across: Length, advances: Sequence[int], *, indent: float = 0.0, tied: bool = True
) -> list[int]:
    """Where the lines end of a text whose characters have other widths than those of the style: a hand's sizes.

    `tied`: numbers stay with their units.
    """
    measure = _Measure(style, text, indent, advances)
    return list(accumulate(len(line) for line, _ in measure.lines(across, tied=tied)))


def settled(
    text: str, style: Style, across: Length, *, indent: float | None = None, advances: Sequence[int] | None = None
) -> Settled:
    """What the lines of a paragraph over the width `across` ask for, so that everybody ends them where our policy does.

    `indent` is that of the first line in 字 where it is not the style's; less than zero where it hangs. `advances` are
    those of the characters where they are not the style's.
    """
    first = style.indent if indent is None else indent
    if advances is None and (len(text) * _MOST + first + _ROUNDING) * (style.size + style.spacing) < across:
        return NOTHING  # one line, whatever it holds
    measure = _Measure(style, text, first, advances)
    found: list[Respaced] = []
    latin: list[int] = []
    start = 0
    for line, room in measure.lines(across):
        end = start + len(line)
        next_in = measure.slipping_in(end, room) if end < len(text) else inf
        if next_in <= room + measure.hair:
            found.append(Respaced(start=start, end=end, extra=Length(int((room - next_in / 2) / len(line)))))
        elif room < measure.most_needed and room < (needed := measure.needed(start, end)):
            found.append(Respaced(start=start, end=end, extra=-Length(round(needed / len(line)))))
        if _is_latin_after_mark(text, end):
            latin.append(end)
        start = end
    return Settled(respaced=tuple(found), latin=frozenset(latin)) if found or latin else NOTHING


def _is_latin_after_mark(text: str, place: int) -> bool:
    return " " < text[place : place + 1] < _LATIN_END and text[place - 1] in _HANGING


class _Scale(NamedTuple):
    """What characters of a style take, in EMU: of both widths, the gap, and what rounding may make of a line."""

    full: int
    half: Length
    gap: int
    hair: int
    meeting: int
    letter: int


@lru_cache(maxsize=64)  # the few styles of running text
def _scale(style: Style) -> _Scale:
    full = int(style.size + style.spacing)
    return _Scale(
        full=full,
        half=style.size.times(0.5) + style.spacing,
        gap=int(style.size.times(GAP)),
        hair=round(full * _ROUNDING),
        meeting=round(full * _MEETING),
        letter=round(full * _LETTER),
    )


class _Measure:
    """Advances of one paragraph, in EMU. A gap belongs to the character after it."""

    def __init__(self, style: Style, text: str, indent: float, advances: Sequence[int] | None = None) -> None:
        self._scale = scale = _scale(style)
        self._indent = round(scale.full * indent)
        self._text = text
        self._gap = scale.gap
        self._gaps = frozenset(gaps(text))
        self._known = advances is None
        self.hair = scale.hair
        self.most_needed = self._most(len(self._gaps), len(_LETTERS.findall(text)))
        own = [scale.full] * len(text) if advances is None else [*advances]
        if advances is None:
            for found in _LATIN.finditer(text):
                own[found.start()] = scale.half
        for place in self._gaps:
            own[place] += scale.gap
        self._reached = list(accumulate(own, initial=0))

    def _most(self, meetings: int, letters: int) -> int:
        return self.hair + meetings * self._scale.meeting + letters * self._scale.letter

    def lines(self, across: Length, *, tied: bool = True) -> Iterator[tuple[str, float]]:
        """Each line and the room it leaves; a piece wider than a line is divided where it must be."""
        if " " not in self._text and (found := self._plain_lines(across, tied=tied)) is not None:
            return iter(found)
        return self._any_lines(across, tied=tied)

    def _plain_lines(self, across: Length, *, tied: bool) -> list[tuple[str, float]] | None:
        """The lines where no blank ends a piece: from the last character that fits back to where a line may end.

        None where a piece is wider than a line.
        """
        text, reached = self._text, self._reached
        inside: frozenset[int] | None = None  # looked for when a line may end in it
        found: list[tuple[str, float]] = []
        start, taken = 0, self._indent
        while True:
            origin = reached[start] + (self._gap if start in self._gaps else 0) - taken
            end = bisect_right(reached, across + origin, lo=start) - 1
            while start < end < len(text):
                if text[end] not in NOT_AT_START and text[end - 1] not in NOT_AT_END:
                    if not may_be_inside(text, end):
                        break
                    if inside is None:
                        inside = inside_of(text, tied=tied)
                    if end not in inside:
                        break
                end -= 1
            if end <= start and text:
                return None
            found.append((text[start:end], float(across - (reached[end] - origin))))
            if end == len(text):
                return found
            start, taken = end, 0

    def _any_lines(self, across: Length, *, tied: bool) -> Iterator[tuple[str, float]]:
        start = end = 0
        taken = float(self._indent)
        for piece in pieces(self._text, tied=tied):
            after = end + len(piece)
            if end > start and taken + self._width(end, end + len(piece.rstrip(" "))) > across:
                yield self._text[start:end], across - taken
                start, taken = end, 0.0
            while after - end > 1 and taken + self._width(end, after, first=end == start) > across:
                cut = self._fitting(end, after, across - taken)
                yield self._text[start:cut], across - taken - self._width(end, cut, first=end == start)
                start = end = cut
                piece, taken = self._text[cut:after], 0.0
            taken += self._width(end, after, first=end == start)
            end = after
        yield self._text[start:], across - taken

    def needed(self, start: int, end: int) -> float:
        """The room a line must have for LibreOffice to find it fits: more where 汉字 and Latin meet more often.

        And more for letters and signs, wider in a face that stands in than half a 字; but never so much that what comes
        next would slip in.
        """
        meetings = sum(start < place < end for place in self._gaps)
        letters = len(_LETTERS.findall(self._text, start, end))
        if not meetings and not letters:
            return 0.0
        needed = self._most(meetings, letters)
        return min(needed, self.slipping_in(end, inf) * _SLIPS) if end < len(self._text) else needed

    def slipping_in(self, place: int, room: float) -> float:
        """What a renderer that ties nothing and hangs marks takes first from `place` on.

        Where not even the narrowest character has room it is not looked for. After a mark that is a single Latin
        character: as it is marked as Chinese, it may end a line.
        """
        if _is_latin_after_mark(self._text, place):
            return self._width(place, place + 1)
        if self._known and room + self.hair < self._scale.half and self._text[place] != " ":
            return self._scale.half
        piece = first_piece(self._text[place : place + _FAR]).rstrip(" ")
        loose = next((at for at in range(1, len(piece)) if piece[at] in LOOSE), len(piece))
        hangs = loose == len(piece) > 1 and piece[-1] in _HANGING
        return self._width(place, place + loose - hangs)

    def _fitting(self, start: int, end: int, room: float) -> int:
        cut = start + 1
        while cut + 1 < end and self._width(start, cut + 1, first=True) <= room:
            cut += 1
        return cut

    def _width(self, start: int, end: int, *, first: bool = False) -> float:
        """From `start` to `end`; a gap before the first character of a line is none."""
        reached = self._reached[end] - self._reached[start]
        return reached - self._gap if first and start in self._gaps else reached
