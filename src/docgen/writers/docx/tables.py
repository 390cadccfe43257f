"""Tables: fixed columns, merged cells, repeated header rows, no row split between pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.document import Align, Cell, Row, Table
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.columns import column_widths
from docgen.units import Length
from docgen.writers.docx.paragraphs import paragraph
from docgen.writers.docx.runs import runs
from docgen.writers.docx.styles import TABLE_STYLE
from docgen.writers.docx.wordml import Element, boolean, element, value

__all__ = ["JUSTIFICATION", "build"]

JUSTIFICATION = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell of the grid: a tree's cell where it begins, or its continuation below."""

    cell: Cell
    column: int
    continued: bool


def build(table: Table, standard: Standard, available: Length) -> Element:
    """The table over the whole of the available width."""
    widths = column_widths(table, available)
    made = element(
        "w:tbl",
        {},
        element(
            "w:tblPr",
            {},
            value("w:tblStyle", TABLE_STYLE),
            element("w:tblW", {"w:w": available.twips, "w:type": "dxa"}),
            element("w:tblLayout", {"w:type": "fixed"}),
            element("w:tblLook", {"w:val": "0020", "w:firstRow": 1}) if table.header else None,
        ),
        element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": width.twips}) for width in widths)),
    )
    for rows, header in ((table.header, True), (table.rows, False)):
        for row, slots in zip(rows, _grid(rows, len(widths)), strict=True):
            made.append(_row(row, slots, table, standard, widths, header=header))
    return made


def _grid(rows: Sequence[Row], columns: int) -> list[list[_Slot]]:
    """What stands in each row, left to right, once cells that reach down are carried on."""
    below: dict[int, tuple[Cell, int]] = {}  # first column → cell and how many rows it still covers
    grid = []
    for row in rows:
        slots: list[_Slot] = []
        waiting = list(row.cells)
        column = 0
        while column < columns:
            if column in below:
                cell, left = below.pop(column)
                slots.append(_Slot(cell, column, continued=True))
            elif waiting:
                cell, left = waiting.pop(0), 0
                left = cell.rows
                slots.append(_Slot(cell, column, continued=False))
            else:
                break
            if left > 1:
                below[column] = (cell, left - 1)
            column += cell.columns
        grid.append(slots)
    return grid


def _row(
    row: Row, slots: list[_Slot], table: Table, standard: Standard, widths: tuple[Length, ...], *, header: bool
) -> Element:
    height = standard.styles[StyleName.TABLE_CELL].line.times(row.height) + standard.table_padding_above.times(2)
    properties = element(
        "w:trPr",
        {},
        boolean("w:cantSplit", True),
        element("w:trHeight", {"w:val": height.twips, "w:hRule": "atLeast"}),
        boolean("w:tblHeader", True) if header else None,
    )
    return element("w:tr", {}, properties, *(_cell(slot, table, standard, widths) for slot in slots))


def _cell(slot: _Slot, table: Table, standard: Standard, widths: tuple[Length, ...]) -> Element:
    cell = slot.cell
    width = sum(width.twips for width in widths[slot.column : slot.column + cell.columns])
    merge = value("w:vMerge", "restart") if not slot.continued else element("w:vMerge")
    made = element(
        "w:tc",
        {},
        element(
            "w:tcPr",
            {},
            element("w:tcW", {"w:w": width, "w:type": "dxa"}),
            value("w:gridSpan", cell.columns) if cell.columns > 1 else None,
            merge if cell.rows > 1 else None,
            value("w:vAlign", "center"),
        ),
    )
    style = StyleName.TABLE_HEADER if cell.header else StyleName.TABLE_CELL
    align = cell.align or (Align.CENTER if cell.header else table.columns[slot.column].align)
    for line in ((),) if slot.continued else cell.lines or ((),):
        made.append(paragraph(style, runs(line, standard, style), value("w:jc", JUSTIFICATION[align])))
    return made
