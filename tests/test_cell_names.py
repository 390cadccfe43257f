"""Letters of columns and their numbers, against openpyxl's."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from docgen.cell_names import column_letters, column_number


def test_every_column_of_a_sheet_there_and_back() -> None:
    columns = range(1, 16385)
    assert [get_column_letter(column) for column in columns] == [column_letters(column) for column in columns]
    assert list(columns) == [column_number(column_letters(column)) for column in columns]
