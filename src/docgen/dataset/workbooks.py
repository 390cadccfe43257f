"""Workbooks for people: a copy of a dataset with its problems as comments, and an empty one to begin with.

Both are written by openpyxl, which keeps what a table of data needs; charts and pictures it does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic.fields import FieldInfo

from docgen.dataset.ledgers import UNIT
from docgen.dataset.records import Campaign, LedgerForm, Paper, Record, Unit
from docgen.dataset.validation import REQUIRED_SHEETS
from docgen.dates import Deadline
from docgen.problems import Problem, Severity
from docgen.sources.book import Sheet
from docgen.sources.reading import read_book
from docgen.sources.workbook_writing import packed

__all__ = ["commented", "empty_workbook"]

_AUTHOR: Final = "docgen"
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_WRONG: Final = PatternFill("solid", fgColor="FBD9D6")
_DOUBTFUL: Final = PatternFill("solid", fgColor="FDF0D2")
_HEAD: Final = PatternFill("solid", fgColor="E7E6E6")
_SIZE: Final = (320, 110)  # width and height of a comment, in pixels
_ROWS: Final = 1000  # rows that drop-down lists reach down to
_ANY: Final = 200  # units that a drop-down list reaches
_FIRST_DAY: Final = datetime(1980, 1, 1)
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")


def commented(file: Path, problems: Iterable[Problem]) -> bytes:
    """A copy of a workbook that could be read, its problems as comments at their cells, the cells coloured.

    A problem of a whole sheet stands at its first cell, one of the file at the first cell of the first sheet.
    """
    book = load_workbook(file)
    said: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        sheet = problem.place.sheet if problem.place.sheet in book.sheetnames else book.sheetnames[0]
        found = _CELL.match(problem.place.cell)
        said.setdefault((sheet, found[0] if found else "A1"), []).append(problem)
    for (sheet, address), here in said.items():
        cell = book[sheet][address]
        if isinstance(cell, MergedCell):
            cell = next(book[each.coord.partition(":")[0]] for each in book[sheet].merged_cells if address in each)
        _note(cell, "\n".join(_words(problem) for problem in here))
        wrong = any(problem.severity is Severity.ERROR for problem in here)
        cell.fill = _WRONG if wrong else _DOUBTFUL
    return _saved(book)


def _words(problem: Problem) -> str:
    hint = f"\n办法：{problem.hint}" if problem.hint else ""
    return f"{problem.severity.value} {problem.code.code}：{problem.message}{hint}"


def _note(cell: Cell, text: str) -> None:
    before = f"{cell.comment.text}\n" if cell.comment is not None else ""
    cell.comment = Comment(before + text, _AUTHOR, width=_SIZE[0], height=_SIZE[1])


def empty_workbook(sample: Path, records: Sequence[type[Record]]) -> bytes:
    """A workbook with every sheet and column, notes at the headers, drop-down lists, and the rows of `sample`.

    `sample` is a small sound dataset that shows how rows are filled in; the office writes over it.
    """
    source = read_book(sample).value
    assert source is not None, "the sample is sound"
    rows = {sheet.name: sheet for sheet in source.sheets}
    book = Workbook()
    book.remove(book.worksheets[0])
    fixed: dict[str, Mapping[str, FieldInfo]] = {
        record.SHEET: {info.alias or name: info for name, info in record.model_fields.items() if name != "origin"}
        for record in records
    }
    before = [Campaign.SHEET, Paper.SHEET, Unit.SHEET, LedgerForm.SHEET]
    ledgers = [name for name in rows if name not in fixed and name not in before]
    for name in (*before, *ledgers, *(name for name in fixed if name not in before)):
        _sheet(book.create_sheet(name), fixed.get(name, {}), rows.get(name))
    _lists(book, fixed)
    return _saved(book)


def _sheet(sheet: Worksheet, columns: Mapping[str, FieldInfo], sample: Sheet | None) -> None:
    """The header with its notes, and the rows of the sample beneath their columns."""
    given = {} if sample is None else {number: str(cell.value) for number, cell in sample.rows.get(1, {}).items()}
    headers = list(dict.fromkeys((*columns, *given.values())))
    for place, header in enumerate(headers, 1):
        cell = sheet.cell(1, place, header)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if header in columns:
            _note(cell, _how(columns[header]))
        sheet.column_dimensions[get_column_letter(place)].width = max(12, 2 * len(header) + 4)
    for number, cells in () if sample is None else sample.rows.items():
        for column, value in cells.items():
            if number > 1:
                made = sheet.cell(number, headers.index(given[column]) + 1)
                made.value = value.value  # type: ignore[assignment]  # a sample has neither errors nor formulas
                made.alignment = Alignment(vertical="top", wrap_text=True)
    needed = "必须有" if sheet.title in REQUIRED_SHEETS else "没有内容可以不填"
    if not columns:
        _note(sheet["A1"], f"这张表{needed}。样例行照着改，不用的删去。")
    sheet.freeze_panes = "A2"


def _how(info: FieldInfo) -> str:
    """How a column is filled in, from its type."""
    parts = [each for each in get_args(info.annotation) if each is not type(None)] or [info.annotation]
    kind: Any = info.annotation if get_origin(info.annotation) in (Literal, tuple) else parts[0]
    words = {
        bool: "填“是”或“否”",
        int: "填整数",
        float: "填数",
        date: "填日期，如 2024-9-2",
        Deadline: "日期，或 2月底前、长期坚持、立行立改",
    }
    if get_origin(kind) is Literal:
        said = f"从中选：{'、'.join(map(str, get_args(kind)))}"
    elif get_origin(kind) is tuple:
        said = "几个的用“、”隔开"
    else:
        said = words.get(kind, "文字")
    return f"{'必填' if info.is_required() else '可空'}；{said}。"


def _lists(book: Workbook, fixed: Mapping[str, Mapping[str, FieldInfo]]) -> None:
    """Drop-down lists: 是 and 否, closed lists, kinds of papers, units by the names in 单位."""
    units = list(fixed[Unit.SHEET])
    name = get_column_letter(units.index("规范化简称") + 1)
    of_units = f"={Unit.SHEET}!${name}$2:${name}${_ANY}"
    for sheet in book.worksheets:
        for place, cell in enumerate(sheet[1], 1):
            info = fixed.get(sheet.title, {}).get(str(cell.value))
            choices = _choices(sheet.title, str(cell.value), info)
            if choices is None and str(cell.value) == UNIT and sheet.title not in (Paper.SHEET, Unit.SHEET):
                choices = of_units
            if choices is not None:
                column = get_column_letter(place)
                rule = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
                rule.error, rule.errorTitle = "请从列表里选。", "不在规定的取值内"
                rule.add(f"{column}2:{column}{_ROWS}")
                sheet.add_data_validation(rule)


def _choices(sheet: str, header: str, info: FieldInfo | None) -> str | None:
    if sheet == Paper.SHEET and header == "文种":
        return f'"{",".join(Paper.KINDS)}"'
    if info is None:
        return None
    if info.annotation is bool:
        return '"是,否"'
    return f'"{",".join(map(str, get_args(info.annotation)))}"' if get_origin(info.annotation) is Literal else None


def _saved(book: Workbook) -> bytes:
    """The bytes, without the moment of their making: the same workbook is the same file."""
    book.properties.created = _FIRST_DAY
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    return packed({**parts, _CORE: _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z<", parts[_CORE])})
