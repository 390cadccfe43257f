"""Sheets → xlsx, the same bytes every time."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Row", "Value", "write"]

Value = str | int | float | date | None
Row = Sequence[Value]

_ZIP_DATE: Final = (2015, 1, 6, 0, 0, 0)
_NARROWEST: Final = 6
_WIDEST: Final = 46
_THIN: Final = Side(style="thin", color="BFBFBF")
_FRAME: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write(
    path: Path,
    sheets: Mapping[str, Sequence[Row]],
    *,
    title: str,
    author: str,
    day: datetime,
    lists: Mapping[str, Sequence[str]],
) -> None:
    """Write the sheets (row 1 is the header). `lists` are the drop-down choices: header of a column → its values."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows, lists)
    properties = book.properties
    properties.title, properties.creator, properties.lastModifiedBy = title, author, author
    properties.subject, properties.keywords, properties.category = "示例数据", "示例数据", "示例数据"
    properties.description = "单位名称、人员姓名和整改情况均为虚构，仅供演示。"
    properties.created = properties.modified = day
    memory = io.BytesIO()
    book.save(memory)
    _put(path, _repacked(memory.getvalue(), day))


def _fill(sheet: Worksheet, rows: Sequence[Row], lists: Mapping[str, Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _set(sheet, number, column, value, header=number == 1)
    for column in range(1, len(rows[0]) + 1):
        letter = get_column_letter(column)
        widest = max(_width(row[column - 1]) for row in rows)
        sheet.column_dimensions[letter].width = min(max(widest + 2, _NARROWEST), _WIDEST)
        choices = lists.get(str(rows[0][column - 1]))
        if choices and len(rows) > 1:
            validation = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            validation.add(f"{letter}2:{letter}{len(rows)}")
            sheet.add_data_validation(validation)
    sheet.freeze_panes = "B2" if len(rows[0]) > 3 else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"


def _set(sheet: Worksheet, row: int, column: int, value: Value, *, header: bool) -> None:
    cell = sheet.cell(row=row, column=column)
    cell.border = _FRAME
    cell.alignment = Alignment(wrap_text=True, vertical="center" if header else "top")
    if header:
        cell.font = Font(name="黑体", size=11)
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
    else:
        cell.font = Font(name="宋体", size=11)
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text that starts with = for a formula
        cell.quotePrefix = value.startswith("=")
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _width(value: Value) -> int:
    if value is None:
        return 0
    if isinstance(value, date):
        return 10
    lines = str(value).split("\n")
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines)


def _repacked(data: bytes, day: datetime) -> bytes:
    """The same archive with fixed entry dates and the time of last change that openpyxl overwrites."""
    stamp = day.strftime("%Y-%m-%dT%H:%M:%SZ")
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                text = content.decode()
                content = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", text).encode()
            info = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, content)
    return memory.getvalue()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)
