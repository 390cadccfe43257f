"""Numbers used elsewhere: a table of them → entries. Every bad row is told with its cell; then none is entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from docgen.dates import ImpossibleDay, parse_day
from docgen.numerals import parse_number
from docgen.problems import Code, Place, Problem, Result
from docgen.register.entries import Entry, Number, Origin, State, number_of
from docgen.register.form import VOID
from docgen.sources.book import Book, Cell, CellError, Sheet
from docgen.sources.delimited import read_csv
from docgen.sources.workbook import read_workbook

__all__ = ["imported"]

#: Field of an entry → how the column may be headed; 文号 alone must be there.
_HEADINGS: Final = {
    "number": ("文号", "发文字号", "发文号", "文件编号"),
    "title": ("标题", "文件标题", "题名", "文件名称"),
    "security": ("密级", "密级和保密期限"),
    "copies": ("份数", "印发份数", "印数"),
    "drafter": ("拟稿", "拟稿人", "拟稿单位", "承办单位"),
    "signer": ("签发", "签发人"),
    "signed_on": ("日期", "成文日期", "发文日期", "签发日期"),
    "recipients": ("主送", "主送机关"),
    "copies_to": ("抄送", "抄送机关"),
    "archive": ("归档", "归档号", "档号"),
    "note": ("备注",),
}
_TEXTS: Final = ("title", "security", "drafter", "signer", "recipients", "copies_to", "archive")
#: Above the headings an office's table has its title.
_HEADINGS_WITHIN: Final = 10
_YEARLESS: Final = 2000  # a day without its year is refused, whatever this one is
_HINT: Final = "写成“青办发〔2024〕7号”的样子：代字、年份（四位）、序号"


def imported(path: Path) -> Result[tuple[Entry, ...]]:
    """The entries of a .xlsx or .csv file, the first sheet that has a column 文号; problems for every bad row.

    A row whose 备注 begins with 作废 is a void number, what follows its reason. Rows without anything are left out.
    """
    read = read_csv(path) if path.suffix.lower() == ".csv" else read_workbook(path)
    if read.value is None:
        return Result(value=None, problems=read.problems)
    found = _table(read.value)
    if found is None:
        message = f"没有找到“文号”这一列（前 {_HEADINGS_WITHIN} 行里）"
        return Result(value=None, problems=(_fault(path, "", "", message, "列名写“文号”，一行一件"),))
    sheet, top, columns = found
    rows = list(_rows(path, sheet, top, columns))
    problems = [*(problem for row in rows for problem in row.problems), *_repeated(path, sheet, rows)]
    if not rows:
        problems.append(_fault(path, sheet.name, "", "“文号”下面没有一行", "一行一件，从列名的下一行填起"))
    if problems:
        return Result(value=None, problems=tuple(problems))
    return Result(value=tuple(row.entry for row in rows if row.entry is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    cell: str  # of its number
    number: Number | None
    entry: Entry | None
    problems: tuple[Problem, ...] = ()


def _table(book: Book) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet, the row of its headings, and the column of each field."""
    for sheet in book.sheets:
        for at, cells in sheet.rows.items():
            if at > _HEADINGS_WITHIN:
                break
            heads = {"".join(_text(cell).split()): column for column, cell in cells.items()}
            columns = {
                field: heads[name] for field, names in _HEADINGS.items() for name in reversed(names) if name in heads
            }
            if "number" in columns:
                return sheet, at, columns
    return None


def _rows(path: Path, sheet: Sheet, top: int, columns: Mapping[str, int]) -> Iterator[_Row]:
    for at, cells in sheet.rows.items():
        given = {field: cells[column] for field, column in columns.items() if column in cells}
        if at > top and any(_text(cell) for cell in given.values()):
            yield _row(path, sheet, given, {field: sheet.address(at, column) for field, column in columns.items()})


def _row(path: Path, sheet: Sheet, given: Mapping[str, Cell], places: Mapping[str, str]) -> _Row:
    problems: list[Problem] = []

    def wrong(field: str, message: str, hint: str) -> None:
        problems.append(_fault(path, sheet.name, places[field], message, hint))

    text = {field: _text(cell) for field, cell in given.items()}
    number = number_of(text.get("number", ""))
    if not text.get("number"):
        wrong("number", "这一行没有填文号", "补上文号；不是一件文的行（合计、说明）删去")
    elif number is None:
        wrong("number", f"文号写的是“{text['number']}”，不是文号", _HINT)
    copies = parse_number(text.get("copies", "").removesuffix("份"))
    if text.get("copies") and not (isinstance(copies, int) and copies > 0):
        wrong("copies", f"份数写的是“{text['copies']}”，应为数", "只填阿拉伯数字，如 30；不知道的空着")
    day = _day(given.get("signed_on"))
    if text.get("signed_on") and day is None:
        wrong(
            "signed_on", f"日期写的是“{text['signed_on']}”，不是有效日期", "写成 2024-5-6 或 2024年5月6日；不知道的空着"
        )
    if problems or number is None:
        return _Row(cell=places["number"], number=number, entry=None, problems=tuple(problems))
    entry = Entry(
        number=number,
        origin=Origin.IMPORTED,
        copies=copies if isinstance(copies, int) else None,
        signed_on=day,
        **{field: text.get(field, "") for field in _TEXTS},  # type: ignore[arg-type]
    )
    note = text.get("note", "")
    if note.startswith(VOID):
        entry = replace(entry, state=State.VOID, reason=note.removeprefix(VOID).lstrip("：: "))
    return _Row(cell=places["number"], number=number, entry=entry)


def _repeated(path: Path, sheet: Sheet, rows: list[_Row]) -> Iterator[Problem]:
    first: dict[Number, str] = {}
    for row in rows:
        if row.number is None:
            continue
        if row.number in first:
            message = f"文号{row.number}已在 {first[row.number]} 填过"
            yield _fault(path, sheet.name, row.cell, message, "删去或改正其中一行；一个文号只能一件")
        first.setdefault(row.number, row.cell)


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _day(cell: Cell | None) -> date | None:
    value: Any = None if cell is None else cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    read = parse_day(_text(cell), _YEARLESS) if cell is not None else None
    return read.day if read is not None and not isinstance(read, ImpossibleDay) and read.year_written else None


def _fault(path: Path, sheet: str, cell: str, message: str, hint: str) -> Problem:
    place = Place(file=path.name, sheet=sheet, cell=cell)
    return Problem(code=Code.IMPORT_FAULT, message=message, hint=hint, place=place)
