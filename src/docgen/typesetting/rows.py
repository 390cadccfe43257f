"""Rows taller than half a page become rows of at most half a page, before layout and so the same in every format.

Each later part is a row of its own and is headed （续）, in the first column of running text; the parts of a cell put
together are its text. Two more things follow from pages: the text of a cell that reaches over several rows fits into
its first row, whose least height says so, so that it is whole wherever the page ends; and such a cell reaches over a
page at most: a longer one goes on as （续）. No other row is touched, and none is to be split by a renderer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import ceil, inf
from operator import is_
from typing import Final

from docgen.document import Align, Attachment, Block, Cell, Document, IssuedText, Orientation, Row, Run, Table, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.adornment import bare
from docgen.typesetting.cell_lines import Lines, cut, height
from docgen.typesetting.columns import column_widths
from docgen.units import Length
from docgen.walk import may_hold_tables

__all__ = ["CONTINUED", "divide", "divide_table", "most_lines", "places", "row_height"]

#: What heads the later parts of a divided row.
CONTINUED: Final = "（续）"
_MARK: Final[Text] = (Run(text=CONTINUED),)
#: A head that takes more of a page (a picture is in it) is no head to repeat: rows would find no room below it.
_HEADER: Final = 1 / 3
#: A part has at least this many lines, however small the page.
_LEAST: Final = 4
#: 行 by which the first row of a merged cell is higher than its text, so that borders never push a line out of it.
_SLACK: Final = 0.1


def divide(document: Document, standard: Standard) -> Document:
    """The document with its tables' tall rows divided; the same where none is."""
    if not may_hold_tables(document):
        return document
    body = _blocks(document.body, standard, Orientation.PORTRAIT)
    parts = tuple([_part(part, standard) for part in document.parts])
    if body is document.body and all(map(is_, parts, document.parts)):
        return document
    return replace(document, body=body, parts=parts)


def _part(part: IssuedText | Attachment, standard: Standard) -> IssuedText | Attachment:
    orientation = part.orientation if isinstance(part, Attachment) else Orientation.PORTRAIT
    body = _blocks(part.body, standard, orientation)
    return part if body is part.body else replace(part, body=body)


def _blocks(blocks: tuple[Block, ...], standard: Standard, orientation: Orientation) -> tuple[Block, ...]:
    """Landscape pages have the 版心 of portrait ones, turned. The same blocks where no row is tall."""
    page = standard.page
    size = (page.body_width, page.body_height)
    across, down = size if orientation is Orientation.PORTRAIT else reversed(size)
    made = [divide_table(block, standard, across, down) if isinstance(block, Table) else block for block in blocks]
    return blocks if all(map(is_, made, blocks)) else tuple(made)


def divide_table(table: Table, standard: Standard, across: Length, down: Length) -> Table:
    """A table over the width `across` on pages whose text is `down` high, its tall rows divided."""
    if _is_low(table, standard, down):
        return table
    capacities = _capacities(table, standard, across)
    line = standard.styles[StyleName.TABLE_CELL].line
    beside = _beside(standard)
    header = sum(
        row_height(row, placed, capacities) + beside
        for row, placed in zip(table.header, places(table.header, len(capacities)), strict=True)
    )
    if header > down / line * _HEADER:
        body = replace(table, header=(), rows=_ended(table.header) + table.rows)
        return divide_table(body, standard, across, down)
    title = standard.styles[StyleName.ATTACHMENT_TITLE].line + standard.styles[StyleName.FIELD_LINE].line
    half = _half(standard, down)
    part = int(((down - title) / line - header) / 2 - beside)  # so that two stand on a form's first page too
    divider = _Divider(
        table=table,
        capacities=capacities,
        half=half,
        part=min(max(part, _LEAST), half),
        page=max(down / line - header - 1, half + beside),
        beside=beside,
    )
    return replace(table, rows=tuple(row for group in _groups(table.rows) for row in divider.divided(group)))


