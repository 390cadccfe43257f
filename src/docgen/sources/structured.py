"""YAML and JSON ↔ book. A sheet is a list of records (column: value), so that staff can read and write it.

    单位:
    - 代码: '001'
      全称: …

Columns in which no record has a value are named under 列, the records then stand under 行. A sheet that is no list of
records stands under 格, cell by cell. What has no form of its own is a small mapping: {公式: SUM(A1:A3), 值: 6},
{错误: '#N/A'}, {时刻: '08:30:00'}, {百分数: 0.985, 小数位: 1}, and in JSON {日期: 2015-01-06}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from math import isfinite
from pathlib import Path
from typing import Any, Final

import yaml

from docgen.cell_names import column_letters, column_number
from docgen.file_names import shown_name
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.sources.book import Book, Cell, CellError, Merge, Sheet, Value
from docgen.sources.package import MAX_UNPACKED

__all__ = ["json_text", "read_json", "read_yaml", "yaml_text"]

_COLUMNS, _ROWS, _GRID, _MERGED = "列", "行", "格", "合并"
_FORMULA, _VALUE, _ERROR, _DAY, _MOMENT, _CLOCK, _PERCENT, _DECIMALS = (
    "公式",
    "值",
    "错误",
    "日期",
    "时间",
    "时刻",
    "百分数",
    "小数位",
)
_MAX_DEPTH: Final = 8
_MAX_GAP: Final = 100  # blank rows that are still written as empty records
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_HINT: Final = "照 docs/dataset.md 的写法改；或用 docgen convert 从工作簿转换。"


class _ShapeError(Exception):
    """Why a file is no dataset; the message is Chinese, and is reported as the one problem."""


class _Pairs(list[tuple[str, Any]]):
    """A mapping as written, its order and repeated keys kept."""


def read_yaml(path: Path) -> Result[Book]:
    """The book of a YAML file; None with one problem when it is no dataset."""
    return _read(path, _parse_yaml)


def read_json(path: Path) -> Result[Book]:
    """The book of a JSON file; None with one problem when it is no dataset."""
    return _read(path, _parse_json)


def _read(path: Path, parse: Callable[[str], Any]) -> Result[Book]:
    code = Code.FILE_UNREADABLE
    try:
        if path.stat().st_size > MAX_UNPACKED:
            code = Code.FILE_TOO_LARGE
            raise _ShapeError(f"文件超过 {MAX_UNPACKED // (1024 * 1024)} MB。")
        tree = parse(path.read_text(encoding="utf-8-sig"))
        return Result(value=Book(sheets=tuple(_sheets(tree))))
    except OSError as error:
        message, hint = f"文件打不开（{why(error)}）。", "看看文件名是否写对。"
    except UnicodeDecodeError:
        message, hint = "文件不是 UTF-8 文本。", "用文本编辑器另存为 UTF-8 编码。"
    except _ShapeError as error:
        message, hint = str(error), _HINT
    return Result(
        value=None, problems=(Problem(code=code, message=message, hint=hint, place=Place(file=shown_name(path))),)
    )


# --- text → tree of _Pairs, lists and values


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_constant=CellError, parse_float=_float)
    except json.JSONDecodeError as error:
        raise _ShapeError(f"不是有效的 JSON：第{error.lineno}行第{error.colno}列附近写法有误。") from error
    except (ValueError, RecursionError) as error:
        raise _ShapeError("不是有效的 JSON：数字过长或嵌套过深。") from error


def _float(text: str) -> float | CellError:
    number = float(text)
    return number if isfinite(number) else CellError(text)


def _parse_yaml(text: str) -> Any:
    try:
        return _tree(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError:
        pass
    try:  # the C parser refuses escapes of lone surrogates, which are to be reported with their cell
        return _tree(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第{mark.line + 1}行附近" if mark else ""
        raise _ShapeError(f"不是有效的 YAML：{where}写法有误（多为缩进、冒号或引号）。") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _ShapeError("不是有效的 YAML：有不能用的字符。") from error


def _tree(events: Iterator[Any]) -> Any:
    """Events → tree. Built here and not by PyYAML, which would drop repeated keys and expand aliases."""
    resolver = yaml.resolver.Resolver()
    stack: list[list[Any]] = [[]]
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise _ShapeError("YAML 中不要用引用（& 和 *），请把内容写全。")
        if isinstance(event, yaml.ScalarEvent):
            stack[-1].append(_scalar(event, resolver))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(stack) > _MAX_DEPTH:
                raise _ShapeError("嵌套过深。")
            stack.append([])
        elif isinstance(event, yaml.SequenceEndEvent):
            items = [item.value for item in stack.pop()]
            stack[-1].append(_Node("", items))
        elif isinstance(event, yaml.MappingEndEvent):
            parts = stack.pop()
            pairs = _Pairs((key.text, item.value) for key, item in zip(parts[::2], parts[1::2], strict=True))
            stack[-1].append(_Node("", pairs))
    if len(stack[0]) != 1:
        raise _ShapeError("文件是空的。" if not stack[0] else "YAML 中只能有一个文档。")
    return stack[0][0].value


class _Node:
    """A piece of YAML: its value, and its text in case it is a key."""

    __slots__ = ("text", "value")

    def __init__(self, text: str, value: Any) -> None:
        self.text, self.value = text, value


def _scalar(event: yaml.ScalarEvent, resolver: Any) -> _Node:
    """A scalar. What YAML 1.1 would take for an octal or sexagesimal number (010, 12:30) stays text."""
    text = event.value
    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        raise _ShapeError("YAML 中不要用标签（!）。")
    if event.tag is not None or not event.implicit[0]:
        return _Node(text, text)
    tag = str(resolver.resolve(yaml.ScalarNode, text, (True, False))).rpartition(":")[2]
    if tag == "null":
        return _Node(text, None)
    if tag == "bool":
        return _Node(text, text.lower() in ("true", "yes", "on"))
    if tag == "int" and re.fullmatch(r"[+-]?(0|[1-9][0-9]{0,30})", text):
        return _Node(text, int(text))
    if tag == "float" and re.fullmatch(r"[+-]?[0-9]+\.[0-9]*([eE][+-]?[0-9]+)?", text):
        return _Node(text, _float(text))
    if tag == "float" and text.lstrip("+-").lower() in (".inf", ".nan"):
        return _Node(text, CellError(text))
    if tag == "timestamp":
        return _Node(text, _day_or_moment(text))
    return _Node(text, text)


def _day_or_moment(text: str) -> date | datetime | str:
    """A day or a moment; a day that no calendar has stays text and is reported where it is used."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text


