"""What stands in the cells of a dataset's file, as a person sees it there, each by what staff call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from docgen.cell_names import column_letters
from docgen.sources.book import Cell, CellError, Sheet
from docgen.sources.reading import read_book

__all__ = ["CellValue", "CellValues", "shown"]

_LONGEST: Final = 60  # characters of a cell that are shown
_HEADER: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """A cell: its sheet, what staff call it (`F17`; in YAML `第3条·整改时限`), its column's name, what it shows."""

    sheet: str
    cell: str
    header: str
    text: str


class CellValues:
    """The cells of a file. One that cannot be read any more has none."""

    def __init__(self, file: Path) -> None:
        book = read_book(file).value
        self._sheets = {} if book is None else {sheet.name: _by_address(sheet) for sheet in book.sheets}

    def of(self, cells: Iterable[tuple[str, str]]) -> Iterator[CellValue]:
        """What stands in cells, each given as sheet and address; a blank one shows nothing."""
        for sheet, address in cells:
            header, text = self._sheets.get(sheet, {}).get(address, ("", ""))
            yield CellValue(sheet=sheet, cell=address, header=header, text=text)


def _by_address(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Address → name of the column and text; the cells of a column that are merged show what the first has."""
    headers = {column: shown(cell) for column, cell in sheet.rows.get(_HEADER, {}).items()}
    found = {
        sheet.address(row, column): (headers.get(column, ""), shown(cell))
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
    }
    last = max(sheet.rows, default=0)
    for merge in sheet.merges:
        text = shown(sheet.rows.get(merge.top, {}).get(merge.left))
        for row in range(merge.top + 1, min(merge.bottom, last) + 1):
            found.setdefault(f"{column_letters(merge.left)}{row}", (headers.get(merge.left, ""), text))
    return found


def shown(cell: Cell | None) -> str:
    """What a cell shows, cut off where it is long; nothing of a blank one."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if cell.percent is not None and isinstance(value, int | float):
        return f"{value:.{cell.percent}%}"
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
