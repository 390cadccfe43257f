"""Where the words of a paper come from, as staff read it: cells drawn together to ranges, and taken apart again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docgen.cell_names import column_letters, column_number

__all__ = ["cell_ranges", "cells_in"]

_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]+)")
#: A value of a record of YAML or JSON, which has no column letters.
_ENTRY: Final = re.compile(r"第([0-9]+)条(·.+)", re.DOTALL)
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]+)(?::([A-Z]{1,3})([0-9]+))?")
_ENTRIES: Final = re.compile(r"第([0-9]+)(?:至([0-9]+))?条(·.+)", re.DOTALL)
#: Between file, sheet and cell of an origin.
_STEP: Final = " › "


def cell_ranges(origins: Iterable[str]) -> tuple[str, ...]:
    """Cells (`文件 › 表 › F17`) as the fewest ranges (`文件 › 表 › A5:F17`), sheets in the order they are met.

    Entries of a YAML file are drawn together by their column (`第1至3条·整改时限`); what is neither stays as it is.
    """
    sheets: dict[str, list[str]] = defaultdict(list)
    for origin in dict.fromkeys(origins):
        if origin:
            sheet, _, cell = origin.rpartition(_STEP)
            sheets[sheet].append(cell)
    return tuple(
        f"{sheet}{_STEP}{place}" if sheet else place for sheet, places in sheets.items() for place in _ranges(places)
    )


def cells_in(ranges: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The cells of ranges as `cell_ranges` has them, each as its sheet and cell, row by row."""
    for told in ranges:
        where, _, place = told.rpartition(_STEP)
        sheet = where.rpartition(_STEP)[2]
        if match := _RANGE.fullmatch(place):
            left, top, right, bottom = match[1], int(match[2]), match[3] or match[1], int(match[4] or match[2])
            for row in range(top, bottom + 1):
                for column in range(column_number(left), column_number(right) + 1):
                    yield sheet, f"{column_letters(column)}{row}"
        elif match := _ENTRIES.fullmatch(place):
            for number in range(int(match[1]), int(match[2] or match[1]) + 1):
                yield sheet, f"第{number}条{match[3]}"
        else:
            yield sheet, place


def _ranges(places: Iterable[str]) -> Iterable[str]:
    """The places of one sheet: rectangles of cells, then entries column by column, then the rest as it is."""
    cells: set[tuple[int, int]] = set()
    entries: dict[str, list[int]] = defaultdict(list)
    rest = []
    for place in places:
        if match := _CELL.fullmatch(place):
            cells.add((int(match[2]), column_number(match[1])))
        elif match := _ENTRY.fullmatch(place):
            entries[match[2]].append(int(match[1]))
        else:
            rest.append(place)
    yield from _rectangles(cells)
    for column, numbers in entries.items():
        for first, last in _runs(sorted(numbers)):
            yield f"第{first}条{column}" if first == last else f"第{first}至{last}条{column}"
    yield from rest


def _rectangles(cells: set[tuple[int, int]]) -> Iterable[str]:
    """The rectangles of cells (row, column), joined along rows or along columns, whichever makes fewer."""
    by_row = _joined(cells)
    by_column = [
        (top, left, bottom, right) for left, top, right, bottom in _joined({(column, row) for row, column in cells})
    ]
    for top, left, bottom, right in sorted(by_row if len(by_row) <= len(by_column) else by_column):
        start, end = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
        yield start if start == end else f"{start}:{end}"


def _joined(cells: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Runs of columns row by row, joined downwards where the next row has the same run: top, left, bottom, right."""
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(cells):
        rows[row].append(column)
    open_runs: dict[tuple[int, int], tuple[int, int]] = {}  # columns → rows
    done: list[tuple[int, int, int, int]] = []
    for row, taken in rows.items():
        runs = set(_runs(taken))
        for columns, (first, last) in list(open_runs.items()):
            if columns not in runs or last != row - 1:
                done.append((first, columns[0], last, columns[1]))
                del open_runs[columns]
        for columns in runs:
            open_runs[columns] = (open_runs.get(columns, (row, row))[0], row)
    return done + [(first, columns[0], last, columns[1]) for columns, (first, last) in open_runs.items()]


def _runs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Unbroken runs of ascending numbers, as first and last."""
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last
            start = number
        last = number
    yield start, last
