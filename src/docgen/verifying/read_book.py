"""An XLSX → the text of its cells, sheet after sheet, row by row."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from docgen.problems import Code, Problem
from docgen.verifying.script import Script, script_of

__all__ = ["read_book"]


def read_book(content: bytes) -> Script[str] | Problem:
    """The text with its places (封面 B3)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep; nothing is written here
            book = load_workbook(io.BytesIO(content))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return Problem(code=Code.FILE_UNREADABLE, message="不是完好的 Excel 文件", hint="重做这一件")
    return script_of(_pieces(book))


def _pieces(book: Any) -> Iterator[tuple[str, str, int]]:
    number = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    number += 1
                    yield str(cell.value), f"{sheet.title} {cell.coordinate}", number
