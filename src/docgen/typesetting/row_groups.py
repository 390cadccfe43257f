"""Which rows of a table in the text stay on one page, where a renderer divides it.

Those that merged cells hold together, up to a third of a page; a head among the rows with what it heads; and a low last
row with the one above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.document import Row, Table
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.adornment import bare
from docgen.typesetting.columns import column_widths
from docgen.typesetting.latin_gap import filled
from docgen.typesetting.table_pages import SetRow, SetTable, height_of, whole
from docgen.units import Length

__all__ = ["Group", "are_single", "groups", "holds_its_end"]

#: Rows that stay together at the end.
_LAST: Final = 2
#: Lines of a last row that would look lost alone.
_LOW: Final = 2
#: 字 by which two ways of adding up widths may differ.
_HAIR: Final = 0.01
#: Thirds of a page up to which a head and what it heads stay together.
_HEADED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that merged cells hold together; `held`: they are few enough to stay on one page."""

    rows: tuple[SetRow, ...]
    held: bool


def groups(table: SetTable, standard: Standard) -> list[Group]:
    """The rows of a table in the text by groups: one of up to a third of a page is not divided between pages.

    A head among the rows stands with what it heads, which is never taller than half a page. A low last row (合计) is
    never on a page alone: the last two groups are one.
    """
    found: list[list[SetRow]] = []
    rows: list[SetRow] = []
    left = 0
    for row in table.rows:
        rows.append(row)
        left = max(left - 1, *(cell.rows - 1 for cell in row.cells), 0)
        if not left and not _is_head(row):
            found.append(rows)
            rows = []
    most = standard.page.body_height // 3
    if not rows and len(found) > 1 and _is_low(found[-1], standard) and height_of([*found[-2], *found[-1]]) <= most:
        last = found.pop()
        found[-1] += last
    made = [
        Group(rows=tuple(each), held=len(each) > 1 and height_of(each) <= most * (_HEADED if _is_head(each[0]) else 1))
        for each in found
    ]
    return [*made, Group(rows=tuple(rows), held=False)] if rows else made


def ends(table: SetTable, standard: Standard) -> tuple[int, ...]:
    """After how many rows of a table a page may end: after those of each group, within one not held, after the last."""
    count = len(table.rows)
    if table.paged:
        return (count,)
    found, reached = {count}, 0
    for group in groups(table, standard):
        last = reached + len(group.rows)
        found.update([last] if group.held else range(reached + 1, last + 1))
        reached = last
    return tuple(sorted(found))


def _is_head(row: SetRow | Row) -> bool:
    return all(cell.header for cell in row.cells)


def _is_low(rows: Sequence[SetRow], standard: Standard) -> bool:
    """Whether rows are so low that alone they would look lost: a row of two lines at most."""
    style = standard.styles[StyleName.TABLE_CELL]
    return len(rows) == 1 and rows[0].height < style.line.times(_LOW + 1)


def are_single(rows: Sequence[Row]) -> bool:
    """Whether neither merged cells nor heads hold rows of a table together, so that each is a group of its own."""
    for row in rows:
        header = True
        for cell in row.cells:
            if cell.rows > 1:
                return False
            header = header and cell.header
        if header:
            return False
    return True


def holds_its_end(table: Table, standard: Standard, available: Length) -> bool:
    """Whether `groups` holds the last two rows of a table `available` wide, whose rows are single, together.

    Only these two are set for it: how high a single row is does not depend on others.
    """
    if len(table.rows) < _LAST:
        return False
    if _are_lines(table, standard, available):
        return True
    last = whole(replace(table, header=(), rows=table.rows[-_LAST:]), standard, available).rows
    return _is_low(last[-1:], standard) and height_of(last) <= standard.page.body_height // 3


def _are_lines(table: Table, standard: Standard, available: Length) -> bool:
    """Whether the last two rows are surely a line each: most are, and it is soon seen."""
    style = standard.styles[StyleName.TABLE_CELL]
    high = style.line + standard.table_padding_above.times(2) + standard.table_border
    if high >= style.line.times(_LOW + 1) or high.times(_LAST) > standard.page.body_height // 3:
        return False
    padding, pitch = standard.table_padding.times(2), style.size + style.spacing
    widths = column_widths(table, available)
    for row in table.rows[-_LAST:]:
        column = 0
        for cell in row.cells:
            wide = sum(widths[column : column + cell.columns]) - padding
            characters = bare(cell.lines[0]) if len(cell.lines) == 1 else None
            if characters is None or (filled(characters) + _HAIR) * pitch > wide:
                return False
            column += cell.columns
        if row.height > 1:
            return False
    return True
