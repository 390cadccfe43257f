"""Plain text → lines. Every character is text; only tab stops make tables, as Word and Excel copy them out.

Cells are parted by tabs on a line, two or more lines alike; or each cell begins a line with a tab and an empty line
begins a row, which is what a Word table becomes when a page is saved as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from docgen.document import FieldLine, Table
from docgen.readers import marks
from docgen.readers.draft_lines import Line, measure, run, table_of
from docgen.readers.wrapping import joined

__all__ = ["lines_of"]

_FIELD: Final = re.compile(r"(?<!\s)\s{3,}(?=\S{1,10}[：:])")
_MOST_CELLS: Final = 60  # of a row
_CELL_GAP: Final = 4  # lines within which a cell goes on
_LABELLED: Final = re.compile(r"\S{1,10}[：:]")
_BLANK: Final = re.compile(
    r"(?:填[报表写制]|报送|上报|所在|推荐|申报)?(?:单位|部门|科室|时间|日期|人)(?:（盖?公?章）|（签[名字章]）)?[：:]"
)
_MEASURE: Final = re.compile(r"[（(]?(?:计量|金额)?单位[：:]\s*[\u4e00-\u9fff、/]{1,8}[）)]?")


def lines_of(raw: Sequence[str]) -> tuple[Line, ...]:
    """The lines that hold something. `raw` are those of the file."""
    found: list[Line] = []
    at, gap = 0, False
    while at < len(raw):
        text = raw[at]
        if not text.strip() and "\t" not in text:
            at, gap = at + 1, True
            continue
        table, end = _by_cells(raw, at) if text.startswith("\t") else (None, at)
        if table is None:
            table, end = _by_tabs(raw, at)
        if table is not None:
            found.append(Line(number=at + 1, last=end, text="", gap=gap, block=table))
            at, gap = end, False
        else:
            if text.strip():
                found.append(_line(at + 1, text, gap=gap))
            at, gap = at + 1, not text.strip()
    return joined(_fields_above_tables(found))


def _line(number: int, text: str, *, gap: bool) -> Line:
    before = text[: len(text) - len(text.lstrip())]
    return Line(number=number, last=number, text=text.strip(), gap=gap, indent=measure(before))


def _by_tabs(raw: Sequence[str], at: int) -> tuple[Table | None, int]:
    """Two or more lines with as many tabs between their cells, those at the ends of a line beside empty ones counted.

    A tab that indents a whole list of cells parts none; rows to be filled in are tabs alone.
    """
    if marks.metadata(raw[at]) or "\t" not in raw[at].strip():
        return None, at
    for given in (raw[at].strip("\r\n"), raw[at].strip()):
        rows = [[[cell.strip()] for cell in given.split("\t")]]
        while at + len(rows) < len(raw) and (row := _row_of(raw[at + len(rows)], len(rows[0]))):
            rows.append(row)
        if len(rows) > 1:
            return table_of(rows), at + len(rows)
    return None, at


def _row_of(text: str, count: int) -> list[list[str]]:
    """The cells of a line when it has as many, an indent or an empty first cell before them; else none."""
    if "\t" not in text or marks.metadata(text):
        return []
    for given in (text, text.strip()):
        cells = given.split("\t")
        if len(cells) == count:
            return [[cell.strip()] for cell in cells]
    return []


def _by_cells(raw: Sequence[str], at: int) -> tuple[Table | None, int]:
    """A cell a line that begins with a tab; other lines go on with the cell; an empty line and a tab begin a row.

    The table ends before the first row that has not as many cells as the row above it.
    """
    rows: list[list[list[str]]] = []
    ends: list[int] = []
    for place in range(at, len(raw)):
        text = raw[place]
        if text.startswith("\t"):
            if not rows or not raw[place - 1]:
                if rows and len(rows[-1]) != len(rows[0]):
                    break
                rows.append([])
                ends.append(place)
            if len(rows[-1]) == _MOST_CELLS:
                break
            rows[-1].append([text.strip()])
            ends[-1] = place + 1
        elif text.strip():
            below = raw[place + 1 : place + 1 + _CELL_GAP]
            following = next((line for line in below if line.strip() or "\t" in line), "")
            if not following.startswith("\t"):
                break
            rows[-1][-1].append(text.strip())
    while rows and len(rows[-1]) != len(rows[0]):
        del rows[-1], ends[-1]
    if len(rows) < 2 or len(rows[0]) < 2:
        return None, at
    return table_of(rows), ends[-1]


def _fields_above_tables(lines: list[Line]) -> list[Line]:
    """A line of labelled blanks (单位：　　填报时间：) directly above a table belongs to it, and so does 单位：万元."""
    for place, (line, below) in enumerate(pairwise(lines)):
        if isinstance(below.block, Table) and line.block is None:
            fields = _FIELD.split(line.text)
            if _MEASURE.fullmatch(line.text):
                fields = ["", line.text]  # at the right
            alone = len(fields) == 1 and _BLANK.fullmatch(line.text)
            if alone or (len(fields) > 1 and all(_LABELLED.match(field) for field in fields if field)):
                lines[place] = replace(line, block=FieldLine(fields=tuple(run(field) for field in fields)))
    return lines
