"""A document before it is laid out: what we paint ourselves set apart from the rest, by which papers share their pages.

A notice to many units is the same but for its 份号; their ledgers have the same form with other rows in it. What layout
depends on is the form, and of 份号 and of each page's table only that they are there and how large they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final

from docgen.document import Attachment, Block, Document, FieldLine, Orientation, Paragraph, Part, Role
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
_EXPLAINING: Final = (Role.CAPTION, Role.NOTE)
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
    def tables(self) -> dict[str, PaintedTable]:
        """The tables of the parts that are painted, by the names of their slots."""
        tables = (block for blocks in self.parts for block in blocks if isinstance(block, PaintedTable))
        return {f"table:{place}": table for place, table in enumerate(tables)}

    @property
    def form(self) -> tuple[object, ...]:
        """All that its layout depends on, to be compared."""
        document = self.document
        bare = tuple(replace(part, body=()) for part in document.parts)
        number = document.copy_number if not self.number else bool(self.number)
        return replace(document, copy_number=(), parts=bare), number, *map(_form, self.parts)

    @property
    def is_form(self) -> bool:
        """Whether it is a form: nothing but tables that are painted, the blanks above them and what explains them."""
        blocks = [block for part in self.parts for block in part]
        return any(isinstance(block, PaintedTable) for block in blocks) and all(map(_is_of_form, blocks))


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


def _is_of_form(block: Laid) -> bool:
    return isinstance(block, PaintedTable | FieldLine) or (isinstance(block, Paragraph) and block.role in _EXPLAINING)


def _form(blocks: tuple[Laid, ...]) -> tuple[Any, ...]:
    """The blocks of a part, of painted tables what their page depends on.

    How high a table is matters only to what follows it on its page.
    """
    made: list[Any] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, PaintedTable):
            is_last = isinstance(following, PaintedTable) and following.breaks
            wide, high = block.size
            made.append((block.breaks, wide, None if is_last else high))
        else:
            made.append(block)
    return tuple(made)
