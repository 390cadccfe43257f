"""What a dataset file holds before anything of it is understood: a book of sheets, of rows, of cells.

Every source reads into this shape and writes from it, so that conversion between any two of them is lossless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

from docgen.cell_names import column_letters

__all__ = ["Book", "Cell", "CellError", "Merge", "Sheet", "Value"]


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value that a spreadsheet shows in place of a result: #N/A, #REF! …"""

    text: str


Value: TypeAlias = str | int | float | bool | date | datetime | time | CellError | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not blank. `value` is None only for a formula whose result was never stored."""

    value: Value
    formula: str | None = None  # without its equals sign
    percent: int | None = field(default=None, compare=False)  # decimals shown, when the number is shown as 98.5%


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: first row, first column, last row, last column, all counted from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: row number → column number → cell, both counted from 1 and ascending; blank cells are not there.

    `records` tells that the sheet was written as records (yaml, json): its cells are then called `第3条·整改时限`.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...] = ()
    records: bool = field(default=False, compare=False)

    def address(self, row: int, column: int) -> str:
        """What staff call a cell."""
        if not self.records:
            return f"{column_letters(column)}{row}"
        header = self.rows.get(1, {}).get(column)
        name = f"第{column}列" if header is None else str(header.value)
        return f"列名·{name}" if row == 1 else f"第{row - 1}条·{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A dataset file: its sheets in order. `epoch_1904` tells that its dates were counted from 1904."""

    sheets: tuple[Sheet, ...]
    epoch_1904: bool = field(default=False, compare=False)
