"""Files altered as a forger would: one text for another inside the XML of a DOCX, one glyph for another in a PDF."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf

__all__ = ["docx_with", "pdf_with"]

_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")


def docx_with(content: bytes, old: str, new: str) -> bytes:
    """The DOCX with the first `old` of its XML replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in part, old
                part = part.replace(old.encode(), new.encode(), 1)
            target.writestr(name, part)
    return made.getvalue()


def pdf_with(content: bytes, old: str, new: str) -> bytes:
    """The PDF with the first run of glyphs that reads `old` replaced by those of `new`, which the same font must hold.

    Text is drawn as hexadecimal glyph numbers, between which the positions stand.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                glyphs = {
                    bytes.fromhex(text.decode()).decode("utf-16-be"): glyph
                    for glyph, text in _PAIR.findall(font.ToUnicode.read_bytes())
                }
                if not {*old, *new} <= set(glyphs):
                    continue
                between = rb"(>[-\d.]*(?:<>[-\d.]*)*<)"
                pattern = between.join(glyphs[char] for char in old)
                drawn = page.Contents.read_bytes()
                found = re.search(pattern, drawn)
                if found is None:
                    continue
                gaps = list(found.groups())
                written = b"".join(
                    part for pair in zip((glyphs[char] for char in new), [*gaps, b""], strict=True) for part in pair
                )
                page.Contents = pdf.make_stream(drawn[: found.start()] + written + drawn[found.end() :])
                made = io.BytesIO()
                pdf.save(made)
                return made.getvalue()
    raise AssertionError(f"{old} is not drawn")
