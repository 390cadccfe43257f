"""A Word file as parts: reading a layout, writing the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from lxml import etree

from docgen.writers.docx.wordml import Element

__all__ = ["Parts", "pack", "serialized", "unpack"]

#: Name of a part → its bytes.
Parts = dict[str, bytes]

#: The day that zip files know as their first: no clock enters a file.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
#: The part that says what the others are; readers expect it first.
_FIRST: Final = "[Content_Types].xml"


def unpack(packed: bytes) -> Parts:
    """The parts of one of our own layouts."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The file. Order, dates and rights are fixed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every operating system
            archive.writestr(entry, parts[name])
    return packed.getvalue()


def serialized(root: Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
