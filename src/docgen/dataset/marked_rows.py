"""The rows of a workbook that problems are in, as a person sees them there: headers, cells, the cell at fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.cell_names import column_letters, column_number
from docgen.dataset.cell_values import shown
from docgen.problems import Problem
from docgen.sources.book import Sheet
from docgen.sources.reading import read_book

__all__ = ["MarkedRow", "marked_rows"]

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_HEADER: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRow:
    """A row with problems. `columns` are letters, header and text of each cell; `faults` are the problems of a column,
    by its letters, as their numbers in the list of all problems.
    """

    sheet: str
    row: int
    columns: tuple[tuple[str, str, str], ...]
    faults: dict[str, tuple[int, ...]]


def marked_rows(file: Path, problems: Iterable[Problem], most: int = 200) -> tuple[MarkedRow, ...]:
    """The first `most` rows that problems name a cell of, in the order of the problems.

    A file of records (yaml, json) has no rows to show, nor has one that cannot be read.
    """
    book = read_book(file).value
    sheets = {} if book is None else {sheet.name: sheet for sheet in book.sheets if not sheet.records}
    faults: dict[tuple[str, int], dict[str, list[int]]] = {}
    for number, problem in enumerate(problems):
        found = _CELL.match(problem.place.cell)
        sheet = sheets.get(problem.place.sheet)
        if found and sheet is not None and int(found[2]) != _HEADER:
            faults.setdefault((sheet.name, int(found[2])), {}).setdefault(found[1], []).append(number)
    return tuple(
        _marked(sheets[name], row, {column: tuple(each) for column, each in found.items()})
        for (name, row), found in list(faults.items())[:most]
    )


def _marked(sheet: Sheet, row: int, faults: dict[str, tuple[int, ...]]) -> MarkedRow:
    header, cells = sheet.rows.get(_HEADER, {}), sheet.rows.get(row, {})
    numbers = sorted({*header, *(column_number(column) for column in faults)})
    columns = ((column_letters(number), shown(header.get(number)), shown(cells.get(number))) for number in numbers)
    return MarkedRow(sheet=sheet.name, row=row, columns=tuple(columns), faults=faults)
