"""One font file: the family it is called by, its coverage, line measures and ink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from docgen.typesetting.font_drawing import TYPOGRAPHIC

__all__ = ["BOLD", "BOLD_SLANTED", "CHARACTERS", "LATIN", "NARROW", "SLANTED", "FontFile", "Ink", "opened"]

#: What fonts made from others are called after them: a stand-in's narrow glyphs, digits for a face, a bolder face,
#: single characters.
NARROW: Final = " 半角"
LATIN: Final = " 西文"
BOLD: Final = " 加粗"
SLANTED: Final = " 倾斜"
BOLD_SLANTED: Final = " 加粗倾斜"
CHARACTERS: Final = " 单字"
_OWN_NAMES: Final = (" Bold", NARROW, LATIN, BOLD, SLANTED, BOLD_SLANTED, CHARACTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How far the ink of a text reaches above and below the baseline, in em; `bottom` is negative below it."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face in a file. `name` is its family, with Bold after it where it is the bold one."""

    name: str
    file: Path
    index: int = 0

    @property
    def family(self) -> str:
        """The family by which CSS calls it: one that no font calls itself, so that none is taken for another."""
        return self.name if self.name.endswith(_OWN_NAMES) else f"{self.name} Regular"

    @property
    def coverage(self) -> frozenset[int]:
        """The code points it has glyphs for."""
        return _coverage(self.file, self.index)

    @property
    def ascent(self) -> float:
        """Above the baseline, in em, as HarfBuzz and so Pango take it."""
        return _vertical(self.file, self.index)[0]

    @property
    def descent(self) -> float:
        """Below the baseline, in em, positive."""
        return _vertical(self.file, self.index)[1]

    def ink(self, text: str) -> Ink:
        """The ink of those characters of `text` that the font has; of 国 when it has none of them."""
        cmap = _cmap(self.file, self.index)
        bounds = [_bounds(self.file, self.index, cmap[ord(character)]) for character in text if ord(character) in cmap]
        inked = [pair for pair in bounds if pair is not None] or [(0.85, -0.1)]
        return Ink(top=max(top for top, _ in inked), bottom=min(bottom for _, bottom in inked))


@cache
def opened(file: Path, index: int) -> TTFont:
    """A font, of which no more is read than is asked for."""
    with file.open("rb") as opened:
        content = mmap(opened.fileno(), 0, access=ACCESS_READ)  # some have 25 MB, of which little is looked at
    return TTFont(content, fontNumber=index, lazy=True)


@cache
def _cmap(file: Path, index: int) -> dict[int, str]:
    cmap: dict[int, str] = opened(file, index).getBestCmap()
    return cmap


@cache
def _coverage(file: Path, index: int) -> frozenset[int]:
    return frozenset(_cmap(file, index))


@cache
def _vertical(file: Path, index: int) -> tuple[float, float]:
    """Ascent and descent in em by HarfBuzz's rule: the typographic ones when the font asks for it, else those of hhea.

    Signs are not trusted: FandolSong has its descent above the baseline.
    """
    font = opened(file, index)
    em, line, system = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
    typographic = bool(system.fsSelection & TYPOGRAPHIC) or not (line.ascent or line.descent)
    ascent = system.sTypoAscender if typographic else line.ascent
    descent = system.sTypoDescender if typographic else line.descent
    return abs(ascent) / em, abs(descent) / em


@lru_cache(maxsize=4096)
def _bounds(file: Path, index: int, glyph: str) -> tuple[float, float] | None:
    glyphs = opened(file, index).getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    em = opened(file, index)["head"].unitsPerEm
    return None if pen.bounds is None else (pen.bounds[3] / em, pen.bounds[1] / em)
