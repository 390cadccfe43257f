"""The glyphs of a line written at once: WeasyPrint asks Pango for every length of every glyph, and writes them singly.

Most characters of a line are as wide and as far apart as the ones before them, so what stands before and behind a
glyph is written once. Lines with glyphs that are raised, missing or pictures are left to WeasyPrint.
"""

from __future__ import annotations

import struct
from copy import copy
from typing import Any, Final

from weasyprint.draw import text
from weasyprint.pdf import stream as streams
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from docgen.latest import Latest
from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS", "agree", "array_of", "enter", "held", "of_pictures", "plain_runs", "without_glyphs"]

ffi.cdef("void * g_object_ref (void *object);")

#: `PangoGlyphInfo`: glyph, width, offset to the right, offset downward, flags.
_GLYPH: Final = struct.Struct("=Iiiii")
assert _GLYPH.size == ffi.sizeof("PangoGlyphInfo")
#: Fonts of Pango that are known, each held, so that no other can have its place.
_MOST: Final = 500
_fonts: Final[Latest[int, tuple[Any, Any]]] = Latest(_MOST)
_IMPRECISE: Final = pango.pango_version() < 14802  # whose fonts do not know their size
_draw: Final = text.draw_first_line

_Glyphs = list[tuple[int, int, int, int, int]]


def _draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw a line; the signature is WeasyPrint's."""
    words = textbox.text
    if not words.strip() or textbox.style["font_size"] < 1e-6:
        return []
    runs = None
    if text_overflow != "ellipsis" and block_ellipsis == "none" and not _IMPRECISE:
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        runs = plain_runs(textbox.pango_layout.get_first_line()[0])
    if runs is None:
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    fonts = [stream.add_font(item.item.analysis.font) for item, _ in runs]
    if any(of_pictures(font) for font, _ in fonts):
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    written: list[str] = []
    before = None
    for (item, glyphs), (font, size) in zip(runs, fonts, strict=True):
        if item.item.analysis.font != before:
            if written:
                stream.show_text("".join(written))
            written = []
            before = item.item.analysis.font
            stream.set_font_size(font.hash, size)
        written.append(array_of(stream, item, glyphs, font, size, textbox.pango_layout.text))
    stream.show_text("".join(written))
    return []


def plain_runs(line: Any) -> list[tuple[Any, _Glyphs]] | None:
    """The runs of a line with their glyphs; None when one of them is not simply set."""
    found: list[tuple[Any, _Glyphs]] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        string = item.glyphs
        glyphs = list(_GLYPH.iter_unpack(ffi.buffer(string.glyphs, _GLYPH.size * string.num_glyphs)))
        if item.item.analysis.level % 2:
            return None
        for glyph, _, _, rise, _ in glyphs:
            if rise or (glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG):
                return None
        found.append((item, glyphs))
    return found


def array_of(stream: Any, item: Any, glyphs: _Glyphs, font: Any, size: float, words: str) -> str:
    """The glyphs of a run as PDF has them in an array: hexadecimal, with what they are moved by between them."""
    pieces = ["<"]
    around: dict[tuple[int, int, int], tuple[str, str]] = {}
    widths, to_unicode = font.widths, font.to_unicode
    for place, (glyph, width, offset, _, _) in enumerate(glyphs):
        if glyph == pango.PANGO_GLYPH_EMPTY:
            pieces.append(f">{-width / size}<")
            continue
        if glyph not in to_unicode:
            to_unicode[glyph] = _characters(item, place, len(glyphs), words)
        if glyph not in widths:
            widths[glyph] = _natural_width(stream, item.item.analysis.font, glyph, size)
        key = (widths[glyph], width, offset)
        if key not in around:
            around[key] = _around(*key, size)
        before, behind = around[key]
        pieces.append(f"{before}{glyph:04x}{behind}")
    whole = "".join(pieces)
    return whole[:-1] if whole.endswith("<") else whole + ">"


def _around(natural: int, width: int, offset: int, size: float) -> tuple[str, str]:
    """What moves a glyph to the right, and what makes it as wide as Pango has it."""
    moved = offset / size
    rest = natural + moved - width * 1000 * FROM_UNITS / size
    return (f">{-moved}<" if moved else ""), (f">{int(rest)}<" if rest else "")


def _characters(item: Any, place: int, count: int, words: str) -> str:
    """The characters that a glyph of a run stands for."""
    clusters = item.glyphs.log_clusters
    start = clusters[place]
    end = item.item.length if place == count - 1 else clusters[place + 1]
    offset = item.item.offset
    return words.encode()[offset + start : offset + end].decode()


def _natural_width(stream: Any, font: Any, glyph: int, size: float) -> int:
    """The advance of a glyph in thousandths of its size."""
    pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
    natural: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return natural


def _key(font: Any) -> Any:
    """What tells a font of Pango; WeasyPrint's `get_pango_font_key`, asked once a font."""
    place = int(ffi.cast("uintptr_t", font))
    known = _fonts.again(place) or _fonts.keep(place, (get_pango_font_key(font), held(font)))
    return known[0]


def of_pictures(font: Any) -> bool:
    """Whether glyphs of a font are pictures, which cannot be written as glyphs."""
    return bool(font.bitmap or font.png or font.svg or font.colr)


def agree(font: Any, known: Any) -> bool:
    """Whether a font of a paper, `known`, has no glyph of another one in another width."""
    return all(known.widths.get(glyph, width) == width for glyph, width in font.widths.items())


def enter(font: Any, known: Any) -> None:
    """Enter the glyphs of a font in one of a paper: their widths and the characters they stand for."""
    for glyph, width in font.widths.items():
        known.widths.setdefault(glyph, width)
    for glyph, characters in font.to_unicode.items():
        known.to_unicode.setdefault(glyph, characters)


def without_glyphs(font: Any) -> Any:
    """A font of a paper like another one, before anything is set in it."""
    made = copy(font)
    made.widths, made.to_unicode, made.missing = {}, {}, {}
    return made


def held(font: Any) -> Any:
    """A font of Pango that stays as long as what is returned."""
    return ffi.gc(gobject.g_object_ref(font), gobject.g_object_unref)


#: What is replaced.
STEPS: Final = (
    Step(owner=text, name="draw_first_line", new=_draw_first_line),
    Step(owner=streams, name="get_pango_font_key", new=_key),
)
