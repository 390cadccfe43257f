"""xlsx → book. Our own reading of SpreadsheetML: one pass gives values, formulas, number formats and merges together.

openpyxl needs two passes for formulas and their results, and walks the whole rectangle of a sheet: one cell at
XFD1048576 is enough to stop it. Here only the cells that are there cost anything (ECMA-376 part 1, §18).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import Enum
from math import isfinite
from pathlib import Path

from lxml import etree

from docgen.cell_names import column_number
from docgen.file_names import shown_name
from docgen.problems import Code, Place, Problem, Result
from docgen.refusals import why
from docgen.sources.book import Book, Cell, CellError, Merge, Sheet, Value
from docgen.sources.package import Package, PackageError

__all__ = ["EPOCH_1900", "day_of_serial", "read_workbook"]

EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
_MAX_SERIAL = 2_958_466  # the day after 9999-12-31
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|General', re.IGNORECASE)


class _Format(Enum):
    """What a number format makes of a number, as far as it changes the value."""

    NUMBER = 0
    DAY = 1
    MOMENT = 2
    CLOCK = 3


# Built-in formats (§18.8.30); 27–36 and 50–58 are those of the Chinese locale.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), _Format.DAY),
    22: _Format.MOMENT,
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), _Format.CLOCK),
}
_BUILT_IN_PERCENT = {9: 0, 10: 2}


def read_workbook(path: Path) -> Result[Book]:
    """The book of an xlsx file; None with one problem when the file is no readable xlsx."""
    try:
        package = Package(path.read_bytes())
        return Result(value=_Reading(package).book())
    except PackageError as refusal:
        return Result(value=None, problems=(refusal.problem(shown_name(path)),))
    except OSError as error:
        reason = why(error)
        problem = Problem(
            code=Code.FILE_UNREADABLE,
            message=f"文件打不开（{reason}）。",
            hint="看看文件名是否写对、文件是否正被别的程序占用。",
            place=Place(file=shown_name(path)),
        )
        return Result(value=None, problems=(problem,))


def day_of_serial(serial: int) -> date | None:
    """The day of a serial number counted from 1900, as in a cell whose date format was lost; None when out of range."""
    return (EPOCH_1900 + timedelta(days=serial)).date() if 0 < serial < _MAX_SERIAL else None


class _Reading:
    """One reading of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._workbook_part = self._find_workbook()
        self._workbook = package.xml(self._workbook_part)
        properties = _child(self._workbook, "workbookPr")
        self._epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._relations = self._relations_of(self._workbook_part)
        self._strings = self._shared_strings()
        self._formats, self._percents = self._styles()

    def book(self) -> Book:
        """The whole workbook."""
        listed = _child(self._workbook, "sheets")
        sheets = []
        for element in [] if listed is None else _children(listed, "sheet"):
            identifier = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            kind, target = self._relations.get(str(identifier), ("", ""))
            name = _unescape(element.get("name") or "")
            if kind == "worksheet":
                sheets.append(self._sheet(name, self._package.xml(target)))
        if not sheets:
            raise PackageError(Code.FILE_UNREADABLE, "不是 xlsx 文件（里面没有工作表）。")
        return Book(sheets=tuple(sheets), epoch_1904=self._epoch_1904)

    def _find_workbook(self) -> str:
        if "_rels/.rels" in self._package:
            for kind, target in self._relations_of("").values():
                if kind == "officeDocument" and target.endswith(".xml") and "workbook" in target:
                    return target
        raise PackageError(Code.FILE_UNREADABLE, "不是 xlsx 文件（是别的压缩包）。")

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._package:
            return {}
        found = {}
        for element in _children(self._package.xml(relations), "Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
                found[element.get("Id") or ""] = ((element.get("Type") or "").rpartition("/")[2], target)
        return found

    def _shared_strings(self) -> tuple[str, ...]:
        for kind, target in self._relations.values():
            if kind == "sharedStrings":
                return tuple(_text_of(item) for item in _children(self._package.xml(target), "si"))
        return ()

    def _styles(self) -> tuple[list[_Format], list[int | None]]:
        """For each cell style: what its number format does, and its decimals when it is a percentage."""
        target = next((target for kind, target in self._relations.values() if kind == "styles"), None)
        if target is None:
            return [], []
        root = self._package.xml(target)
        custom = {
            element.get("numFmtId"): element.get("formatCode") or ""
            for group in _children(root, "numFmts")
            for element in _children(group, "numFmt")
        }
        formats: list[_Format] = []
        percents: list[int | None] = []
        for style in (style for group in _children(root, "cellXfs") for style in _children(group, "xf")):
            identifier = style.get("numFmtId") or "0"
            if identifier in custom:
                formats.append(_format_of(custom[identifier]))
                percents.append(_percent_of(custom[identifier]))
            else:
                formats.append(_BUILT_IN.get(_whole(identifier), _Format.NUMBER))
                percents.append(_BUILT_IN_PERCENT.get(_whole(identifier)))
        return formats, percents

    def _sheet(self, name: str, root: etree._Element) -> Sheet:
        rows: dict[int, dict[int, Cell]] = {}
        data = _child(root, "sheetData")
        number = 0
        for row in [] if data is None else _children(data, "row"):
            number = _whole(row.get("r") or "", number + 1)
            cells: dict[int, Cell] = {}
            column = 0
            for element in _children(row, "c"):
                column = _column(element.get("r"), column + 1)
                cell = self._cell(element)
                if cell is not None:
                    cells[column] = cell
            if cells:
                rows[number] = dict(sorted(cells.items()))
        merges = (
            _merge(element.get("ref") or "")
            for group in _children(root, "mergeCells")
            for element in _children(group, "mergeCell")
        )
        return Sheet(name=name, rows=dict(sorted(rows.items())), merges=tuple(merge for merge in merges if merge))

    def _cell(self, element: etree._Element) -> Cell | None:
        kind, text, formula = element.get("t") or "n", None, None
        for child in element:
            local = _local(child)
            if local == "v":
                text = child.text or ""
            elif local == "f":
                formula = _unescape(child.text or "")
            elif local == "is":
                text = _text_of(child)
        if text is None or (text == "" and kind not in ("s", "str", "inlineStr")):
            return None if formula is None else Cell(None, formula)
        style = _whole(element.get("s") or "0")
        value = self._value(kind, text, style)
        if kind == "n":
            percent = self._percents[style] if style < len(self._percents) else None
            return Cell(value, formula, percent)
        return Cell(value, formula)

    def _value(self, kind: str, text: str, style: int) -> Value:
        if kind == "s":
            index = _whole(text, -1)
            return self._strings[index] if 0 <= index < len(self._strings) else CellError("#REF!")
        if kind == "str":
            return _unescape(text)
        if kind == "inlineStr":
            return text
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return _iso(text)
        number = _number(text)
        shape = self._formats[style] if style < len(self._formats) else _Format.NUMBER
        if shape is _Format.NUMBER or isinstance(number, CellError):
            return number
        return _moment(number, shape, EPOCH_1904 if self._epoch_1904 else EPOCH_1900)


def _local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ only in that."""
    return str(element.tag).rpartition("}")[2]


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return parent.iterchildren("{*}" + name)


def _child(parent: etree._Element, name: str) -> etree._Element | None:
    return next(_children(parent, name), None)


def _text_of(item: etree._Element) -> str:
    """The text of a string item: its own or that of its runs, without the phonetic guide (rPh)."""
    parts = []
    for child in item:
        if _local(child) == "t":
            parts.append(child.text or "")
        elif _local(child) == "r":
            parts += [part.text or "" for part in _children(child, "t")]
    return _unescape("".join(parts))


def _unescape(text: str) -> str:
    """Undo _xHHHH_ (§22.4.2.4), by which a workbook writes the characters that XML cannot."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _whole(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() else default


def _column(reference: str | None, default: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    return default if match is None else column_number(match[1])


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if start is None or end is None:
        return None
    return Merge(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))


def _format_of(code: str) -> _Format:
    """What a format code makes of a number: it is a date or a time when its letters, quoted text aside, say so."""
    letters = _LITERALS.sub("", code.partition(";")[0]).lower()
    has_day = "y" in letters or "d" in letters or ("m" in letters and "h" not in letters and "s" not in letters)
    has_clock = "h" in letters or "s" in letters
    if has_day:
        return _Format.MOMENT if has_clock else _Format.DAY
    return _Format.CLOCK if has_clock else _Format.NUMBER


def _percent_of(code: str) -> int | None:
    letters = _LITERALS.sub("", code.partition(";")[0])
    if not letters.endswith("%"):
        return None
    return len(letters.partition(".")[2]) - 1 if "." in letters else 0


def _number(text: str) -> int | float | CellError:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return CellError(text)
    return number if isfinite(number) else CellError(text)


def _moment(number: int | float, shape: _Format, epoch: datetime) -> Value:
    """The day, moment or time of a serial number. Numbers below 60 of the 1900 system are one off, as Excel's are."""
    if not 0 <= number < _MAX_SERIAL:
        return number
    if epoch is EPOCH_1900 and 1 <= number < 60:
        number += 1
    if shape is _Format.DAY and float(number).is_integer():
        return (epoch + timedelta(days=int(number))).date()
    moment = epoch + timedelta(milliseconds=round(number * 86_400_000))
    if shape is _Format.CLOCK and number < 1:
        return moment.time()
    return moment


def _iso(text: str) -> date | datetime | time | CellError:
    """A cell of type d (ISO 8601)."""
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return read(text.removesuffix("Z"))
        except ValueError:
            continue
    return CellError(text)
