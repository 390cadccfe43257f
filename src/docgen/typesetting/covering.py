"""Which cells stand in each row of a table: those that begin there and those that reach down to it from above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

__all__ = ["Covering", "coverings"]


class _Cell(Protocol):
    """A cell of a tree's table or of a set one: how many rows and columns it covers."""

    @property
    def rows(self) -> int: ...
    @property
    def columns(self) -> int: ...


_AnyCell = TypeVar("_AnyCell", bound=_Cell)
_SomeCell = TypeVar("_SomeCell", bound=_Cell, covariant=True)


class _Row(Protocol[_SomeCell]):
    @property
    def cells(self) -> Sequence[_SomeCell]: ...


class Covering(NamedTuple, Generic[_AnyCell]):
    """A cell with the row and the column where it begins; in each row that it covers it is the same object."""

    cell: _AnyCell
    row: int
    column: int


def coverings(rows: Sequence[_Row[_AnyCell]], columns: int) -> list[list[Covering[_AnyCell]]]:
    """For each row what stands in it, from left to right. The table is whole (see `grid.squared`), `columns` wide."""
    found: list[list[Covering[_AnyCell]]] = []
    below: dict[int, Covering[_AnyCell]] = {}
    for index, row in enumerate(rows):
        if not below and all(cell.rows == cell.columns == 1 for cell in row.cells):  # most rows
            found.append([Covering(cell, index, column) for column, cell in enumerate(row.cells)])
            continue
        covering: list[Covering[_AnyCell]] = []
        carried, below = below, {}
        begun = iter(row.cells)
        column = 0
        while column < columns:
            each = carried.get(column)
            if each is None:
                each = Covering(next(begun), index, column)
            covering.append(each)
            if each.row + each.cell.rows > index + 1:
                below[column] = each
            column += each.cell.columns
        found.append(covering)
    return found
