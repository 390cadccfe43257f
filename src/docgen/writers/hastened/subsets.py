"""The glyphs of a paper out of a font, by HarfBuzz in one pass.

WeasyPrint copies each font of a paper whole before it takes its glyphs, has its C types parsed anew for every number of
glyphs, and passes over what is left once more to drop glyphs that HarfBuzz has dropped already.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

from docgen.latest import Latest
from docgen.typesetting.font_cutting import add_all
from docgen.typesetting.weasyprint_steps import Step

__all__ = ["STEPS"]

#: Tables that a PDF has no use for; glyphs are placed and chosen by the renderer.
_DROPPED: Final = (
    *(b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG "),
)
#: Fonts that are kept, those that were used last, each with its face, so that no other can have the identity of that.
_MOST: Final = 64
_kept: Final[Latest[tuple[object, ...], tuple[bytes, Any]]] = Latest(_MOST)
_copied: Final = fonts.get_hb_object_data


def _content(face: Any, *what: Any) -> bytes | None:
    """No bytes of a whole font: nothing asks for them before `_subset` has put its own in their place."""
    content: bytes | None = _copied(face, *what) if what else b""
    return content


def _subset(font: Any, to_unicode: Collection[int], hinting: bool) -> None:
    """Keep the glyphs in `to_unicode`, with their numbers; the signature is that of WeasyPrint's `Font.subset`.

    A font of which nothing but characters without a glyph is set has its first glyph. Fonts of headings and digits have
    the same glyphs in paper after paper.
    """
    key = (int(ffi.cast("uintptr_t", font.hb_face)), frozenset(to_unicode), hinting, bool(font.missing))
    known = _kept.again(key) or _kept.keep(key, (_taken(font, to_unicode, hinting), font.hb_face))
    font.file_content = known[0]


def _taken(font: Any, to_unicode: Collection[int], hinting: bool) -> bytes:
    """The font of these glyphs; the whole font where HarfBuzz cannot take it apart."""
    asked = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    add_all(harfbuzz_subset.hb_subset_input_glyph_set(asked), to_unicode or [0])
    tables = harfbuzz_subset.hb_subset_input_set(asked, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    add_all(tables, [harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED])
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(asked, flags)
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, asked)
    made = font.hb_face if face == ffi.NULL else ffi.gc(face, harfbuzz.hb_face_destroy)
    content: bytes = _copied(made)
    return content


#: What is replaced. Where HarfBuzz's library for it is not installed, which `doctor` tells, all stays as it is.
STEPS: Final = (
    (
        Step(owner=fonts, name="get_hb_object_data", new=_content),
        Step(owner=fonts.Font, name="subset", new=_subset),
    )
    if harfbuzz_subset
    else ()
)
