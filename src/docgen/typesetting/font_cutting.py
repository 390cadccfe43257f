"""A few characters of a font as a font of their own, cut out by HarfBuzz: as they are, with its line measures."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

__all__ = ["CAN_CUT", "cut"]

ffi.cdef("""
    hb_blob_t * hb_blob_create_from_file (const char *file_name);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    hb_set_t * hb_subset_input_unicode_set (hb_subset_input_t *input);
""")

#: Whether HarfBuzz's library for it is installed; `doctor` tells.
CAN_CUT: Final = harfbuzz_subset is not None
_whole: Final = get_hb_object_data


def cut(file: Path, codes: Collection[int], target: Path) -> None:
    """Write the glyphs of these code points of a font into a font file. OSError when the file is no font."""
    blob = _owned(harfbuzz.hb_blob_create_from_file(str(file).encode()), harfbuzz.hb_blob_destroy)
    face = _owned(harfbuzz.hb_face_create(blob, 0), harfbuzz.hb_face_destroy)
    asked = _owned(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    numbers = sorted(codes)
    chosen = harfbuzz_subset.hb_subset_input_unicode_set(asked)
    harfbuzz.hb_set_add_sorted_array(chosen, ffi.new("hb_codepoint_t[]", numbers), len(numbers))
    made = harfbuzz_subset.hb_subset_or_fail(face, asked)
    if made == ffi.NULL:
        raise OSError(f"no glyphs can be taken out of {file}")
    target.write_bytes(_whole(_owned(made, harfbuzz.hb_face_destroy)))


def _owned(made: Any, destroy: Any) -> Any:
    """What goes with the last reference to it."""
    return ffi.gc(made, destroy)