def _is_low(table: Table, standard: Standard, down: Length) -> bool:
    """Whether no row of a table can be tall, and none is held to others: so it is with most, and soon seen."""
    half, beside, header = _half(standard, down), _beside(standard), 0.0
    for rows in (table.header, table.rows):
        for row in rows:
            most = most_lines(row)
            if most > half:
                return False
            for cell in row.cells:
                if cell.rows != 1:
                    return False
            if rows is table.header:
                header += most + beside
    return header <= down / standard.styles[StyleName.TABLE_CELL].line * _HEADER


def _beside(standard: Standard) -> float:
    """What a row takes beyond its text, in lines."""
    return (standard.table_padding_above.times(2) + standard.table_border) / standard.styles[StyleName.TABLE_CELL].line


def _half(standard: Standard, down: Length) -> int:
    """The lines of a row that takes half of a page whose text is `down` high."""
    return max(int(down / standard.styles[StyleName.TABLE_CELL].line / 2 - _beside(standard)), _LEAST)


def most_lines(row: Row) -> float:
    """The lines that a row takes if each of its characters stood on a line of its own; no end with a hand's looks."""
    return max(row.height, *[_characters(cell) for cell in row.cells], 1)


def _characters(cell: Cell) -> float:
    count = 0
    for line in cell.lines:
        characters = bare(line)
        if characters is None:
            return inf
        count += len(characters) or 1
    return count


