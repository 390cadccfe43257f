"""Tables: fixed columns, merged cells, repeated header rows, no row split between pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from docgen.document import Align, Cell, Row, Table, Text
from docgen.standards.gbt9704 import Standard, StyleName
from docgen.typesetting.adornment import is_adorned
from docgen.typesetting.columns import column_widths
from docgen.typesetting.covering import Covering, coverings
from docgen.typesetting.row_groups import are_single, groups, holds_its_end
from docgen.typesetting.table_pages import cell_style, header_measure, whole
from docgen.typesetting.widths import literal, plain
from docgen.units import Length, twips
from docgen.writers.docx.paragraphs import WordTable, kept, paragraph
from docgen.writers.docx.runs import runs
from docgen.writers.docx.styles import TABLE_STYLE
from docgen.writers.docx.wordml import Xml, boolean, element, value

__all__ = ["JUSTIFICATION", "build"]

#: 字 that such a head has to spare, so that rounding never pushes a character out.
_ROOM: Final = 0.3
JUSTIFICATION = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def build(table: Table, standard: Standard, available: Length, *, hold: bool = False, noted: bool = False) -> WordTable:
    """The table over the whole of the available width; `hold` keeps small groups of rows on one page.

    `noted`: its 说明 follows, and begins on the page of the last two rows.
    """
    widths = column_widths(table, available)
    properties = element(
        "w:tblPr",
        {},
        value("w:tblStyle", TABLE_STYLE),
        element("w:tblW", {"w:w": available.twips, "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "0020", "w:firstRow": 1}) if table.header else None,
    )
    across = [width.twips for width in widths]
    grid = _columns(tuple(across))
    header, body = (
        [
            _row(row, index, covering, table, standard, across, header=header)
            for index, (row, covering) in enumerate(zip(rows, coverings(rows, len(widths)), strict=True))
        ]
        for rows, header in ((table.header, True), (table.rows, False))
    )
    if hold:
        _hold(body, table, standard, available)
    elif len(body) > 1:
        body[-2] = kept(body[-2])  # a last row (合计) stands on no page alone
    if noted and len(body) > 1:
        body[-1] = kept(body[-1])
    return WordTable(properties + grid, header + body)


@lru_cache(maxsize=256)
def _columns(widths: tuple[int, ...]) -> Xml:
    """`w:tblGrid` of columns of these widths in twips."""
    return element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": width}) for width in widths))


def _hold(rows: list[Xml], table: Table, standard: Standard, available: Length) -> None:
    """Keep each row of a group but its last on the page of the next one."""
    if are_single(table.rows):
        if holds_its_end(table, standard, available):
            rows[-2] = kept(rows[-2])
        return
    first = 0
    for group in groups(whole(table, standard, available), standard):
        last = first + len(group.rows) - 1
        if group.held:
            rows[first:last] = map(kept, rows[first:last])
        first = last + 1


def _row(
    row: Row,
    index: int,
    covering: Sequence[Covering[Cell]],
    table: Table,
    standard: Standard,
    widths: Sequence[int],
    *,
    header: bool,
) -> Xml:
    cells = "".join([_cell(each, each.row != index, table, standard, widths) for each in covering])
    return f"<w:tr>{_row_properties(row.height, standard, header=header)}{cells}</w:tr>"


@lru_cache(maxsize=64)  # the heights that forms ask for
def _row_properties(least: float, standard: Standard, *, header: bool) -> Xml:
    """`w:trPr` of a row at least so many lines high."""
    height = standard.styles[StyleName.TABLE_CELL].line.times(least) + standard.table_padding_above.times(2)
    return element(
        "w:trPr",
        {},
        boolean("w:cantSplit", True),
        element("w:trHeight", {"w:val": height.twips, "w:hRule": "atLeast"}),
        boolean("w:tblHeader", True) if header else None,
    )


def _cell(covering: Covering[Cell], continued: bool, table: Table, standard: Standard, widths: Sequence[int]) -> Xml:
    """A cell where it begins, or `continued` below; `widths` are those of the columns in twips."""
    cell, _, column = covering
    columns = cell.columns
    width = widths[column] if columns == 1 else sum(widths[column : column + columns])
    merge = "" if cell.rows == 1 else "continue" if continued else "restart"
    align = cell.align or (Align.CENTER if cell.header else table.columns[column].align)
    if continued or not cell.header or any(map(is_adorned, cell.lines)):
        beside = _beside(cell, width, standard) if cell.header else None
        frame = _frame(width, columns, merge, cell_style(cell.header), align, beside)
        return _framed(frame, ((),) if continued else cell.lines, cell_style(cell.header), standard)
    return _head(tuple(map(plain, cell.lines)), width, columns, merge, align, standard)


@lru_cache(maxsize=256)  # tables of a kind have the same heads
def _head(texts: tuple[str, ...], width: int, columns: int, merge: str, align: Align, standard: Standard) -> Xml:
    """The head of a column, of nothing but characters."""
    cell = Cell(lines=tuple(map(literal, texts)), header=True)
    frame = _frame(width, columns, merge, StyleName.TABLE_HEADER, align, _beside(cell, width, standard))
    return _framed(frame, cell.lines, StyleName.TABLE_HEADER, standard)


def _framed(frame: tuple[Xml, Xml], lines: Sequence[Text], style: StyleName, standard: Standard) -> Xml:
    properties, opening = frame
    if len(lines) == 1:  # most cells
        return f"<w:tc>{properties}{opening}{runs(lines[0], standard, style)}</w:p></w:tc>"
    texts = [f"{opening}{runs(line, standard, style)}</w:p>" for line in lines or ((),)]
    return f"<w:tc>{properties}{''.join(texts)}</w:tc>"


@lru_cache(maxsize=1024)  # tables of a kind have the same columns
def _frame(width: int, columns: int, merge: str, style: StyleName, align: Align, beside: Xml | None) -> tuple[Xml, Xml]:
    """`w:tcPr` of a cell, and each of its paragraphs up to the text.

    `merge` is `restart` where a cell begins that reaches down, `continue` below; `beside` are indents of its own.
    """
    properties = element(
        "w:tcPr",
        {},
        element("w:tcW", {"w:w": width, "w:type": "dxa"}),
        value("w:gridSpan", columns) if columns > 1 else None,
        (value("w:vMerge", merge) if merge == "restart" else element("w:vMerge")) if merge else None,
        value("w:vAlign", "center"),
    )
    opening = paragraph(style, (), value("w:jc", JUSTIFICATION[align]), beside).xml.removesuffix("</w:p>")
    return properties, opening


def _beside(cell: Cell, width: int, standard: Standard) -> Xml | None:
    """Indents that leave the head of a column just the width which divides it evenly: 整改／时限, not 整改时／限."""
    style = standard.styles[StyleName.TABLE_HEADER]
    inner = twips(width) - standard.table_padding.times(2)
    pitch = style.size + style.spacing
    even = header_measure(cell, inner / pitch)
    if even is None:
        return None
    side = max(0, (inner - pitch.times(even + _ROOM)).twips // 2)
    return element("w:ind", {"w:left": side, "w:right": side, "w:firstLine": 0})
