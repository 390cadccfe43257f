"""What is asked of a font's file: which characters it has, its vertical measures, how far a glyph's ink reaches.

Fonts of Chinese have up to 65,000 glyphs, so what is read is kept small and only of a few: all that fontTools reads of
one to look at its outlines takes 20 MB.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from docgen.typesetting.font_drawing import TYPOGRAPHIC

__all__ = ["Glyphs", "bounds", "glyphs", "opened", "vertical"]

#: Fonts held open. Marks and titles are measured in the same few.
_MOST_OPEN: Final = 2
#: Files of which is kept what characters they have: those of a standard, and some drawn for the looks of a paper.
_MOST_FILES: Final = 32


@lru_cache(maxsize=_MOST_OPEN)
def opened(file: Path, index: int) -> TTFont:
    """A font to be drawn from or looked at; it stays open for the next one who asks."""
    return _open(file, index)


def _open(file: Path, index: int) -> TTFont:
    with file.open("rb") as opened:
        content = mmap(opened.fileno(), 0, access=ACCESS_READ)  # some have 25 MB, of which little is looked at
    return TTFont(content, fontNumber=index, lazy=True)


class Glyphs(Mapping[int, int]):
    """Code point → number of its glyph, in 6 bytes each: a dictionary of all Chinese characters takes 7 MB."""

    __slots__ = ("_codes", "_numbers")

    def __init__(self, numbers: Mapping[int, int]) -> None:
        self._codes = array("I", sorted(numbers))
        self._numbers = array("H", [numbers[code] for code in self._codes])

    def __getitem__(self, code: int) -> int:
        at = bisect_left(self._codes, code)
        if at == len(self._codes) or self._codes[at] != code:
            raise KeyError(code)
        return self._numbers[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


@lru_cache(maxsize=_MOST_FILES)
def glyphs(file: Path, index: int) -> Glyphs:
    """The glyphs of a font, told by number: for their names all of its outlines would be read."""
    with _open(file, index) as font:
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        return Glyphs({code: int(number) for code, number in font.getBestCmap().items()})


@lru_cache(maxsize=_MOST_FILES)
def vertical(file: Path, index: int) -> tuple[float, float]:
    """Ascent and descent in em by HarfBuzz's rule: the typographic ones when the font asks for it, else those of hhea.

    Signs are not trusted: FandolSong has its descent above the baseline.
    """
    with _open(file, index) as font:
        em, line, system = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
    typographic = bool(system.fsSelection & TYPOGRAPHIC) or not (line.ascent or line.descent)
    ascent = system.sTypoAscender if typographic else line.ascent
    descent = system.sTypoDescender if typographic else line.descent
    return abs(ascent) / em, abs(descent) / em


@lru_cache(maxsize=4096)
def bounds(file: Path, index: int, glyph: int) -> tuple[float, float] | None:
    """How far the outline of a glyph reaches up and down from the baseline, in em; None of a blank."""
    font = opened(file, index)
    outlines = font.getGlyphSet()
    pen = BoundsPen(outlines)
    outlines[font.getGlyphName(glyph)].draw(pen)
    em = font["head"].unitsPerEm
    return None if pen.bounds is None else (pen.bounds[3] / em, pen.bounds[1] / em)
