"""One font file: the family it is called by, its coverage, line measures and ink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from docgen.typesetting.font_reading import Glyphs, bounds, glyphs, vertical

__all__ = ["BOLD", "BOLD_SLANTED", "CHARACTERS", "LATIN", "NARROW", "SLANTED", "FontFile", "Ink"]

#: What fonts made from others are called after them: a stand-in's narrow glyphs, digits for a face, a bolder face,
#: single characters.
NARROW: Final = " 半角"
LATIN: Final = " 西文"
BOLD: Final = " 加粗"
SLANTED: Final = " 倾斜"
BOLD_SLANTED: Final = " 加粗倾斜"
CHARACTERS: Final = " 单字"
#: Fonts whose coverage is kept.
_MOST: Final = 8
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
        """The code points it has glyphs for; kept for the faces of a paper, each of whose characters is looked for."""
        return _coverage(self.file, self.index)

    @property
    def glyphs(self) -> Glyphs:
        """Code point → number of its glyph."""
        return glyphs(self.file, self.index)

    @property
    def ascent(self) -> float:
        """Above the baseline, in em, as HarfBuzz and so Pango take it."""
        return vertical(self.file, self.index)[0]

    @property
    def descent(self) -> float:
        """Below the baseline, in em, positive."""
        return vertical(self.file, self.index)[1]

    def ink(self, text: str) -> Ink:
        """The ink of those characters of `text` that the font has; of 国 when it has none of them."""
        known = self.glyphs
        covered = [known[ord(character)] for character in text if ord(character) in known]
        reaches = [bounds(self.file, self.index, glyph) for glyph in covered]
        inked = [pair for pair in reaches if pair is not None] or [(0.85, -0.1)]
        return Ink(top=max(top for top, _ in inked), bottom=min(bottom for _, bottom in inked))


@lru_cache(maxsize=_MOST)
def _coverage(file: Path, index: int) -> frozenset[int]:
    return frozenset(glyphs(file, index))
