"""xlsx → book: values as a spreadsheet shows them, from files written by another program."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from docgen.sources.book import Book, Cell, CellError, Merge
from docgen.sources.workbook import read_workbook


def read(path: Path, book: Workbook) -> Book:
    book.save(path)
    value = read_workbook(path).value
    assert value is not None
    return value


def test_values_and_their_types(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    values = ["文字\n第二行", 12, 0.5, True, date(2015, 1, 6), datetime(2015, 1, 6, 8, 30), time(8, 30), "_x000D_"]
    for row, value in enumerate(values, 1):
        sheet.cell(row=row, column=2, value=value)
    rows = read(tmp_path / "a.xlsx", book).sheets[0].rows
    expected = [*values[:-1], "\r"]
    assert expected == [rows[row][2].value for row in rows]
    assert [type(value) for value in expected] == [type(rows[row][2].value) for row in rows]


def test_formulas_text_that_looks_like_one_and_errors(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"] = "=1+1", "=1+1", "#N/A"
    sheet["A2"].data_type = "s"
    rows = read(tmp_path / "a.xlsx", book).sheets[0].rows
    assert [Cell(None, "1+1"), Cell("=1+1"), Cell(CellError("#N/A"))] == [rows[row][1] for row in rows]


def test_number_formats(tmp_path: Path) -> None:
    formats = {
        "yyyy-mm-dd": date(2015, 1, 6),
        'yyyy"年"m"月"d"日"': date(2015, 1, 6),
        "[$-804]yyyy/m/d;@": date(2015, 1, 6),
        "m/d/yy h:mm": datetime(2015, 1, 6),
        "General": 42010,
        '0"d"': 42010,
        "[Red]0.00": 42010,
        "#,##0": 42010,
    }
    book = Workbook()
    for row, code in enumerate(formats, 1):
        cell = book.active.cell(row=row, column=1, value=42010)
        cell.number_format = code
    rows = read(tmp_path / "a.xlsx", book).sheets[0].rows
    assert list(formats.values()) == [rows[row][1].value for row in rows]


def test_percentages_keep_their_decimals(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["A1"].number_format = 0.985, "0.0%"
    cell = read(tmp_path / "a.xlsx", book).sheets[0].rows[1][1]
    assert (0.985, 1) == (cell.value, cell.percent)


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2015, 1, 6)
    made = read(tmp_path / "a.xlsx", book)
    assert made.epoch_1904
    assert date(2015, 1, 6) == made.sheets[0].rows[1][1].value


def test_merges_and_sheet_order(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "乙"
    book.create_sheet("甲")
    book.active["A2"] = 1
    book.active.merge_cells("A2:B4")
    made = read(tmp_path / "a.xlsx", book)
    assert ["乙", "甲"] == [sheet.name for sheet in made.sheets]
    assert (Merge(2, 1, 4, 2),) == made.sheets[0].merges
    assert "A2:B4" == str(made.sheets[0].merges[0])