# --- tree → book


def _sheets(tree: Any) -> Iterator[Sheet]:
    if not isinstance(tree, _Pairs):
        raise _ShapeError("最外层应是“工作表名: 内容”。")
    names = [name for name, _ in tree]
    for name in names:
        if names.count(name) > 1:
            raise _ShapeError(f"工作表“{name}”写了两次。")
    for name, content in tree:
        yield _sheet(name, content)


def _sheet(name: str, content: Any) -> Sheet:
    if content is None:
        return Sheet(name=name, rows={}, records=True)
    if isinstance(content, list) and not isinstance(content, _Pairs):
        return Sheet(name=name, rows=_record_rows(name, [], content), records=True)
    if not isinstance(content, _Pairs):
        raise _ShapeError(f"工作表“{name}”应是一条条记录，每条以“- ”开头。")
    parts = dict(content)
    if not parts.keys() <= {_COLUMNS, _ROWS, _GRID, _MERGED} or len(parts) != len(content):
        raise _ShapeError(f"工作表“{name}”应是一条条记录，每条以“- ”开头；或只写“{_COLUMNS}”和“{_ROWS}”。")
    merged = parts.get(_MERGED) or []
    if not isinstance(merged, list):
        raise _ShapeError(f"工作表“{name}”的“{_MERGED}”应是清单，每项写成 A2:A4。")
    merges = tuple(_merge(name, text) for text in merged)
    if _GRID in parts:
        return Sheet(name=name, rows=_grid_rows(name, parts[_GRID]), merges=merges)
    columns = parts.get(_COLUMNS) or []
    if not isinstance(columns, list) or any(not isinstance(column, str) for column in columns):
        raise _ShapeError(f"工作表“{name}”的“{_COLUMNS}”应是列名的清单。")
    rows = _record_rows(name, columns, parts.get(_ROWS) or [])
    return Sheet(name=name, rows=rows, merges=merges, records=True)


def _merge(name: str, text: Any) -> Merge:
    match = _RANGE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise _ShapeError(f"工作表“{name}”的“{_MERGED}”应写成 A2:A4。")
    return Merge(int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3]))


def _record_rows(name: str, columns: list[str], records: Any) -> dict[int, dict[int, Cell]]:
    if not isinstance(records, list) or isinstance(records, _Pairs):
        raise _ShapeError(f"工作表“{name}”应是一条条记录，每条以“- ”开头。")
    places = {column: index for index, column in enumerate(columns, 1)}
    if len(places) != len(columns):
        raise _ShapeError(f"工作表“{name}”的“{_COLUMNS}”中有重复的列名。")
    rows: dict[int, dict[int, Cell]] = {1: {}}
    for number, record in enumerate(records, 2):
        pairs = [] if record is None else record
        if not isinstance(pairs, _Pairs) and pairs != []:
            raise _ShapeError(f"工作表“{name}”第{number - 1}条应是“列名: 内容”。")
        cells: dict[int, Cell] = {}
        for header, value in pairs:
            index = places.setdefault(header, len(places) + 1)
            if index in cells:
                raise _ShapeError(f"工作表“{name}”第{number - 1}条中“{header}”写了两次。")
            cell = _cell(value, f"工作表“{name}”第{number - 1}条“{header}”")
            if cell is not None:
                cells[index] = cell
        if cells:
            rows[number] = dict(sorted(cells.items()))
    rows[1] = {index: Cell(header) for header, index in places.items()}
    return rows if places else {}


