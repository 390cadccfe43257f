"""Sheet → rows of typed values: the header is matched, merges are refused, every cell is read.

A row in error is kept with what of it could be read, so that other records may still refer to it: one mistake is
one problem. Records are made only of rows without errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Final, get_args

from pydantic.fields import FieldInfo

from docgen.dataset.records import Paper, PersonName, Record, RowOrigin
from docgen.dataset.values import Fault, Reader, near, quoted, read_cell, reader_of
from docgen.problems import Code, Place, Problem, Severity
from docgen.sources.book import Cell, Merge, Sheet

__all__ = ["Column", "Findings", "Row", "columns_of", "read_rows"]

_DIGITS: Final = re.compile(r"[0-9]+")
_BLANKS: Final = re.compile(r"\s+")
_SINGLE_NOTES: Final = 3  # notes of one sort in one column; more are said in one line


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a sheet may have. Without a reader its cells are handed on as they are."""

    header: str
    reader: Reader | None
    required: bool = False


@dataclass(slots=True)
class Row:
    """A row read: header → value, None where blank or unreadable. `units` are those whose papers its errors touch."""

    values: dict[str, Any]
    origin: RowOrigin
    units: tuple[str, ...] = ()
    faulty: bool = False

    def __getitem__(self, header: str) -> Any:
        return self.values.get(header)


@dataclass(slots=True)
class Findings:
    """The problems met in one file, in the order in which they are met. `kinds`: the 文种 that there are."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    kinds: tuple[str, ...] = Paper.KINDS

    def in_order(self, sheets: Sequence[str]) -> tuple[Problem, ...]:
        """All problems as a person goes through the file: sheet after sheet, row after row."""
        position = {name: number for number, name in enumerate(sheets)}

        def key(problem: Problem) -> tuple[int, int]:
            row = _DIGITS.search(problem.place.cell)
            return position.get(problem.place.sheet, -1), int(row[0]) if row else 0

        return tuple(sorted(self.problems, key=key))

    def add(
        self,
        code: Code,
        message: str,
        hint: str = "",
        *,
        sheet: str = "",
        cell: str = "",
        units: tuple[str, ...] = (),
        kinds: tuple[str, ...] = (),
    ) -> None:
        """A problem of the file, a sheet or a header."""
        place = Place(file=self.file, sheet=sheet, cell=cell)
        self.problems.append(Problem(code=code, message=message, hint=hint, place=place, units=units, kinds=kinds))

    def at(self, row: Row, header: str, fault: Fault, units: tuple[str, ...] | None = None) -> None:
        """A problem of a cell; the row is in error when it is one. The message begins with the column."""
        is_error = fault.code.severity is Severity.ERROR
        row.faulty = row.faulty or is_error
        touched = () if not is_error else row.units if units is None else units
        kinds = (row["文种"],) if is_error and row["文种"] in self.kinds else ()
        if "文种" in row.values and (not kinds or Paper.ALL_UNITS in touched):
            touched = ()  # a row for 各单位 holds for each of them
        cell = row.origin.cell(header)
        message = f"{header}{fault.message}" if header else fault.message
        self.add(fault.code, message, fault.hint, sheet=row.origin.sheet, cell=cell, units=touched, kinds=kinds)

    def widen(self, row: Row, header: str, units: Iterable[str]) -> None:
        """Let the errors already found in a cell touch the papers of more units; one that touches all stays so."""
        place = Place(file=self.file, sheet=row.origin.sheet, cell=row.origin.cell(header))
        self.problems = [
            replace(problem, units=tuple(dict.fromkeys((*problem.units, *units))))
            if problem.place == place and problem.units and problem.severity is Severity.ERROR
            else problem
            for problem in self.problems
        ]


def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a record: its fields under their aliases; one without a default must be filled in."""
    return tuple(
        Column(info.alias or name, reader_of(_annotation(info)), info.is_required())
        for name, info in record.model_fields.items()
        if name != "origin"
    )


def _annotation(info: FieldInfo) -> object:
    """The annotation of a field as written: pydantic keeps what stands beside a bare type apart."""
    return PersonName if set(get_args(PersonName)[1:]) & set(info.metadata) else info.annotation


