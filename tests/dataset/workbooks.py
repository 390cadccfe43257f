"""Workbooks for the tests: the example, changed cell by cell with openpyxl; cells found by sheet, row and header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.dataset.validation import load
from docgen.problems import Problem, Severity

__all__ = ["ANQUAN", "EXAMPLE", "Changed", "places", "problems_of"]

EXAMPLE = Path(__file__).parents[2] / "data_examples" / "huitoukan" / "dataset.xlsx"
#: The other example, small and so quick to load and save.
ANQUAN = EXAMPLE.parents[1] / "anquan" / "dataset.xlsx"


class Changed:
    """The example's workbook under change. Rows are counted as in the sheet, from 1; `row` -1 is the last."""

    def __init__(self, source: Path = EXAMPLE) -> None:
        self.book: Workbook = load_workbook(source)

    def sheet(self, name: str) -> Worksheet:
        """The sheet of a name."""
        sheet = self.book[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    def address(self, name: str, row: int, header: str) -> str:
        """The address of a cell: `F17`."""
        sheet = self.sheet(name)
        headers = [cell.value for cell in sheet[1]]
        return f"{get_column_letter(headers.index(header) + 1)}{row if row > 0 else sheet.max_row}"

    def get(self, name: str, row: int, header: str) -> Any:
        """The value of a cell."""
        return self.sheet(name)[self.address(name, row, header)].value

    def set(self, name: str, row: int, header: str, value: Any) -> str:
        """Put a value into a cell; its address."""
        address = self.address(name, row, header)
        cell = self.sheet(name)[address]
        cell.value = value
        return address

    def row(self, name: str, **wanted: Any) -> int:
        """The first row whose cells have these values; True stands for anything that is filled in."""
        sheet = self.sheet(name)
        headers = [cell.value for cell in sheet[1]]
        for number, values in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
            row = dict(zip(headers, values, strict=True))
            if all(row[key] == value or (value is True and row[key]) for key, value in wanted.items()):
                return number
        raise LookupError(f"{name}: {wanted}")

    def append_copy(self, name: str, row: int, **changes: Any) -> int:
        """Repeat a row at the end of its sheet, with some cells changed; its number."""
        sheet = self.sheet(name)
        number = sheet.max_row + 1
        for column, cell in enumerate(list(sheet[row]), 1):
            sheet.cell(row=number, column=column).value = cell.value
        for header, value in changes.items():
            self.set(name, number, header, value)
        return number

    def save(self, path: Path) -> Path:
        """Write the workbook."""
        self.book.save(path)
        return path


def problems_of(path: Path, severity: Severity = Severity.ERROR) -> tuple[Problem, ...]:
    """The errors, or the notes, of a dataset."""
    return tuple(problem for problem in load(path).problems if problem.severity is severity)


def places(path: Path, severity: Severity = Severity.ERROR) -> list[tuple[str, str, str]]:
    """Code, sheet and cell of every error, or note, in order."""
    found = problems_of(path, severity)
    return sorted((problem.code.code, problem.place.sheet, problem.place.cell) for problem in found)
