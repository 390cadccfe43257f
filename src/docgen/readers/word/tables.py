"""A grid of a Word file → the table of the tree."""

from __future__ import annotations

from collections import Counter
from typing import Final

from docgen.document import Align, Cell, Column, Row, Table, Text
from docgen.readers.word.passages import Grid, GridCell, Passage, text_of
from docgen.readers.word.texts import stripped
from docgen.standards.gbt9704 import Standard, StyleName

__all__ = ["ALIGN", "table_of"]

ALIGN: Final = {
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
}
_HEIGHTS: Final = (1.0, 40.0)  # lines of a row that a file is believed


def table_of(grid: Grid, standard: Standard, *, ours: bool) -> Table:
    """The table; widths are the grid's in twips, heights in lines of the table's pitch."""
    count = len(grid.widths)
    columns = tuple(
        Column(width=max(width, 1.0), align=_align(grid, index, header=False))
        for index, width in enumerate(grid.widths)
    )
    assert count, "a grid has columns"
    rows = [_row(grid, number, columns, standard, ours=ours) for number in range(len(grid.rows))]
    return Table(columns=columns, header=tuple(rows[: grid.header]), rows=tuple(rows[grid.header :]))


def _align(grid: Grid, column: int, *, header: bool) -> Align:
    """How most cells of a column lie."""
    found: Counter[Align] = Counter()
    for row in grid.rows[0 if header else grid.header :]:
        for cell in row:
            if cell.column == column and cell.columns == 1 and not _headed(cell) and cell.passages:
                found[_aligned(cell)] += 1
    return found.most_common(1)[0][0] if found else Align.LEFT


def _aligned(cell: GridCell) -> Align:
    first = next((one for one in cell.passages if not one.empty), cell.passages[0] if cell.passages else None)
    return ALIGN.get(first.align, Align.LEFT) if first is not None else Align.LEFT


def _headed(cell: GridCell) -> bool:
    """Whether a cell is the head of a column or a row, by our style."""
    return any(passage.style == StyleName.TABLE_HEADER.value for passage in cell.passages)


def _row(grid: Grid, number: int, columns: tuple[Column, ...], standard: Standard, *, ours: bool) -> Row:
    cells = tuple(_cell(cell, columns, header=number < grid.header, ours=ours) for cell in grid.rows[number])
    line, above = standard.styles[StyleName.TABLE_CELL].line, standard.table_padding_above
    lines = (grid.heights[number] - above.twips * 2) / line.twips if grid.heights[number] else 1.0
    return Row(cells=cells, height=round(min(max(lines, _HEIGHTS[0]), _HEIGHTS[1]), 2))


def _cell(cell: GridCell, columns: tuple[Column, ...], *, header: bool, ours: bool) -> Cell:
    headed = _headed(cell) if ours else header
    align = _aligned(cell)
    usual = Align.CENTER if headed else columns[min(cell.column, len(columns) - 1)].align
    return Cell(
        lines=_lines(cell.passages, ours=ours) or ((),),
        rows=cell.rows,
        columns=cell.columns,
        header=headed,
        align=None if align is usual or not cell.passages else align,
    )


def _lines(passages: tuple[Passage, ...], *, ours: bool) -> tuple[Text, ...]:
    """The paragraphs of a cell; empty ones at its ends are none, those between keep their place."""
    found = [
        text_of(line) if ours else stripped(text_of(line, passage.looks))
        for passage in passages
        for line in passage.lines
    ]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        found.pop(0)
    return tuple(found)
