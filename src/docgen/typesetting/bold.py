"""The characters of a document that are set bold, by typeface: a bolder font is drawn for these alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from docgen.document import Block, Document, Paragraph, Role
from docgen.standards.gbt9704 import Face, Standard, StyleName
from docgen.typesetting.widths import plain

__all__ = ["bold_characters", "joined"]

_HEADINGS: Final = (StyleName.HEADING_1, StyleName.HEADING_2, StyleName.HEADING_3, StyleName.HEADING_4)


def bold_characters(document: Document, standard: Standard) -> Mapping[Face, frozenset[str]]:
    """Typeface → characters; only headings may be bold (see `Standard.bold`)."""
    found: dict[Face, set[str]] = {}
    for block in _blocks(document) if standard.bold else ():
        if not isinstance(block, Paragraph) or not block.level:
            continue
        name = _HEADINGS[block.level - 1]
        if name in standard.bold:
            whole = block.role is Role.CENTERED
            words = plain(block.lead + block.runs if whole else block.lead)
            found.setdefault(standard.styles[name].face, set()).update(words)
    return {face: frozenset(characters) for face, characters in found.items()}


def _blocks(document: Document) -> Iterator[Block]:
    yield from (*document.above_title, *document.under_title, *document.body)
    for part in document.parts:
        yield from part.body


def joined(one: Mapping[Face, frozenset[str]], other: Mapping[Face, frozenset[str]]) -> Mapping[Face, frozenset[str]]:
    """The characters of both, by typeface."""
    return {face: one.get(face, frozenset()) | other.get(face, frozenset()) for face in (*one, *other)}
