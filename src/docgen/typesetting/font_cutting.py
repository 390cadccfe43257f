"""A few characters of a font as a font of their own, cut out by HarfBuzz: as they are, with its line measures."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

__all__ = ["CAN_CUT", "add_all", "cut"]

ffi.cdef("""
    hb_blob_t * hb_blob_create_from_file (const char *file_name);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    hb_set_t * hb_subset_input_unicode_set (hb_subset_input_t *input);
""")

#: Whether HarfBuzz's library for it is installed; `doctor` tells.
CAN_CUT: Final = harfbuzz_subset is not None
#: Parsed once: WeasyPrint names a type of its own for each length, and every one is parsed and kept for good.
_NUMBERS: Final = ffi.typeof("hb_codepoint_t[]")


def cut(file: Path, codes: Collection[int], target: Path) -> None:
    """Write the glyphs of these code points of a font into a font file. OSError when the file is no font."""
    blob = _owned(harfbuzz.hb_blob_create_from_file(str(file).encode()), harfbuzz.hb_blob_destroy)
    face = _owned(harfbuzz.hb_face_create(blob, 0), harfbuzz.hb_face_destroy)
    asked = _owned(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    add_all(harfbuzz_subset.hb_subset_input_unicode_set(asked), codes)
    made = harfbuzz_subset.hb_subset_or_fail(face, asked)
    if made == ffi.NULL:
        raise OSError(f"no glyphs can be taken out of {file}")
    target.write_bytes(get_hb_object_data(_owned(made, harfbuzz.hb_face_destroy)))


def add_all(chosen: Any, numbers: Collection[int]) -> None:
    """Add numbers to a set of HarfBuzz, which takes them in order."""
    harfbuzz.hb_set_add_sorted_array(chosen, ffi.new(_NUMBERS, sorted(numbers)), len(numbers))


def _owned(made: Any, destroy: Any) -> Any:
    """What goes with the last reference to it."""
    return ffi.gc(made, destroy)
