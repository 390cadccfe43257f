"""Tables of strangers made whole: every place of the grid is covered once, and no cell is lost.

A Word file may merge cells past the end of its table, leave rows short, or give a row more cells than there are
columns. Renderers make of that what they like. Here a merge ends where the rows do, a cell that others from above
interrupt covers what is free up to there, a short row is filled with empty cells and a long one widens the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.document import Attachment, Block, Cell, Column, Document, IssuedText, Row, Table

__all__ = ["squared", "squared_table"]


def squared(document: Document) -> Document:
    """The document with its tables made whole; the same where they are."""
    tables = (block for blocks in (document.body, *(part.body for part in document.parts)) for block in blocks)
    if all(_is_square(block) for block in tables if isinstance(block, Table)):
        return document
    return replace(document, body=_blocks(document.body), parts=tuple(_part(part) for part in document.parts))


def _part(part: IssuedText | Attachment) -> IssuedText | Attachment:
    return replace(part, body=_blocks(part.body))


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(squared_table(block) if isinstance(block, Table) else block for block in blocks)


def squared_table(table: Table) -> Table:
    """A table whose rows all cover its columns. A table without columns or rows gets one."""
    if _is_square(table):
        return table
    header, rows = (_placed(given, len(table.columns)) for given in (table.header, table.rows))
    wide = max([len(table.columns), 1, *(len(covered) for _, covered in (*header, *rows))])
    columns = table.columns
    if wide > len(columns):
        usual = sum(column.width for column in columns) / len(columns) if columns else 1.0
        columns = (*columns, *(Column(width=usual) for _ in range(wide - len(columns))))
    made = [_filled(placed, wide) for placed in (header, rows)]
    if not made[0] and not made[1]:
        made[1] = (Row(cells=tuple(Cell() for _ in range(wide))),)
    return replace(table, columns=columns, header=made[0], rows=made[1])


def _is_square(table: Table) -> bool:
    """Whether each row has a cell a column, and there are some: most tables have."""
    count = len(table.columns)
    return bool(count and (table.header or table.rows)) and all(
        len(row.cells) == count and all(cell.rows == cell.columns == 1 for cell in row.cells)
        for rows in (table.header, table.rows)
        for row in rows
    )


#: A row, its cells by column, and for each of its columns whether a cell covers it.
_Placed = tuple[Row, dict[int, Cell]]


def _placed(rows: Sequence[Row], columns: int) -> list[tuple[_Placed, list[bool]]]:
    """Each row's cells by column, merges ended where the rows do or where a cell from above stands."""
    below: dict[int, int] = {}  # column → rows that a cell from above still covers
    found: list[tuple[_Placed, list[bool]]] = []
    for number, row in enumerate(rows):
        taken = {column for column, left in below.items() if left}
        below = {column: left - 1 for column, left in below.items() if left > 1}
        cells: dict[int, Cell] = {}
        for cell in row.cells:
            first = next(column for column in range(len(taken) + 1) if column not in taken)
            wide = 1
            while wide < cell.columns and first + wide not in taken and first + wide < max(columns, first + 1):
                wide += 1
            high = max(1, min(cell.rows, len(rows) - number))
            cells[first] = replace(cell, columns=wide, rows=high) if (wide, high) != (cell.columns, cell.rows) else cell
            for column in range(first, first + wide):
                taken.add(column)
                if high > 1:
                    below[column] = high - 1
        found.append(((row, cells), [column in taken for column in range(max(taken, default=-1) + 1)]))
    return found


def _filled(placed: Sequence[tuple[_Placed, list[bool]]], wide: int) -> tuple[Row, ...]:
    rows = []
    for (row, cells), covered in placed:
        free = [column for column in range(wide) if column >= len(covered) or not covered[column]]
        if not free and row.cells == tuple(cells[column] for column in sorted(cells)):
            rows.append(row)
            continue
        whole = {**cells, **{column: Cell() for column in free}}
        rows.append(replace(row, cells=tuple(whole[column] for column in sorted(whole))))
    return tuple(rows)
