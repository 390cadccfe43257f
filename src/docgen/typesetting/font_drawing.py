"""Small fonts drawn from others: glyphs at the advances of the named font, digits of another face, a bolder weight.

Each stands before the face it serves in a list of families, so all its line measures are those of that face: the line
pitch stays. The glyphs come from the font that is given; nothing is drawn anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

__all__ = ["ASCII", "TYPOGRAPHIC", "draw_bold", "draw_latin", "draw_narrow", "draw_slanted"]

#: Bits of OS/2 fsSelection: use the typographic line measures; regular.
TYPOGRAPHIC: Final = 1 << 7
_REGULAR: Final = 1 << 6
ASCII: Final = range(0x20, 0x7F)
#: What a PostScript name may not hold.
_POSTSCRIPT: Final = re.compile(r"[^A-Za-z0-9]")
#: A glyph wider than its cell is condensed to this share of it.
_FILL: Final = 0.94
#: How much bolder a stroke gets, in em; Word's own bold of a face without one is about as much.
_BOLDER: Final = 0.03
#: How far a slanted glyph leans, and the height in em about which it does.
_SLANT: Final = 0.25
_MIDDLE: Final = 0.38


def draw_narrow(font: TTFont, latin: float, name: str, target: Path) -> None:
    """Those glyphs of a stand-in that advance otherwise than the named font: ASCII `latin` em, GB 2312 one em."""
    em = font["head"].unitsPerEm
    cmap, glyphs, hmtx = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    drawn: dict[int, tuple[Any, int]] = {}
    for code, share in _advances(cmap, latin):
        advance = round(share * em)
        if code in ASCII or hmtx[cmap[code]][0] != advance:
            drawn[code] = (_fitted(glyphs, cmap[code], advance), advance)
    _build(font, drawn, f"{name} Half", target)


def draw_latin(source: TTFont, host: TTFont, name: str, target: Path) -> None:
    """The ASCII of `source` at its own advances, to stand in lines of `host`."""
    em = host["head"].unitsPerEm
    scale = em / source["head"].unitsPerEm
    cmap, glyphs = source.getBestCmap(), source.getGlyphSet()
    drawn: dict[int, tuple[Any, int]] = {}
    for code in ASCII:
        if code in cmap:
            advance = round(glyphs[cmap[code]].width * scale)
            pen = T2CharStringPen(advance, glyphs)
            glyphs[cmap[code]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            drawn[code] = (pen.getCharString(), advance)
    _build(host, drawn, f"{name} Latin", target)


def draw_bold(font: TTFont, characters: Collection[str], name: str, target: Path) -> None:
    """Characters of a font, each glyph twice, a little apart: bolder, at the same advance."""
    apart = _BOLDER * font["head"].unitsPerEm / 2
    _draw(font, characters, ((1, 0, 0, 1, shift, 0) for shift in (-apart, apart)), f"{name} Bolder", target)


def draw_slanted(font: TTFont, characters: Collection[str], name: str, target: Path, *, bolder: bool = False) -> None:
    """Characters of a font slanted about the middle of their height, `bolder` too, at the same advance: Word's 倾斜."""
    em = font["head"].unitsPerEm
    apart = _BOLDER * em / 2 if bolder else 0
    moved = _SLANT * _MIDDLE * em
    manners = ((1, 0, _SLANT, 1, shift - moved, 0) for shift in dict.fromkeys((-apart, apart)))
    _draw(font, characters, manners, f"{name} Slanted", target)


#: A glyph's affine transformation.
_Affine = tuple[float, float, float, float, float, float]


def _draw(font: TTFont, characters: Collection[str], manners: Iterable[_Affine], name: str, target: Path) -> None:
    """Characters of a font, each glyph once in each of the manners, one over the other."""
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    every = tuple(manners)
    drawn: dict[int, tuple[Any, int]] = {}
    for code in sorted(map(ord, characters)):
        if code in cmap:
            advance = glyphs[cmap[code]].width
            pen = T2CharStringPen(advance, glyphs)
            for manner in every:
                glyphs[cmap[code]].draw(TransformPen(pen, manner))
            drawn[code] = (pen.getCharString(), advance)
    _build(font, drawn, name, target)


def _build(host: TTFont, drawn: dict[int, tuple[Any, int]], name: str, target: Path) -> None:
    """A font of the glyphs drawn, code → (glyph, advance), with the line measures of `host`."""
    em = host["head"].unitsPerEm
    names = {code: f"u{code:04X}" for code in drawn}
    empty = T2CharStringPen(em, None).getCharString()
    builder = FontBuilder(em, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {".notdef": empty, **{names[code]: glyph for code, (glyph, _) in drawn.items()}}
    builder.setupCFF(_POSTSCRIPT.sub("-", name), {}, glyphs, {})
    advances = {names[code]: (advance, 0) for code, (_, advance) in drawn.items()}
    builder.setupHorizontalMetrics({".notdef": (em, 0), **advances})
    line = host["hhea"]
    builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent, lineGap=line.lineGap)
    system = host["OS/2"]
    builder.setupOS2(
        sTypoAscender=system.sTypoAscender,
        sTypoDescender=system.sTypoDescender,
        sTypoLineGap=system.sTypoLineGap,
        usWinAscent=system.usWinAscent,
        usWinDescent=system.usWinDescent,
        fsSelection=system.fsSelection & TYPOGRAPHIC | _REGULAR,
    )
    if "BASE" in host:  # Pango lines runs up by it: without it a line with digits would be higher than the others
        builder.font["BASE"] = host["BASE"]
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0  # the same bytes on every machine
    builder.font.recalcTimestamp = False
    builder.save(target)


def _advances(codes: Iterable[int], latin: float) -> Iterator[tuple[int, float]]:
    """What the named fonts advance: ASCII `latin` em, every other character of GB 2312 one em."""
    for code in codes:
        if code in ASCII:
            yield code, latin
        elif code > 0x7F and _in_gb2312(chr(code)):
            yield code, 1.0


def _in_gb2312(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _fitted(glyphs: Any, name: str, advance: int) -> Any:
    """The glyph centred in a cell of `advance`, condensed when it is wider."""
    measure = BoundsPen(glyphs)
    glyphs[name].draw(measure)
    left, _, right, _ = measure.bounds or (0, 0, 0, 0)
    width = glyphs[name].width
    scale = min(1.0, advance / width if right - left <= 0 else max(advance / width, _FILL * advance / (right - left)))
    shift = (advance - scale * (left + right)) / 2 if scale < 1 else (advance - width) / 2
    pen = T2CharStringPen(advance, glyphs)
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
    return pen.getCharString()
