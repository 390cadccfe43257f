"""Any source file → book, chosen by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docgen.file_names import shown_name
from docgen.problems import Code, Place, Problem, Result
from docgen.sources.book import Book
from docgen.sources.structured import read_json, read_yaml
from docgen.sources.workbook import read_workbook

__all__ = ["READERS", "read_book", "unreadable"]

READERS: Final[dict[str, Callable[[Path], Result[Book]]]] = {
    ".xlsx": read_workbook,
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
}


def read_book(path: Path) -> Result[Book]:
    """The book of a dataset file (.xlsx, .yaml, .yml, .json); None with one problem when it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is not None:
        return reader(path)
    message = f"不支持“{Path(shown_name(path)).suffix or shown_name(path)}”文件，数据集应是 .xlsx、.yaml 或 .json。"
    hint = "旧的 .xls 或 WPS 的 .et 文件，请另存为“Excel 工作簿（*.xlsx）”。"
    return Result(value=None, problems=(unreadable(path, message, hint),))


def unreadable(path: Path, message: str, hint: str = "") -> Problem:
    """A file that cannot be read."""
    return Problem(code=Code.FILE_UNREADABLE, message=message, hint=hint, place=Place(file=shown_name(path)))
