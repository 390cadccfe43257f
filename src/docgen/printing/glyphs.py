"""The glyphs of an embedded font by their numbers, so that subsets which keep the numbers can be put together."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, Final

from fontTools.ttLib import TTFont, TTLibError

__all__ = ["Glyphs"]

#: What damage or another form of font raises while it is read.
_DAMAGED: Final = (TTLibError, AssertionError, AttributeError, IndexError, KeyError, ValueError, struct.error)
#: A CFF glyph of a subset that was left out ends at once: one byte.
_ENDED: Final = 1
#: Tables that go by glyph and of which a part brings its own entries.
_METRICS: Final = ("hmtx", "vmtx")


class Glyphs:
    """A font file, OpenType with CFF or TrueType. `key` tells what it must have in common with its like."""

    def __init__(self, font: TTFont) -> None:
        self._font = font
        self._order: list[str] = font.getGlyphOrder()
        self._cff = font["CFF "].cff.topDictIndex[0] if "CFF " in font else None
        self._present = dict(self._found())
        self.key = self._key()

    @classmethod
    def of(cls, content: bytes) -> Glyphs | None:
        """The glyphs of a font file; None where it is not of a form that is understood here."""
        try:
            return cls(TTFont(io.BytesIO(content), recalcBBoxes=False, recalcTimestamp=False))
        except _DAMAGED:
            return None

    def _key(self) -> tuple[str, ...]:
        """Form, units and, of CFF, the dictionaries that the outlines are read by."""
        units = str(self._font["head"].unitsPerEm)
        if self._cff is None:
            return ("glyf", units, *(name for name in ("fpgm", "prep", "cvt ") if name in self._font))
        privates = [each.Private for each in getattr(self._cff, "FDArray", ())] or [self._cff.Private]
        if len(self._cff.GlobalSubrs) or any("Subrs" in each.rawDict for each in privates):
            raise ValueError("outlines that call common pieces cannot be moved")
        matrix = str(self._cff.rawDict.get("FontMatrix"))
        return ("CFF", units, matrix, *(repr(sorted(each.rawDict.items())) for each in privates))

    def _found(self) -> Iterator[tuple[int, bytes]]:
        """Number and outline of each glyph that the subset holds."""
        if self._cff is not None:
            index = self._cff.CharStrings.charStringsIndex
            sizes = zip(index.offsets[1:], index.offsets[:-1], strict=True)
            yield from ((gid, index[gid].bytecode) for gid, (end, start) in enumerate(sizes) if end - start > _ENDED)
            return
        glyphs = self._font["glyf"].glyphs
        outlines = ((gid, getattr(glyphs[name], "data", b"")) for gid, name in enumerate(self._order))
        yield from ((gid, outline) for gid, outline in outlines if outline)

    def take_in(self, part: Glyphs) -> bool:
        """Add what a part has beyond this; False, and nothing added, where an outline differs."""
        if any(self._present.get(gid, outline) != outline for gid, outline in part._present.items()):
            return False
        if len(part._order) > len(self._order):  # the one with the higher numbers has room for the other
            self._font, part._font = part._font, self._font
            self._order, part._order = part._order, self._order
            self._cff, part._cff = part._cff, self._cff
            self._present, part._present = part._present, self._present
        for gid, outline in part._present.items():
            if gid not in self._present:
                self._copy(gid, part)
                self._present[gid] = outline
        return True

    def _copy(self, gid: int, part: Glyphs) -> None:
        here, there = self._order[gid], part._order[gid]
        if self._cff is not None and part._cff is not None:
            self._cff.CharStrings.charStringsIndex[gid] = part._cff.CharStrings.charStringsIndex[gid]
            if hasattr(self._cff, "FDSelect"):
                self._cff.FDSelect.gidArray[gid] = part._cff.FDSelect.gidArray[gid]
        else:
            self._font["glyf"].glyphs[here] = part._font["glyf"].glyphs[there]
        for table in _METRICS:
            if table in self._font and table in part._font:
                self._font[table].metrics[here] = part._font[table].metrics[there]

    def written(self) -> bytes:
        """The font file with all that was taken in."""
        written = io.BytesIO()
        font: Any = self._font
        font.save(written, reorderTables=None)
        return written.getvalue()
