"""Tables of a Word file as a grid: what each cell covers, whatever the file says of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite

from lxml import etree

from docgen.ooxml.properties import Styles, W, flat, measured, toggled, value
from docgen.readers.word.passages import Grid, GridCell, Passage

__all__ = ["grid_of"]

#: Edges of cells nearer than this, in twips, are one.
_NEAR = 30.0
_WIDEST = 100_000.0  # twips that a file is believed
_MOST_COLUMNS = 63  # Word's own limit

Passages = Callable[[etree._Element, str], tuple[Passage, ...]]


@dataclass(slots=True)
class _Begun:
    """A cell as its row has it, before the grid is known: from one edge to another."""

    left: float
    right: float
    passages: tuple[Passage, ...]
    merge: str  # restart, continue or empty


def grid_of(node: etree._Element, place: str, styles: Styles, passages: Passages, *, nested: bool) -> Grid | None:
    """The grid of a w:tbl; None when it has no cells. `nested` tables give their cells the place of the outer cell."""
    widths = [_number(column.get(f"{W}w")) for column in node.iterfind(f"{W}tblGrid/{W}gridCol")]
    rows: list[list[_Begun]] = []
    heights: list[float] = []
    header: list[bool] = []
    for row in _rows(node):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        rows.append(list(_cells(row, widths, f"{place}第{len(rows) + 1}行", passages, "" if not nested else place)))
        given = flat(properties)
        heights.append(measured(given, "trHeight@val"))
        header.append(toggled(given, "tblHeader"))
    if not any(rows):
        return None
    edges = _edges(rows)
    repeated = next((index for index, one in enumerate(header) if not one), len(header))
    properties = node.find(f"{W}tblPr")
    style = value(properties.find(f"{W}tblStyle") if properties is not None else None, "val")
    return Grid(
        place=place,
        style=styles.name(style) if style else "",
        rows=_merged(rows, edges),
        widths=tuple(right - left for left, right in pairwise(edges)),
        heights=tuple(heights),
        header=repeated,
        ruled=_ruled(properties, styles.name(style) if style else ""),
        floating=properties is not None and properties.find(f"{W}tblpPr") is not None,
    )


def _rows(node: etree._Element) -> Iterator[etree._Element]:
    for child in node.iterchildren("*"):
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _rows(child)


def _row_cells(node: etree._Element) -> Iterator[etree._Element]:
    for child in node.iterchildren("*"):
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _row_cells(child)


def _cells(row: etree._Element, widths: list[float], place: str, passages: Passages, outer: str) -> Iterator[_Begun]:
    skipped = int(_number(value(row.find(f"{W}trPr/{W}gridBefore"), "val", "0")))
    column, left = skipped, sum(widths[:skipped])
    if skipped and not widths[:skipped]:
        left = _number(value(row.find(f"{W}trPr/{W}wBefore"), "w", "0"))
    for index, cell in enumerate(_row_cells(row), 1):
        properties = cell.find(f"{W}tcPr")
        span = int(_number(value(properties.find(f"{W}gridSpan"), "val", "1"))) if properties is not None else 1
        span = min(max(span, 1), _MOST_COLUMNS)
        covered = widths[column : column + span]
        own = properties.find(f"{W}tcW") if properties is not None else None
        wide = sum(covered) if len(covered) == span and sum(covered) > 0 else _number(value(own, "w", "0"))
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        merge = value(merged, "val", "continue") if merged is not None else ""
        right = left + (wide or _DEFAULT * span)
        yield _Begun(left, right, passages(cell, outer or f"{place}第{index}列"), merge)
        column, left = column + span, right


_DEFAULT = 1000.0  # twips of a column that says nothing


def _edges(rows: list[list[_Begun]]) -> list[float]:
    """Every place where a cell begins or ends, near ones put together."""
    found = sorted({edge for row in rows for cell in row for edge in (cell.left, cell.right)})
    made: list[float] = []
    for edge in found:
        if not made or edge - made[-1] > _NEAR:
            made.append(edge)
    return made


def _merged(rows: list[list[_Begun]], edges: list[float]) -> tuple[tuple[GridCell, ...], ...]:
    """The cells by column; those that go on downwards are one, and what a row does not fill is an empty cell."""
    count = len(edges) - 1
    grid: list[dict[int, GridCell]] = []
    open_: dict[int, tuple[int, int, int]] = {}  # column → row where the cell began, its column, its width
    for number, row in enumerate(rows):
        placed: dict[int, GridCell] = {}
        reached = 0
        still: dict[int, tuple[int, int, int]] = {}
        for cell in row:
            first, last = max(_at(edges, cell.left), reached), _at(edges, cell.right)
            last = min(max(last, first + 1), max(count, first + 1))
            if first >= count:
                _append(placed, cell)
                continue
            for gap in range(reached, first):
                placed[gap] = GridCell(passages=(), column=gap)
            above = open_.get(first)
            if cell.merge == "continue" and above is not None and above[2] == last - first:
                began = grid[above[0]][first]
                grid[above[0]][first] = replace(
                    began,
                    rows=began.rows + 1,
                    passages=(*began.passages, *(one for one in cell.passages if not one.empty)),
                )
                still[first] = above
            else:
                placed[first] = GridCell(passages=cell.passages, column=first, columns=last - first)
                if cell.merge:
                    still[first] = (number, first, last - first)
            reached = last
        for gap in range(reached, count):
            placed[gap] = GridCell(passages=(), column=gap)
        grid.append(placed)
        open_ = still
    return tuple(tuple(row[column] for column in sorted(row)) for row in grid)


def _append(placed: dict[int, GridCell], cell: _Begun) -> None:
    """Text of a cell beyond the last column goes to the last one."""
    if placed:
        last = max(placed)
        placed[last] = replace(placed[last], passages=(*placed[last].passages, *cell.passages))


def _at(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))


def _ruled(properties: etree._Element | None, style: str) -> bool:
    borders = properties.find(f"{W}tblBorders") if properties is not None else None
    if borders is not None:
        return any(value(side, "val") not in ("nil", "none") for side in borders.iterchildren("*"))
    return style not in ("", "Normal Table", "无线表格")


def _number(text: str | None) -> float:
    try:
        found = float(text or 0)
    except ValueError:
        return 0.0
    return min(max(found, 0.0), _WIDEST) if isfinite(found) else 0.0
