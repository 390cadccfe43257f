"""The workbook, read back by openpyxl: the tree's text cell by cell, as text, ready to print."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.document import Attachment, Document, Orientation, Run, Table, Voice
from docgen.standards.gbt9704 import GBT9704
from docgen.typesetting.rows import divide, places
from docgen.typesetting.widths import plain
from docgen.writers import workbook
from tests.trees import HOSTILE_VALUES, LEDGER, header, row, texts

TITLE = "领导班子整改落实工作台账"


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(workbook.write(document)))


def sheet_of(table: Table, title: str = TITLE) -> Worksheet:
    part = Attachment(title=texts(title), body=(table,), orientation=Orientation.LANDSCAPE)
    sheet: Worksheet = opened(replace(LEDGER, cover=None, parts=(part,))).worksheets[0]
    return sheet


def two_columns(*values: str) -> Table:
    (part,) = LEDGER.parts
    columns = next(block for block in part.body if isinstance(block, Table)).columns[1:3]
    return Table(columns=columns, header=(header("甲", "乙"),), rows=tuple(row(value, "乙") for value in values))


def test_every_cell_holds_the_text_of_the_tree() -> None:
    sheet = opened(LEDGER)[TITLE]
    divided = divide(LEDGER, GBT9704)
    (table,) = (block for block in divided.parts[0].body if isinstance(block, Table))
    rows = (*table.header, *table.rows)
    first = 3  # below the title and the head line
    for number, placed in enumerate(places(rows, len(table.columns)), first):
        for column, cell in placed:
            expected = "\n".join(plain(line) for line in cell.lines)
            assert expected == str(sheet.cell(row=number, column=column + 1).value or "")


def test_merged_cells_are_merged() -> None:
    merged = {str(area) for area in opened(LEDGER)[TITLE].merged_cells.ranges}
    assert {"A1:F1", "A4:A5", "B4:B5", "A6:A8", "B6:B8"} <= merged


def test_the_cover_and_the_note_are_there() -> None:
    book = opened(LEDGER)
    assert ["封面", TITLE] == book.sheetnames
    assert ["市水务局", TITLE, "填报单位：市水务局"] == [book["封面"][cell].value for cell in ("A1", "A2", "B3")]
    last = book[TITLE].cell(row=book[TITLE].max_row, column=1).value
    assert "说明：1、整改时限根据整改问题清单逐项列出；2、此表由各单位汇总。" == last


def test_a_sheet_prints_on_landscape_pages_with_its_heading_on_each() -> None:
    sheet = opened(LEDGER)[TITLE]
    assert ("landscape", 9, 1, 0) == (
        sheet.page_setup.orientation,
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToWidth,
        sheet.page_setup.fitToHeight,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$3:$3" == sheet.print_title_rows


@pytest.mark.parametrize("value", [*HOSTILE_VALUES, "+1", "-1", "@甲", "00123", "_x0041_", "1.0", "１２"])
def test_text_stays_text(value: str) -> None:
    cell = sheet_of(two_columns(value)).cell(row=3, column=1)
    assert ("s", value) == (cell.data_type, str(cell.value).replace("_x005F_", "_"))


def test_a_whole_number_is_a_number() -> None:
    assert 12 == sheet_of(two_columns("12")).cell(row=3, column=1).value


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    assert "台账2015领导班子" == sheet_of(two_columns("甲"), title="台账[2015]/领导班子?").title
    assert 31 == len(sheet_of(two_columns("甲"), title="台" * 60).title)


def test_the_same_tree_gives_the_same_bytes_without_any_clock() -> None:
    written = workbook.write(LEDGER)
    assert written == workbook.write(LEDGER)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()
    assert 2 == core.count("2000-01-01T00:00:00Z")
    properties = LEDGER.properties
    book = opened(LEDGER)
    assert (properties.title, properties.author, properties.keywords) == (
        book.properties.title,
        book.properties.creator,
        book.properties.keywords,
    )


def test_no_row_is_higher_than_excel_allows() -> None:
    tall = Run(text="已完成整改任务，群众评价满意。" * 60, voice=Voice.DATA)
    table = two_columns("甲")
    (only,) = table.rows
    long = replace(only, cells=(only.cells[0], replace(only.cells[1], lines=((tall,),))))
    sheet = sheet_of(replace(table, rows=(long,)))
    assert max(dimension.height for dimension in sheet.row_dimensions.values()) <= 409
    said = "".join(str(sheet.cell(row=number, column=2).value) for number in range(3, sheet.max_row + 1))
    assert tall.text == said.replace("（续）", "")
