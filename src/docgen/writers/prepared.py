"""A document before it is laid out: what we paint ourselves set apart from the rest, by which papers share their pages.

A notice to many units is the same but for its 份号; their ledgers have the same form with other rows in it. What layout
depends on is the form, and of 份号 and of each page's table only that they are there and how large they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.document import Attachment, Block, Document, Orientation, Part
from docgen.problems import Problem
from docgen.standards.gbt9704 import Face, Standard, StyleName
from docgen.typesetting.bold import bold_characters
from docgen.typesetting.fonts import FontFile, FontSet
from docgen.typesetting.table_pages import SetTable, divide
from docgen.typesetting.widths import plain
from docgen.writers.markup import Markings
from docgen.writers.painted.table import PaintedTable, painted

__all__ = ["NUMBER", "Laid", "Prepared", "is_landscape", "prepare"]

#: The name of the slot of 份号.
NUMBER: Final = "number"
Laid = Block | SetTable | PaintedTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document, the blocks of each of its parts with their tables divided by pages, and 份号 where it is painted.

    `headings`: the characters that are set bold, by typeface, and `fonts`, which have them. `others`: the fonts of
    characters of painted tables that their faces lack. Problems: GLYPH_MISSING of these.
    """

    document: Document
    headings: Mapping[Face, frozenset[str]]
    fonts: FontSet
    parts: tuple[tuple[Laid, ...], ...]
    number: str
    others: tuple[FontFile, ...]
    problems: tuple[Problem, ...]

    @property
    def slots(self) -> dict[str, str | PaintedTable]:
        """What is painted, by the name of its slot: 份号, and the tables of the parts."""
        tables = (block for blocks in self.parts for block in blocks if isinstance(block, PaintedTable))
        named = {f"table:{place}": table for place, table in enumerate(tables)}
        return {NUMBER: self.number, **named} if self.number else {**named}

    @property
    def form(self) -> tuple[object, ...]:
        """All that its layout depends on, to be compared."""
        document = self.document
        bare = tuple(replace(part, body=()) for part in document.parts)
        number = document.copy_number if not self.number else bool(self.number)
        return replace(document, copy_number=(), parts=bare), number, *map(_form, self.parts)


def prepare(document: Document, standard: Standard, fonts: FontSet) -> Prepared:
    """A document, with what we paint of it set apart."""
    headings = bold_characters(document, standard)
    fonts = fonts.bolder(headings)
    markings = Markings(fonts)
    return Prepared(
        document=document,
        headings=headings,
        fonts=fonts,
        parts=tuple(_blocks(part, standard, markings) for part in document.parts),
        number=_number(document, standard, fonts),
        others=markings.others,
        problems=markings.problems,
    )


def is_landscape(part: Part) -> bool:
    """Whether a part lies on landscape pages."""
    return isinstance(part, Attachment) and part.orientation is Orientation.LANDSCAPE


def _blocks(part: Part, standard: Standard, markings: Markings) -> tuple[Laid, ...]:
    """The blocks of a part, what stands of its tables on each page as we paint it, if we do."""
    blocks = divide(part, standard, landscape=is_landscape(part))
    return tuple((_painted(block, standard, markings) or block) for block in blocks)


def _number(document: Document, standard: Standard, fonts: FontSet) -> str:
    """份号 where it is of digits alone, which are all as wide; else empty."""
    number = plain(document.copy_number)
    is_set = number.isdecimal() and not fonts.lacking(standard.styles[StyleName.CORNER].face, number)
    return number if is_set else ""


def _painted(block: Block | SetTable, standard: Standard, markings: Markings) -> PaintedTable | None:
    return painted(block, standard, markings) if isinstance(block, SetTable) and block.paged else None


def _form(blocks: tuple[Laid, ...]) -> tuple[Any, ...]:
    return tuple((block.breaks, *block.size) if isinstance(block, PaintedTable) else block for block in blocks)
