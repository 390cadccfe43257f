"""Which Word file a PDF was made from: its sha256, in the PDF's document information.

The record travels with the file, so it holds wherever the two are moved to and whatever their times are.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Final

import pikepdf

__all__ = ["source_of", "stamped"]

#: The key in the document information; readers of PDF pass over keys they do not know.
_KEY: Final = "/DocgenSource"


def stamped(pdf: bytes, source: bytes) -> bytes:
    """The PDF with the record that it was made from the Word file `source`. Same inputs, same bytes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.docinfo[_KEY] = sha256(source).hexdigest()
        out = BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def source_of(pdf: bytes) -> str:
    """The sha256 of the Word file that a PDF was made from; empty where it names none or cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return str(opened.docinfo.get(_KEY, ""))
    except pikepdf.PdfError:
        return ""