def _ended(header: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a head, merges ended with it, to stand among other rows."""
    return tuple(
        replace(row, cells=tuple(replace(cell, rows=min(cell.rows, len(header) - number)) for cell in row.cells))
        for number, row in enumerate(header)
    )


def _capacities(table: Table, standard: Standard, across: Length) -> tuple[float, ...]:
    """How many 字 a line holds in each column."""
    style = standard.styles[StyleName.TABLE_CELL]
    inner = (width - standard.table_padding.times(2) for width in column_widths(table, across))
    return tuple(max(width / (style.size + style.spacing), 1.0) for width in inner)


def places(rows: Sequence[Row], columns: int) -> Iterator[tuple[tuple[int, Cell], ...]]:
    """For each row the cells that begin in it with their columns: the first free ones beside cells from above."""
    below: dict[int, int] = {}  # column → rows that a cell from above still covers
    for row in rows:
        free = iter([column for column in range(columns) if not below.get(column)])
        below = {column: left - 1 for column, left in below.items() if left > 1}
        made = []
        for cell in row.cells:
            covered = tuple(islice(free, cell.columns))
            made.append((covered[0], cell))
            below.update({column: cell.rows - 1 for column in covered if cell.rows > 1})
        yield tuple(made)


def row_height(row: Row, placed: Sequence[tuple[int, Cell]], capacities: Sequence[float]) -> int:
    """The lines that a row takes, cells that reach further down aside. `placed` are its cells by column."""
    needs = [
        height(cell.lines, sum(capacities[column : column + cell.columns])) for column, cell in placed if cell.rows == 1
    ]
    return max(_whole(row.height), *needs, 1)


def _whole(lines: float) -> int:
    return ceil(lines - _SLACK)


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that cells reaching over several rows hold together."""
    group: list[Row] = []
    left = 0
    for row in rows:
        group.append(row)
        left = max(left, *(cell.rows for cell in row.cells)) - 1 if row.cells else left - 1
        if left <= 0:
            yield group
            group, left = [], 0
    if group:
        yield group


@dataclass(slots=True, kw_only=True)
class _Slot:
    """A cell while its group is divided: what of its text is still to be placed, and its place in the piece at hand."""

    cell: Cell
    column: int
    last: int  # the row of the group in which it ends
    rest: Lines
    text: Lines = ()
    begins: int | None = None  # row of the piece; None while it is not in it


@dataclass(slots=True, kw_only=True)
class _Piece:
    """Rows that stay together as far as merged cells go: cells by column, and least heights."""

    cells: list[dict[int, Cell]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    used: float = 0.0

    def rows(self) -> Iterator[Row]:
        for cells, least in zip(self.cells, self.heights, strict=True):
            yield Row(cells=tuple(cells[column] for column in sorted(cells)), height=least)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Divider:
    """Divides the groups of one table. Heights in lines: a row above `half` is divided into parts of `part` at most.

    `page` is what stands on a page under the repeated header; `beside` is what a row takes beyond its text.
    """

    table: Table
    capacities: tuple[float, ...]
    half: int
    part: int
    page: float
    beside: float

    def divided(self, group: Sequence[Row]) -> Iterator[Row]:
        """The rows of a group, divided where they are too tall."""
        grid = list(places(group, len(self.capacities)))
        if len(group) == 1 and row_height(group[0], grid[0], self.capacities) <= self.half:
            yield group[0]
            return
        piece, open_slots = _Piece(), list[_Slot]()
        for number, (row, placed) in enumerate(zip(group, grid, strict=True)):
            open_slots += [
                _Slot(cell=cell, column=column, last=number + cell.rows - 1, rest=cell.lines) for column, cell in placed
            ]
            least = row.height
            while True:
                new = [slot for slot in open_slots if slot.begins is None]
                need = max(_whole(least), *(self._height(slot, slot.rest) for slot in new), 1)
                taken = need if need <= self.half else self.part
                if piece.used and piece.used + taken + self.beside > self.page:
                    yield from self._closed(piece, open_slots)
                    piece = _Piece()
                    continue
                self._place(piece, new, taken, least)
                if need <= self.half:
                    break
                yield from self._closed(piece, open_slots)
                piece, least = _Piece(), 1.0
            _finish(piece, [slot for slot in open_slots if slot.last == number])
            open_slots = [slot for slot in open_slots if slot.last != number]
        yield from piece.rows()

    def _capacity(self, slot: _Slot) -> float:
        return sum(self.capacities[slot.column : slot.column + slot.cell.columns])

    def _height(self, slot: _Slot, lines: Lines) -> int:
        return height(lines, self._capacity(slot))

    def _place(self, piece: _Piece, new: Sequence[_Slot], lines: int, least: float) -> None:
        """Add a row of a height to the piece, with as much of the texts that begin in it as it holds."""
        begins = len(piece.cells)
        for slot in new:
            slot.text, slot.rest = cut(slot.rest, self._capacity(slot), lines)
            if slot.text == (_MARK,) and slot.rest:  # a picture that is higher than the part leaves the mark no room
                slot.text, slot.rest = cut(slot.rest, self._capacity(slot), lines)
            slot.begins = begins
        reaching = [self._height(slot, slot.text) + _SLACK for slot in new if slot.cell.rows > 1]
        piece.cells.append({})
        piece.heights.append(max(min(least, lines + _SLACK), *reaching, 1.0))
        piece.used += lines + self.beside

    def _closed(self, piece: _Piece, open_slots: Sequence[_Slot]) -> Iterator[Row]:
        """End a piece: cells that go on end in it, and are headed （续） in the next."""
        going_on = [slot for slot in open_slots if slot.begins is not None]
        _finish(piece, going_on)
        for slot in going_on:
            slot.begins, slot.text = None, ()
        if going_on:
            head = min(going_on, key=self._unfit)
            first, *others = head.rest or ((),)
            head.rest = (_MARK + first, *others)
        return piece.rows()

    def _unfit(self, slot: _Slot) -> tuple[bool, bool, int]:
        """Of the cells that go on, the first of running text carries the mark, in a column that holds it in a line."""
        align = slot.cell.align or self.table.columns[slot.column].align
        return self._height(slot, (_MARK,)) > 1, align is not Align.LEFT, slot.column


def _finish(piece: _Piece, slots: Sequence[_Slot]) -> None:
    """Put cells into the rows of the piece in which they begin; they reach to its last row so far."""
    for slot in slots:
        if slot.begins is not None:
            cell = replace(slot.cell, lines=slot.text or ((),), rows=len(piece.cells) - slot.begins)
            piece.cells[slot.begins][slot.column] = cell
