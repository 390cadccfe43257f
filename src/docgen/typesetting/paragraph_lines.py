"""The lines of a paragraph by exact advances, before any renderer sees it, and which of them a Word file respaces.

Our policy pushes out (追出): a mark that may not begin a line takes a character with it, a number stays with its unit.
Word cannot be told the second, and LibreOffice 7.4 lets a mark hang where the file forbids it. A line that ends before
others would end it is therefore set a little wider (字符间距加宽), as a hand does it: what would have slipped in does
not fit then, and everybody ends the line where the PDF does. A line of 汉字 and Latin that is full to a hair is set
narrower by as much, since LibreOffice rounds each stretch of one script. Justified, both look as they would anyway.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from docgen.standards.gbt9704 import Style
from docgen.typesetting.latin_gap import GAP, gaps
from docgen.typesetting.line_breaking import LOOSE, pieces, pieces_of
from docgen.units import Length

__all__ = ["Respaced", "latin_after_marks", "line_ends", "paragraph_lines", "respaced"]

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
_LETTERS: Final = frozenset(map(chr, range(0x21, 0x7F))) - frozenset("0123456789.,:;'!|()[]{}-")
#: How much of what would slip in a narrowed line may have room for.
_MOST: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Respaced:
    """A line of a paragraph, its characters from `start` to `end`, with `extra` more after each than its style has.

    `extra` is less than zero where the line is narrowed.
    """

    start: int
    end: int
    extra: Length


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


def respaced(
    text: str, style: Style, across: Length, *, indent: float | None = None, advances: Sequence[int] | None = None
) -> Iterator[Respaced]:
    """The lines that are to be set wider or narrower, so that everybody ends them where our policy does.

    `indent` is that of the first line in 字 where it is not the style's; less than zero where it hangs. `advances` are
    those of the characters where they are not the style's.
    """
    first = style.indent if indent is None else indent
    measure = _Measure(style, text, first, advances)
    start = 0
    for line, room in _lines(style, text, first, across, _fixed(advances)):
        end = start + len(line)
        next_in = measure.slipping_in(end) if end < len(text) else inf
        if next_in <= room + measure.hair:
            yield Respaced(start=start, end=end, extra=Length(int((room - next_in / 2) / len(line))))
        elif room < (needed := min(measure.needed(start, end), next_in * _MOST)):
            yield Respaced(start=start, end=end, extra=-Length(round(needed / len(line))))
        start = end


def latin_after_marks(
    text: str, style: Style, across: Length, *, indent: float | None = None, advances: Sequence[int] | None = None
) -> Iterator[int]:
    """The places of digits and Latin letters that begin a line after one that ends with a mark.

    LibreOffice 7.4 hangs such a mark though it fits: the language of what follows decides, and Latin is no Chinese.

    `indent` and `advances` are as for `respaced`.
    """
    start = 0
    for line, _ in _lines(style, text, style.indent if indent is None else indent, across, _fixed(advances)):
        if _is_latin_after_mark(text, start):
            yield start
        start += len(line)


def _is_latin_after_mark(text: str, place: int) -> bool:
    return place > 0 and text[place - 1] in _HANGING and " " < text[place : place + 1] < _LATIN_END


def _fixed(advances: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if advances is None else tuple(advances)


@lru_cache(maxsize=64)  # whoever respaces a paragraph asks for its marks too
def _lines(
    style: Style, text: str, indent: float, across: Length, advances: tuple[int, ...] | None
) -> tuple[tuple[str, float], ...]:
    return tuple(_Measure(style, text, indent, advances).lines(across))


class _Measure:
    """Advances of one paragraph, in EMU. A gap belongs to the character after it."""

    def __init__(self, style: Style, text: str, indent: float, advances: Sequence[int] | None = None) -> None:
        self._full = style.size + style.spacing
        self._indent = self._full.times(indent)
        self.hair = self._full.times(_ROUNDING)
        self._text = text
        self._gap = style.size.times(GAP)
        self._gaps = frozenset(gaps(text))
        half = style.size.times(0.5) + style.spacing
        own: list[int] = (
            [half if character < _LATIN_END else self._full for character in text] if advances is None else [*advances]
        )
        for place in self._gaps:
            own[place] += self._gap
        self._reached = list(accumulate(own, initial=0))

    def lines(self, across: Length, *, tied: bool = True) -> Iterator[tuple[str, float]]:
        """Each line and the room it leaves; a piece wider than a line is divided where it must be."""
        ends = [0, *accumulate(map(len, pieces_of(self._text, tied)))]
        widest = max((self._reached[end] - self._reached[start] for start, end in pairwise(ends)), default=0)
        if " " not in self._text and widest <= across - max(0, self._indent):
            return self._plain_lines(across, ends)
        return self._any_lines(across, tied=tied)

    def _plain_lines(self, across: Length, ends: list[int]) -> Iterator[tuple[str, float]]:
        """The same where no blank ends a piece and each fits into a line: the last piece that does is searched."""
        reached = [self._reached[end] for end in ends]
        first, taken = 0, float(self._indent)
        while True:
            start = ends[first]
            origin = reached[first] + (self._gap if start in self._gaps else 0)
            last = bisect_right(reached, across - taken + origin, lo=min(first + 1, len(ends) - 1)) - 1
            yield self._text[start : ends[last]], across - (taken + (reached[last] - origin))
            if last == len(ends) - 1:
                return
            first, taken = last, 0.0

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

        And more for letters and signs, wider in a face that stands in than half a 字.
        """
        meetings = sum(start < place < end for place in self._gaps)
        letters = sum(map(_LETTERS.__contains__, self._text[start:end]))
        more = meetings * _MEETING + letters * _LETTER
        return self.hair + self._full.times(more) if more else 0.0

    def slipping_in(self, place: int) -> float:
        """What a renderer that ties nothing and hangs marks takes first from `place` on.

        After a mark that is a single Latin character: as it is marked as Chinese, it may end a line.
        """
        if _is_latin_after_mark(self._text, place):
            return self._width(place, place + 1)
        piece = next(pieces(self._text[place : place + _FAR], tied=False)).rstrip(" ")
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
