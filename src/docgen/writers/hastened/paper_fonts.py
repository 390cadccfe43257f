"""The fonts of a paper: what it shares with others is set in the same ones there, the rest in fonts of its own.

Taking glyphs out of a font and packing them is a third of what a notice with filled forms takes. The glyphs of its text
and forms are the same in every unit's; those that only its tables have are some ninety of six hundred. So these are in
a second font, and the first is made once for all papers. No glyph is in both.
"""

from __future__ import annotations

from typing import Any, Final

import weasyprint.pdf

from docgen.typesetting.weasyprint_steps import Step
from docgen.writers.hastened.painting import without_glyphs

__all__ = ["STEPS", "Fonts", "own_font"]

_build: Final = weasyprint.pdf.build_fonts_dictionary
_LETTERS: Final = 26


class Fonts(dict[Any, Any]):
    """The fonts of a paper by WeasyPrint's keys, and the places left open in its pages, which are painted at last.

    `apart`: whether what is painted there has fonts of its own.
    """

    def __init__(self, *, apart: bool) -> None:
        super().__init__()
        self._apart = apart
        self._open: list[tuple[Any, list[list[Any]], list[Any]]] = []

    def leave_open(self, stream: Any, pieces: list[list[Any]], boxes: list[Any]) -> None:
        """Have a box painted behind each of the pieces of a page's stream but the last."""
        self._open.append((stream, pieces, boxes))

    def close(self) -> None:
        """Paint all that was left open. Fonts that were looked up for it alone, and have no glyph of it, go again."""
        shared = set(self)
        for stream, pieces, boxes in self._open:
            whole = list(pieces[0])
            for box, piece in zip(boxes, pieces[1:], strict=True):
                stream.stream = []
                box.paint(stream)
                whole += stream.stream + piece
            stream.stream = whole
        self._open.clear()
        for key in [key for key, font in self.items() if key not in shared and not font.to_unicode]:
            del self[key]

    def own(self, font: Any) -> Any:
        """The font for glyphs that another font of the paper is without; None where they come to that one."""
        if not self._apart:
            return None
        key = (Fonts, font.hash)
        if key not in self:
            made = self[key] = without_glyphs(font)
            made.hash = "".join(chr(65 + (ord(letter) - 65 + _LETTERS // 2) % _LETTERS) for letter in font.hash)
            made.name = font.name.replace(font.hash.encode(), made.hash.encode())
        return self[key]


def own_font(stream: Any, font: Any) -> Any:
    """The font of a page's paper for glyphs that a font of it is without; None where they come to that one."""
    return stream._fonts.own(font) if isinstance(stream._fonts, Fonts) else None


def _build_fonts_dictionary(pdf: Any, fonts: Any, *settings: Any) -> Any:
    """Enter the fonts of a paper, all of which is painted by then; the signature is WeasyPrint's."""
    if isinstance(fonts, Fonts):
        fonts.close()
    return _build(pdf, fonts, *settings)


#: What is replaced.
STEPS: Final = (Step(owner=weasyprint.pdf, name="build_fonts_dictionary", new=_build_fonts_dictionary),)