def read_rows(
    sheet: Sheet,
    columns: Sequence[Column],
    findings: Findings,
    *,
    year: int,
    unit: str = "",
    all_wanted: bool = False,
) -> list[Row] | None:
    """The rows of a sheet that are not blank. `unit` is the column that names the unit a row belongs to, if any.

    `all_wanted`: every column must be there, also those whose cells may be blank.
    None when the header cannot be used: the sheet's rows are then unknown, and nothing may be concluded from them.
    """
    header = [merge for merge in sheet.merges if merge.top == 1]
    if header:
        _refuse_merges(sheet, header, findings, 0)
        return None
    found = _match_header(sheet, columns, findings, all_wanted)
    if found is None:
        return None
    used = set(found.values())
    merged = [merge for merge in sheet.merges if any(merge.left <= index <= merge.right for index in used)]
    _refuse_merges(sheet, merged, findings, found.get(unit, 0))
    return list(_Rows(sheet, columns, found, merged, findings, year, unit).read())


class _Rows:
    """The reading of the rows of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        found: Mapping[str, int],
        merged: Sequence[Merge],
        findings: Findings,
        year: int,
        unit: str,
    ) -> None:
        self._sheet, self._findings, self._year, self._unit = sheet, findings, year, unit
        self._columns = [(column, found[column.header]) for column in columns if column.header in found]
        self._merged = merged
        self._notes: list[tuple[Row, str, Fault]] = []

    def read(self) -> Iterator[Row]:
        """Row after row; the notes are gathered and said at the end."""
        for number, cells in self._sheet.rows.items():
            if number > 1 and any(not _is_blank(cells.get(index)) for _, index in self._columns):
                yield self._row(number, cells)
        self._say_notes()

    def _row(self, number: int, cells: Mapping[int, Cell]) -> Row:
        address = self._sheet.address
        places = {column.header: address(number, index) for column, index in self._columns}
        row = Row({}, RowOrigin(file=self._findings.file, sheet=self._sheet.name, row=number, cells=places))
        in_merge = any(merge.top <= number <= merge.bottom for merge in self._merged)
        faults: list[tuple[str, Fault]] = []
        for column, index in self._columns:
            cell = cells.get(index)
            if column.reader is None:
                row.values[column.header] = cell
                continue
            read = read_cell(cell, column.reader, self._year)
            row.values[column.header] = read.value
            if read.fault is not None:
                faults.append((column.header, read.fault))
            elif read.value is None and column.required:
                faults.append((column.header, Fault(Code.VALUE_MISSING, "没有填。", "补填这一格。")))
        row.units = (row[self._unit],) if self._unit and row[self._unit] else ()
        row.faulty = in_merge
        if not in_merge:  # what a merge hides has been reported with the merge
            self._report(row, faults)
        return row

    def _report(self, row: Row, faults: Iterable[tuple[str, Fault]]) -> None:
        for header, fault in faults:
            if fault.code.severity is Severity.NOTE:
                self._notes.append((row, header, fault))
            else:
                self._findings.at(row, header, fault)

    def _say_notes(self) -> None:
        """Each note at its cell; where one sort fills a column, one note names the first cells and says how many."""

        def sort(note: tuple[Row, str, Fault]) -> tuple[str, str]:
            return note[1], note[2].code.code

        for _, group in groupby(sorted(self._notes, key=sort), key=sort):
            notes = list(group)
            row, header, fault = notes[0]
            if len(notes) > _SINGLE_NOTES:
                cells = "、".join(row.origin.cell(header) for row, _, _ in notes[1:4])
                more = f"同列另有{len(notes) - 1}格也是如此（{cells}等）。"
                notes = [(row, header, Fault(fault.code, fault.message + more, fault.hint))]
            for row, header, fault in notes:
                self._findings.at(row, header, fault)


def _is_blank(cell: Cell | None) -> bool:
    if cell is None:
        return True
    return isinstance(cell.value, str) and not cell.value.strip()


def _header_of(cell: Cell | None) -> str:
    """A header without blanks and line breaks."""
    return "" if cell is None or not isinstance(cell.value, str) else _BLANKS.sub("", cell.value)


def _match_header(
    sheet: Sheet, columns: Sequence[Column], findings: Findings, all_wanted: bool
) -> dict[str, int] | None:
    """Header → column number; None when the sheet cannot be read by it."""
    known = {column.header: column for column in columns}
    found: dict[str, int] = {}
    strange: dict[str, int] = {}
    usable = True
    for index, cell in sheet.rows.get(1, {}).items():
        header = _header_of(cell)
        if header in known and header in found:
            usable = False
            first = sheet.address(1, found[header])
            findings.add(
                Code.COLUMN_REPEATED,
                f"列“{header}”与 {first} 重复，不知以哪一列为准。",
                "删去或改名其中一列。",
                sheet=sheet.name,
                cell=sheet.address(1, index),
            )
        elif header in known:
            found[header] = index
        elif header:
            strange[header] = index
    if not found:
        wanted = "、".join(column.header for column in columns[:4])
        message = f"第1行应是列名（{wanted}等），没有找到。"
        hint = "把列名放在第1行，上面不要有标题行或空行。"
        findings.add(Code.COLUMN_MISSING, message, hint, sheet=sheet.name, cell="第1行")
        return None
    usable = _missing_columns(sheet, columns, found, strange, findings, all_wanted) and usable
    _unused_columns(sheet, found, strange, findings)
    return found if usable else None


def _missing_columns(
    sheet: Sheet,
    columns: Sequence[Column],
    found: Mapping[str, int],
    strange: dict[str, int],
    findings: Findings,
    all_wanted: bool,
) -> bool:
    """Report the columns that are missing, a misspelt one at its header. Whether none is."""
    complete = True
    missing = [column for column in columns if column.header not in found]
    required = [column for column in missing if column.required or all_wanted]
    for column in required + [column for column in missing if column not in required]:
        guess = near(column.header, list(strange))
        if guess is None and [column] == required and len(strange) == 1:
            guess = next(iter(strange))
        if guess is not None:
            complete = False
            findings.add(
                Code.COLUMN_MISSING,
                f"列名写的是{quoted(guess)}，没有找到列“{column.header}”，是不是“{column.header}”？",
                f"把列名改成“{column.header}”。",
                sheet=sheet.name,
                cell=sheet.address(1, strange.pop(guess)),
            )
        elif column in required:
            complete = False
            findings.add(
                Code.COLUMN_MISSING,
                f"缺少列“{column.header}”。",
                f"在第1行补上列名“{column.header}”，并填写内容。",
                sheet=sheet.name,
                cell="第1行",
            )
    return complete


def _unused_columns(sheet: Sheet, found: Mapping[str, int], strange: Mapping[str, int], findings: Findings) -> None:
    """Say which columns are not read, so that nothing is lost silently."""
    for header, index in strange.items():
        message = f"不认识列“{header}”，这一列没有使用。"
        findings.add(Code.COLUMN_UNKNOWN, message, sheet=sheet.name, cell=sheet.address(1, index))
    used = {*found.values(), *strange.values(), *sheet.rows.get(1, {})}
    nameless: set[int] = set()
    for number, cells in sheet.rows.items():
        for index, cell in cells.items():
            if index not in used and index not in nameless and not _is_blank(cell):
                nameless.add(index)
                message = "这一列没有列名，内容没有使用。"
                findings.add(Code.COLUMN_UNKNOWN, message, sheet=sheet.name, cell=sheet.address(number, index))


def _refuse_merges(sheet: Sheet, merges: Iterable[Merge], findings: Findings, unit: int) -> None:
    """Report each merged range: a record's own cell is never merged. `unit` is the column number of the unit."""
    last = max(sheet.rows, default=1)
    for merge in merges:
        if merge.top > last:
            continue  # below the records
        rows = [cells for number, cells in sheet.rows.items() if merge.top <= number <= merge.bottom]
        names = [cells[unit].value for cells in rows if unit in cells]
        findings.add(
            Code.MERGED_RECORDS,
            "合并单元格跨了多条记录（或多列），看不出各格的内容。",
            "取消合并，每一格都填上内容；列名放在第1行，上面不要有标题。",
            sheet=sheet.name,
            cell=str(merge),
            units=tuple(dict.fromkeys(name.strip() for name in names if isinstance(name, str))),
        )