def _grid_rows(name: str, grid: Any) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    if not isinstance(grid, _Pairs):
        raise _ShapeError(f"工作表“{name}”的“{_GRID}”应写成 A1: 内容。")
    for address, value in grid:
        match = _ADDRESS.fullmatch(address)
        cell = _cell(value, f"工作表“{name}”的格 {address}")
        if match is None:
            raise _ShapeError(f"工作表“{name}”的“{_GRID}”中不认识 {address}。")
        if cell is not None:
            rows.setdefault(int(match[2]), {})[column_number(match[1])] = cell
    return {number: dict(sorted(cells.items())) for number, cells in sorted(rows.items())}


def _cell(value: Any, where: str) -> Cell | None:
    if value is None:
        return None
    if not isinstance(value, list):
        return Cell(value)
    parts = dict(value) if isinstance(value, _Pairs) else {}
    try:
        if parts.keys() == {_FORMULA, _VALUE} or parts.keys() == {_FORMULA}:
            inner = _cell(parts.get(_VALUE), where)
            return Cell(None if inner is None else inner.value, str(parts[_FORMULA]))
        if parts.keys() == {_PERCENT, _DECIMALS} and isinstance(parts[_PERCENT], int | float):
            return Cell(parts[_PERCENT], percent=int(parts[_DECIMALS]))
        if parts.keys() == {_ERROR}:
            return Cell(CellError(str(parts[_ERROR])))
        if parts.keys() == {_DAY}:
            return Cell(date.fromisoformat(parts[_DAY]))
        if parts.keys() == {_MOMENT}:
            return Cell(datetime.fromisoformat(parts[_MOMENT]))
        if parts.keys() == {_CLOCK}:
            return Cell(time.fromisoformat(parts[_CLOCK]))
    except (TypeError, ValueError) as error:
        raise _ShapeError(f"{where}的写法有误。") from error
    raise _ShapeError(f"{where}应是一个值，不能是清单或多个值。")


# --- book → text


def json_text(book: Book) -> str:
    """A book as JSON."""
    return json.dumps(_tree_of(book, _json_value), ensure_ascii=False, indent=2) + "\n"


def yaml_text(book: Book) -> str:
    """A book as YAML in block style; texts of several lines stand as they are read."""
    return yaml.dump(
        _tree_of(book, _yaml_value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6, indent=2
    )


class _Dumper(yaml.SafeDumper):
    """PyYAML's own emitter, not the C one: that one writes 𬍛 as an escape."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


#: What only the quoted style can write; and a text whose every line begins and ends with something to be seen.
_HIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_BLOCK: Final = re.compile(r"\S.*(?:\n\S.*)+")


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _HIDDEN.search(text) else "|" if _BLOCK.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _tree_of(book: Book, plain: Callable[[Value], Any]) -> dict[str, Any]:
    return {sheet.name: _tree_of_sheet(sheet, plain) for sheet in book.sheets}


def _tree_of_sheet(sheet: Sheet, plain: Callable[[Value], Any]) -> Any:
    columns = _columns_of(sheet)
    parts: dict[str, Any] = {}
    if columns is None:
        cells = (
            (f"{column_letters(index)}{row}", cell) for row, line in sheet.rows.items() for index, cell in line.items()
        )
        parts[_GRID] = {address: _plain_cell(cell, plain) for address, cell in cells}
    else:
        last = max(sheet.rows, default=1)
        records = [
            {columns[index - 1]: _plain_cell(cell, plain) for index, cell in sheet.rows.get(row, {}).items()}
            for row in range(2, last + 1)
        ]
        seen = list(dict.fromkeys(header for record in records for header in record))
        if seen == columns and not sheet.merges:
            return records
        parts[_COLUMNS], parts[_ROWS] = columns, records
    if sheet.merges:
        parts[_MERGED] = [str(merge) for merge in sheet.merges]
    return parts


def _columns_of(sheet: Sheet) -> list[str] | None:
    """The columns of a sheet that is a list of records: a header row without gaps over all that is filled in."""
    header = sheet.rows.get(1, {})
    names = [cell.value for cell in header.values() if isinstance(cell.value, str) and cell.value and not cell.formula]
    last_row, last_column = max(sheet.rows, default=1), max((max(line) for line in sheet.rows.values()), default=0)
    if len(set(names)) != last_column or len(header) != last_column or last_row > 2 * len(sheet.rows) + _MAX_GAP:
        return None
    return [str(name) for name in names]


def _plain_cell(cell: Cell, plain: Callable[[Value], Any]) -> Any:
    if cell.formula is not None:
        value = {} if cell.value is None else {_VALUE: plain(cell.value)}
        return {_FORMULA: cell.formula, **value}
    if cell.percent is not None:
        return {_PERCENT: plain(cell.value), _DECIMALS: cell.percent}
    return plain(cell.value)


def _yaml_value(value: Value) -> Any:
    if isinstance(value, CellError):
        return {_ERROR: value.text}
    return {_CLOCK: value.isoformat()} if isinstance(value, time) else value


def _json_value(value: Value) -> Any:
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    return {_DAY: value.isoformat()} if isinstance(value, date) else _yaml_value(value)
