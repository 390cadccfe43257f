"""The structure of a painted table: `Table`, its head and body, rows and cells (ISO 32000-1, 14.8.4.3.4).

Cells of the body name the heads of their columns (table 349), and merged cells how many rows and columns they cover.
"""

from __future__ import annotations

from typing import Any

from docgen.writers.hastened.structure import Element, text
from docgen.writers.painted.grid import Grid, Placed, has_words, paragraphs

__all__ = ["mark_of", "structure_of"]


def mark_of(box: Any, placed: Placed, paragraph: int) -> tuple[Any, int, int, int]:
    """By what a stream knows the marked content of a paragraph of a cell."""
    return box, placed.row, placed.column, paragraph


def structure_of(
    box: Any, grid: Grid, parent: Any, pdf: Any, page: int, nums: dict[int, Any], tags: dict[Any, Any]
) -> Element:
    """The element of a table, with all below it, entered in a PDF below `parent`."""
    return _Writer(box, pdf, pdf.page_references[page], nums, tags).table(grid, parent)


class _Writer:
    """Enters the elements of a table in a PDF."""

    def __init__(self, box: Any, pdf: Any, page: bytes, nums: dict[int, Any], tags: dict[Any, Any]) -> None:
        self._box, self._pdf, self._page, self._nums, self._tags = box, pdf, page, nums, tags

    def table(self, grid: Grid, parent: Any) -> Element:
        """The element of a whole table."""
        made = self._element("Table", parent.reference)
        heads: dict[int, list[bytes]] = {}
        rows = grid.rows()
        for name, part in (("THead", rows[: grid.header]), ("TBody", rows[grid.header :])):
            if part:
                section = self._below(name, made)
                for cells in part:
                    row = self._below("TR", section)
                    for placed in cells:
                        self._cell(placed, row, b"(%d-%d-%d)" % (made.number, placed.row, placed.column), heads, name)
        return made

    def _cell(self, placed: Placed, row: Element, name: bytes, heads: dict[int, list[bytes]], part: str) -> None:
        cell = placed.cell
        made = self._below("TH" if part == "THead" else "TD", row)
        covered = range(placed.column, placed.column + cell.columns)
        attributes = b"/O /Table"
        if cell.columns != 1:
            attributes += b"/ColSpan %d" % cell.columns
        if cell.rows != 1:
            attributes += b"/RowSpan %d" % cell.rows
        if part == "THead":
            for column in covered:
                heads.setdefault(column, []).append(name)
            made.attributes = b"/A <<%b>>/ID %b" % (attributes, name)
        else:
            named = dict.fromkeys(head for column in covered for head in heads.get(column, ()))
            made.attributes = b"/A <<%b/Headers [%b]>>" % (attributes, b" ".join(named))
        self._contents(placed, made)

    def _contents(self, placed: Placed, cell: Element) -> None:
        lines = paragraphs(placed.cell)
        for place, paragraph in enumerate(lines):
            if has_words(paragraph):
                around = self._below("P", cell) if len(lines) > 1 else cell
                mark = self._tags.pop(mark_of(self._box, placed, place))
                around.kids.append(text(self._pdf, mark, self._page, around.reference, self._nums).reference)

    def _below(self, kind: str, parent: Element) -> Element:
        """An element, entered among the kids of its parent."""
        made = self._element(kind, parent.reference)
        parent.kids.append(made.reference)
        return made

    def _element(self, kind: str, parent: bytes) -> Element:
        return Element(kind, self._page, parent, self._pdf)
