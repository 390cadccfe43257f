"""csv → book: one sheet of text. What other programs give out when they give out no workbook."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from docgen.file_names import shown_name
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.sources.book import Book, Cell, Sheet

__all__ = ["read_csv"]

_LARGEST: Final = 64 * 1024 * 1024


def read_csv(path: Path) -> Result[Book]:
    """The book of a .csv file in UTF-8 or GB18030, cells divided by commas or tabs; every cell is text."""
    try:
        if path.stat().st_size > _LARGEST:
            return _refused(path, Code.FILE_TOO_LARGE, f"文件超过 {_LARGEST // 1024 // 1024} MB", "请分成几个文件")
        text = _decoded(path.read_bytes())
        if text is None:
            return _refused(path, Code.FILE_UNREADABLE, "不是 UTF-8 或 GB18030 编码的文本", "另存为 .xlsx 再用")
        first = text.partition("\n")[0]
        rows = csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in first and "," not in first else ",")
        cells = {
            number: {column: Cell(value) for column, value in enumerate(row, 1) if value.strip()}
            for number, row in enumerate(rows, 1)
        }
    except OSError as error:
        return _refused(path, Code.FILE_UNREADABLE, f"文件打不开（{why(error)}）", "看看文件名是否写对")
    except csv.Error:
        return _refused(path, Code.FILE_UNREADABLE, "不是用逗号分开的表", "另存为 .xlsx 再用")
    return Result(value=Book(sheets=(Sheet(name=path.stem, rows={at: row for at, row in cells.items() if row}),)))


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refused(path: Path, code: Code, message: str, hint: str) -> Result[Book]:
    return Result(
        value=None, problems=(Problem(code=code, message=message, hint=hint, place=Place(file=shown_name(path))),)
    )
